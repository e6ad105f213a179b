import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

interface Child {
  /** Of the line that it was waited for. */
  match: RegExpExecArray
  stop(): Promise<void>
}

/** A program that goes on, once a line of its output says that it is there. */
export async function startChild(
  command: string,
  args: string[],
  { env, until }: { env: Record<string, string>; until: RegExp },
): Promise<Child> {
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const said: string[] = []
  const match = await new Promise<RegExpExecArray>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line)
        const found = until.exec(line)
        if (found) resolve(found)
      })
    child.once('error', reject)
    child.once('close', (code) =>
      reject(new Error(`${args.join(' ')} ended with ${code}:\n${said.join('\n')}`)),
    )
  })
  return {
    match,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
