import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'

const script = fileURLToPath(new URL('./watch-event-loop.process.ts', import.meta.url))
const children = new Set<ReturnType<typeof start>['process']>()
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
})

function start(blockMs: number) {
  const child = spawn(process.execPath, [script, String(blockMs)], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  const wrote = async (text: string): Promise<void> => {
    while (!output.includes(text)) await once(child.stdout, 'data')
  }
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>
  return { process: child, ended, wrote, output: () => output }
}

it('a process whose event loop is blocked for too long is killed, and says why', async () => {
  const run = start(60_000)
  children.add(run.process)
  expect(await run.ended).toEqual([null, 'SIGKILL'])
  expect(run.output()).toContain('the event loop is blocked; ending')
})

it('one that is blocked for less goes on, and the watch keeps nobody alive', async () => {
  const run = start(400)
  children.add(run.process)
  expect(await run.ended).toEqual([0, null])
  expect(run.output()).toContain('turns again')
})

it('one that was stopped for longer and continued is left alone', async () => {
  const run = start(50)
  children.add(run.process)
  await run.wrote('up')
  run.process.kill('SIGSTOP')
  // So long that one that is blocked meanwhile, from its start to its end, has been ended for it.
  const blocked = start(60_000)
  children.add(blocked.process)
  expect(await blocked.ended).toEqual([null, 'SIGKILL'])
  run.process.kill('SIGCONT')
  expect(await run.ended).toEqual([0, null])
})
