import { spawnSync } from 'node:child_process'

/** Runs a program to its end; its standard output, or an error with what it wrote to standard error. */
export function runProgram(program: string, args: readonly string[], input?: Uint8Array): Buffer {
  const ended = spawnSync(program, args, {
    maxBuffer: 512 * 1024 * 1024,
    ...(input ? { input } : {}),
  })
  if (ended.error) throw new Error(`${program}: ${ended.error.message}`)
  if (ended.status !== 0) throw new Error(`${program} ended with ${ended.status}: ${ended.stderr}`)
  return ended.stdout
}
