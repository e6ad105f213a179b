import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  createLongLivedChild,
  findToolOnPath,
  type LongLivedChild,
  type LongLivedChildOptions,
} from '../src/index.ts'
import { isAlive } from './is-alive.ts'
import type { Attempt } from './trying-child.ts'

const mebibyte = 1024 * 1024
const open: LongLivedChild<Attempt, unknown>[] = []

afterEach(async () => void (await Promise.all(open.splice(0).map((child) => child.close()))))

function start(given: Partial<LongLivedChildOptions> = {}) {
  const child = createLongLivedChild<Attempt, unknown>({
    script: new URL('trying-child.ts', import.meta.url),
    heapBytes: 64 * mebibyte,
    limits: { residentBytes: 512 * mebibyte, cpuSeconds: 30, fileBytes: 0 },
    timeMs: 10_000,
    idleMs: 10_000,
    busyMs: 60_000,
    failAs: () => new Error('lost'),
    findTool: findToolOnPath(),
    ...given,
  })
  open.push(child)
  return {
    tries: (what: Attempt['what'], argument?: string, signal?: AbortSignal) =>
      child.ask({ what, ...(argument === undefined ? {} : { argument }) }, signal),
    close: child.close,
  }
}

const gone = (pid: unknown): Promise<void> =>
  vi.waitFor(() => expect(isAlive(Number(pid))).toBe(false), { timeout: 5_000, interval: 20 })

describe('its walls', () => {
  test('it reads code and nothing else, writes nothing, starts neither program nor thread', async () => {
    const { tries } = start()
    const denied = /permission|ERR_ACCESS_DENIED|restricted/i
    for (const file of [
      '/etc/passwd',
      '/proc/self/environ',
      '/proc/1/environ',
      join(import.meta.dirname, '../../../.git'),
    ])
      await expect(tries('read', file), file).rejects.toThrow(denied)
    await expect(tries('write', join(tmpdir(), 'by-a-child'))).rejects.toThrow(denied)
    await expect(tries('write', join(import.meta.dirname, 'by-a-child'))).rejects.toThrow(denied)
    await expect(tries('run')).rejects.toThrow(denied)
    await expect(tries('thread')).rejects.toThrow(denied)
    expect(await tries('read', fileURLToPath(import.meta.url))).toBeGreaterThan(0)
  })

  test('its environment is its mark', async () => {
    expect(await start().tries('environment')).toEqual(['ASYNC_EVENTS_RUN'])
  })

  test('the kernel holds its limits', async () => {
    const pid = await start().tries('pid')
    const limits = await readFile(`/proc/${pid}/limits`, 'utf8')
    expect(limits).toMatch(/^Max cpu time +30 +30 /m)
    expect(limits).toMatch(/^Max file size +0 +0 /m)
    expect(limits).toMatch(/^Max core file size +0 +0 /m)
  })

  test('memory outside of the heap: within its limit, and beyond', async () => {
    const { tries } = start()
    const pid = await tries('pid')
    expect(await tries('hold', '64')).toBe(64 * mebibyte)
    await expect(tries('hold', '768')).rejects.toThrow('lost')
    await gone(pid)
    expect(await tries('pid')).not.toBe(pid)
  })
})

describe('its life', () => {
  test('one process for one request after another, many asked at once', async () => {
    const { tries } = start()
    const pids = await Promise.all(Array.from({ length: 20 }, () => tries('pid')))
    expect(new Set(pids).size).toBe(1)
  })

  test.each([
    ['fails', 'fail', 'so it is', /trying-child\.ts: so it is/],
    ['ends', 'end', undefined, /lost/],
    ['takes too long', 'spin', '60000', /lost/],
  ] as const)(
    'a request that %s: the next one gets a new process',
    async (_name, what, argument, message) => {
      const { tries } = start({ timeMs: 1_000 })
      const pid = await tries('pid')
      await expect(tries(what, argument)).rejects.toThrow(message)
      await gone(pid)
      expect(await tries('pid')).not.toBe(pid)
    },
  )

  test('an abort in the middle of a request throws its reason and ends the process', async () => {
    const { tries } = start()
    const pid = await tries('pid')
    const stop = new AbortController()
    const spinning = tries('spin', '60000', stop.signal)
    await vi.waitFor(async () => expect(await stateOf(pid)).toBe('R'), { timeout: 5_000, interval: 20 })
    stop.abort(new Error('cancelled'))
    await expect(spinning).rejects.toThrow('cancelled')
    await gone(pid)
    expect(await tries('pid')).not.toBe(pid)
  })

  test('an abort while it starts is not held up by the start', async () => {
    const { tries, close } = start({ script: new URL('slow-child.ts', import.meta.url) })
    const stop = new AbortController()
    const asked = tries('pid', undefined, stop.signal)
    // Its process is started in a microtask.
    await new Promise(setImmediate)
    stop.abort(new Error('cancelled'))
    await expect(asked).rejects.toThrow('cancelled')
    await close()
  })

  test('an abort before its turn leaves the process alone', async () => {
    const { tries } = start()
    const pid = await tries('pid')
    const signal = AbortSignal.abort(new Error('cancelled'))
    await expect(tries('spin', '60000', signal)).rejects.toThrow('cancelled')
    expect(await tries('pid')).toBe(pid)
  })

  test('one that had its time at work is replaced', async () => {
    const { tries } = start({ busyMs: 300 })
    const pid = await tries('spin', '100')
    expect(await tries('spin', '250')).toBe(pid)
    await gone(pid)
    expect(await tries('pid')).not.toBe(pid)
  })

  test('one with nothing to do ends', async () => {
    const { tries } = start({ idleMs: 50 })
    await gone(await tries('pid'))
  })

  test('closing waits for the answer', async () => {
    const { tries, close } = start()
    const spinning = tries('spin', '300')
    await close()
    await gone(await spinning)
  })

  test('an idle one holds no process open, and ends with it', async () => {
    const holder = spawn(process.execPath, [fileURLToPath(new URL('child-hold.ts', import.meta.url))], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(holder, 'close')
    const [said] = await once(holder.stdout, 'data')
    expect(await ended).toEqual([0, null])
    await gone(String(said).trim())
  })
})

/** proc(5): the state is the first field after the name in brackets. */
async function stateOf(pid: unknown): Promise<string> {
  return /\) (\w)/.exec(await readFile(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? ''
}
