import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'

const script = fileURLToPath(new URL('./run-until-signal.process.ts', import.meta.url))
let child: ChildProcess | undefined
afterEach(() => void child?.kill('SIGKILL'))

const start = (...args: string[]) => startWith({}, ...args)

async function startWith(env: Record<string, string>, ...args: string[]) {
  const process_ = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child = process_
  let output = ''
  process_.stdout.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  const ended = once(process_, 'exit') as Promise<[number | null, string | null]>
  const wrote = async (text: string) => {
    while (!output.includes(text)) await once(process_.stdout, 'data')
  }
  return { process: process_, ended, wrote, output: () => output }
}

it.each(['SIGTERM', 'SIGINT'] as const)('stops on %s and exits 0', async (signal) => {
  const run = await start('quick')
  await run.wrote('up')
  run.process.kill(signal)
  expect(await run.ended).toEqual([0, null])
  expect(run.output()).toContain('stop was called')
})

it('exits 1 when stopping takes longer than the grace time', async () => {
  const run = await start('hangs')
  await run.wrote('up')
  run.process.kill('SIGTERM')
  expect(await run.ended).toEqual([1, null])
  expect(run.output()).toContain('did not stop in time')
})

it('exits 1 when stopping fails', async () => {
  const run = await start('throws')
  await run.wrote('up')
  run.process.kill('SIGTERM')
  expect(await run.ended).toEqual([1, null])
})

it('exits at once on the second signal', async () => {
  const run = await start('hangs')
  await run.wrote('up')
  run.process.kill('SIGTERM')
  await run.wrote('stop was called')
  run.process.kill('SIGINT')
  expect(await run.ended).toEqual([130, null])
})

it.each(['uncaught', 'rejection'])('logs an error nobody caught, stops, and exits 1: %s', async (kind) => {
  const run = await start('quick', kind)
  expect(await run.ended).toEqual([1, null])
  expect(run.output()).toContain('uncaught error')
  expect(run.output()).toContain('stop was called')
})

it('keeps what was compiled for the next start, whatever becomes of the process', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'async-events-compiled-'))
  try {
    const run = await startWith({ NODE_COMPILE_CACHE: folder }, 'hangs')
    await run.wrote('up')
    run.process.kill('SIGKILL')
    await run.ended
    expect(readdirSync(folder, { recursive: true }).length).toBeGreaterThan(2)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
