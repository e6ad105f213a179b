import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { artifactKey } from './artifact-key.ts'
import { scopeFromPath, scopeToPath } from './scope-path.ts'
import { isErrno } from './storage-errors.ts'

export interface ListedObject {
  key: string
  bytes: number
  modified_at: Date
}

/** Every object under `root`, or those of one scope, except any deleted meanwhile. */
export async function* listObjects(root: string, scope?: string): AsyncIterable<ListedObject> {
  if (scope !== undefined) {
    yield* objectsOf(root, scopeToPath(scope), scope)
    return
  }
  for await (const path of scopePaths(root, '')) {
    const found = scopeFromPath(path)
    if (found !== null) yield* objectsOf(root, path, found)
  }
}

/** Paths of scopes: a long one continues in a folder that begins with `+`. */
async function* scopePaths(root: string, parent: string): AsyncIterable<string> {
  for await (const name of foldersIn(join(root, parent))) {
    if (parent === '' ? name.startsWith('.') : !name.startsWith('+')) continue
    const path = parent === '' ? name : `${parent}/${name}`
    yield path
    yield* scopePaths(root, path)
  }
}

async function* objectsOf(root: string, scopePath: string, scope: string): AsyncIterable<ListedObject> {
  const folder = join(root, scopePath, 'sha256')
  for await (const first of foldersIn(folder)) {
    for await (const second of foldersIn(join(folder, first))) {
      for await (const { name } of entriesIn(join(folder, first, second))) {
        const found = await stat(join(folder, first, second, name)).catch(() => null)
        if (found?.isFile() && /^[0-9a-f]{64}$/.test(name)) {
          yield { key: artifactKey(scope, name), bytes: found.size, modified_at: found.mtime }
        }
      }
    }
  }
}

async function* foldersIn(path: string): AsyncIterable<string> {
  for await (const entry of entriesIn(path)) if (entry.isDirectory()) yield entry.name
}

async function* entriesIn(path: string) {
  try {
    yield* await opendir(path)
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error
  }
}
