import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

export interface ProgramOptions {
  cwd: string
  env?: Record<string, string>
}

/** What a program printed. Throws with all its output when it ends with another code than 0. */
export async function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env = {} }: ProgramOptions,
): Promise<string> {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const [printed, complaints, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (code !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${printed}\n${complaints}`)
  return printed
}
