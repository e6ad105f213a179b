import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const script = fileURLToPath(new URL('./logger.process.ts', import.meta.url))

it('a process whose log nobody reads any more goes on, and ends when it is told to', async () => {
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const ended = once(child, 'exit')
    await once(child.stdout, 'data')
    child.stdout.destroy()
    await once(child.stdout, 'close')
    expect(child.exitCode).toBeNull()
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  } finally {
    child.kill('SIGKILL')
  }
})
