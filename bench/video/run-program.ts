import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Its standard output. Throws where it does not end with 0. */
export async function runProgram(file: string, args: string[]): Promise<string> {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${file} ended with ${code}`)
  return said
}
