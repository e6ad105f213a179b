import { randomUUID } from 'node:crypto'
import {
  chmod,
  constants,
  copyFile,
  link,
  mkdir,
  open,
  readFile,
  rename,
  rm,
  stat,
  statfs,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { ArtifactStore } from '@async-events/core'
import { artifactKey, parseArtifactKey } from './artifact-key.ts'
import { clampRange } from './byte-range.ts'
import { fileInside } from './file-name.ts'
import { listObjects } from './list-objects.ts'
import { scopeToPath } from './scope-path.ts'
import { hashInMemory, spool } from './spool.ts'
import { isErrno, missing, storageError } from './storage-errors.ts'
import { sweepTemporary } from './sweep-temporary.ts'

/**
 * Objects as read-only files `<scope>/sha256/ab/cd/<hash>` under `folder`. Each is written under a temporary name in
 * the same file system and renamed, so a visible object is complete and on the disk.
 */
export async function createFileStore(folder: string): Promise<ArtifactStore> {
  const root = resolve(folder)
  // No path of a scope contains a dot.
  const temporary = join(root, '.tmp')
  // At each write: the disk may be unmounted at the start, or empty after a remount.
  const makeFolder = () => mkdir(temporary, { recursive: true, mode: 0o700 })

  const objectPath = (scope: string, sha256: string): string =>
    join(root, scopeToPath(scope), 'sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  const pathOf = (key: string): string => {
    const parsed = parseArtifactKey(key)
    if (parsed === null) throw missing()
    return objectPath(parsed.scope, parsed.sha256)
  }

  return {
    async put(scope, source) {
      // Refuses an invalid scope before any write.
      scopeToPath(scope)
      try {
        const inMemory = hashInMemory(source)
        if (inMemory !== null && (await touch(objectPath(scope, inMemory.sha256), inMemory.bytes))) {
          return { key: artifactKey(scope, inMemory.sha256), ...inMemory }
        }
        await makeFolder()
      } catch (error) {
        throw storageError(error)
      }
      const { path, bytes, sha256 } = await spool(source, temporary)
      try {
        const final = objectPath(scope, sha256)
        if (await touch(final, bytes)) await rm(path, { force: true })
        else await moveDurably(path, final)
        return { key: artifactKey(scope, sha256), bytes, sha256 }
      } catch (error) {
        await rm(path, { force: true })
        throw storageError(error)
      }
    },

    async open(key, range) {
      const file = await open(pathOf(key), 'r').catch(rethrowMissing)
      try {
        const part = range === undefined ? {} : clampRange(range, (await file.stat()).size)
        return file.createReadStream({ ...part, highWaterMark: 1 << 18 })
      } catch (error) {
        await file.close()
        throw storageError(error)
      }
    },

    async materialize(key, into, name) {
      const target = fileInside(into, name)
      const path = pathOf(key)
      try {
        await mkdir(into, { recursive: true })
        await rm(target, { force: true })
        await link(path, target).catch(async (error: unknown) => {
          // Another file system or user, no hard links, or too many.
          if (!isErrno(error, 'EXDEV', 'EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK')) throw error
          await copyFile(path, target, constants.COPYFILE_FICLONE)
          await chmod(target, 0o444)
        })
        return target
      } catch (error) {
        if (isErrno(error, 'ENOENT')) throw missing(error)
        throw storageError(error)
      }
    },

    async stat(key) {
      const parsed = parseArtifactKey(key)
      if (parsed === null) return null
      const found = await stat(objectPath(parsed.scope, parsed.sha256)).catch((error: unknown) => {
        if (isErrno(error, 'ENOENT')) return null
        throw storageError(error)
      })
      return found === null ? null : { bytes: found.size, modified_at: found.mtime }
    },

    async *list(scope) {
      try {
        await sweepTemporary(temporary)
        yield* listObjects(root, scope)
      } catch (error) {
        throw storageError(error)
      }
    },

    async delete(key) {
      await rm(pathOf(key), { force: true }).catch((error: unknown) => {
        throw storageError(error)
      })
    },

    async space() {
      try {
        await makeFolder()
        const { bsize, bavail, blocks } = await statfs(root)
        // What is kept for the superuser is not free for anybody else.
        return { driver: 'file', free: bsize * bavail, total: bsize * blocks }
      } catch (error) {
        throw storageError(error)
      }
    },

    async check() {
      const path = join(temporary, `check-${randomUUID()}`)
      // A full disk may still take an empty file.
      const bytes = Buffer.alloc(4096, 'check')
      try {
        await makeFolder()
        await writeFile(path, bytes, { flush: true })
        if (!bytes.equals(await readFile(path))) throw new Error('the artifact folder returned other bytes')
      } catch (error) {
        throw storageError(error)
      } finally {
        await rm(path, { force: true }).catch(() => {})
      }
    },

    async close() {},
  }
}

function rethrowMissing(error: unknown): never {
  throw isErrno(error, 'ENOENT') ? missing(error) : storageError(error)
}

/**
 * True if the object exists; renews its modification time, since the keeper removes unreferenced objects older than an
 * hour and the reference to this one is not written yet. False for one of another size, which is damaged.
 */
async function touch(path: string, bytes: number): Promise<boolean> {
  try {
    if ((await stat(path)).size !== bytes) return false
    const now = new Date()
    await utimes(path, now, now)
    return true
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false
    throw error
  }
}

/** Renames and syncs every folder with a new entry: a power loss could otherwise lose the name. */
async function moveDurably(from: string, to: string): Promise<void> {
  const folder = dirname(to)
  const firstMade = await mkdir(folder, { recursive: true })
  await rename(from, to)
  const last = firstMade === undefined ? folder : dirname(firstMade)
  for (let current = folder; ; current = dirname(current)) {
    await syncFolder(current)
    if (current === last) return
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
