import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { root } from './root.ts'

const run = promisify(execFile)

/**
 * Unpacks the sources to update from: those of `UPDATE_FROM` (a commit or tag), of the last version tag, or where there is
 * none those of ten commits ago.
 */
export async function previousSources(folder: string): Promise<string> {
  const git = async (...args: string[]): Promise<string> =>
    (await run('git', args, { cwd: root, maxBuffer: 1024 ** 2 })).stdout.trim()
  const tag = await git('describe', '--tags', '--abbrev=0', '--match', 'v*').catch(() => null)
  const commit = process.env.UPDATE_FROM ?? tag ?? (await git('rev-parse', '--short', 'HEAD~10'))
  await run('sh', ['-c', 'git archive "$1" | tar -x -C "$2"', 'sh', commit, folder], { cwd: root })
  console.log(`updating from ${commit}`)
  return commit
}
