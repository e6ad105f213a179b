import { access, constants, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, resolve } from 'node:path'
import type { Env, Finding } from './finding.ts'

/** Below this a recording and what is made of it may not find place. */
const wantedBytes = 5e9

/** The folders that the service writes to, and the space there. */
export async function checkFolders(env: Env): Promise<Finding[]> {
  const folders: [name: string, path: string][] = [
    ['data', resolve(env.DATA_DIR || 'data')],
    ['temporary', tmpdir()],
  ]
  return await Promise.all(folders.map(([name, path]) => checkFolder(name, path)))
}

async function checkFolder(name: string, path: string): Promise<Finding> {
  const found = { group: 'folders', name } as const
  const there = await nearest(path)
  const canWrite = await access(there, constants.W_OK).then(
    () => true,
    () => false,
  )
  if (!canWrite)
    return {
      ...found,
      state: 'missing',
      about: `${there} cannot be written to`,
      mend: `sudo chown -R "$USER" '${there}'`,
    }
  const { bavail, bsize } = await statfs(there)
  const free = bavail * bsize
  const about = `${path}, ${(free / 1e9).toFixed(1)} GB free`
  return { ...found, state: free < wantedBytes ? 'advised' : 'ok', about, mend: null }
}

/** A folder that does not exist yet is made in the nearest one that does. */
async function nearest(path: string): Promise<string> {
  for (let folder = path; ; folder = dirname(folder)) {
    const isThere = await access(folder).then(
      () => true,
      () => false,
    )
    if (isThere || folder === dirname(folder)) return folder
  }
}
