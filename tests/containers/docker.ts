import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The output of a command of Docker; throws with what it said when it fails. */
export async function docker(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  try {
    const { stdout } = await run('docker', [...args], {
      env: { ...process.env, ...env },
      maxBuffer: 64 * 1024 ** 2,
    })
    return stdout.trim()
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    throw new Error(`docker ${args.join(' ')}\n${said.split('\n').slice(-25).join('\n')}`)
  }
}

export const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '')
