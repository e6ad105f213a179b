import { AppError } from '@async-events/core'
import { expect, it } from 'vitest'
import { createPace } from './pace.ts'

const base = 600_000
const free = new AbortController().signal

/** A pace with a clock that stands still unless told. */
function pace(concurrency: number) {
  let now = 0
  const { run } = createPace({ concurrency, timeoutMs: base, now: () => now })
  return {
    run,
    /** The timeout of a request for a piece that is answered after so many milliseconds. */
    answered: (seconds: number, ms: number) =>
      run(seconds, free, async (timeoutMs) => {
        now += ms
        return timeoutMs
      }),
    /** The timeout of a request that is not answered. */
    async hung(seconds: number) {
      let allowed = 0
      const asked = run(seconds, free, (timeoutMs) => {
        allowed = timeoutMs
        return Promise.reject(new AppError('timeout'))
      })
      await expect(asked).rejects.toMatchObject({ code: 'timeout' })
      return allowed
    },
  }
}

it('an idle endpoint that keeps up has the configured time', async () => {
  const { answered } = pace(1)
  expect(await answered(300, 240_000)).toBe(base)
  expect(await answered(300, 240_000)).toBe(base)
})

it('each request in flight adds what one may take', async () => {
  const { run } = pace(4)
  const allowed: number[] = []
  const answers = Array.from({ length: 4 }, () => Promise.withResolvers<void>())
  const all = answers.map(({ promise }) =>
    run(300, free, (timeoutMs) => {
      allowed.push(timeoutMs)
      return promise
    }),
  )
  await expect.poll(() => allowed).toEqual([base, 2 * base, 3 * base, 4 * base])
  for (const { resolve } of answers) resolve()
  await Promise.all(all)
})

it('a wait for a place is not part of the timeout, and the order is kept', async () => {
  const { run } = pace(1)
  const began: number[] = []
  const answers = [0, 1, 2].map(() => Promise.withResolvers<number>())
  const all = answers.map(({ promise }, at) =>
    run(300, free, (timeoutMs) => {
      began.push(at)
      expect(timeoutMs).toBe(base)
      return promise
    }),
  )
  for (const at of [0, 1, 2]) {
    await expect.poll(() => began).toEqual([0, 1, 2].slice(0, at + 1))
    answers[at]?.resolve(at)
  }
  expect(await Promise.all(all)).toEqual([0, 1, 2])
})

it('a wait for a place ends with its step, and leaves the place to others', async () => {
  const { run } = pace(1)
  const first = Promise.withResolvers<void>()
  const controller = new AbortController()
  const one = run(1, free, () => first.promise)
  const two = run(1, controller.signal, async () => 'two')
  const three = run(1, free, async () => 'three')
  controller.abort(new Error('cancelled'))
  await expect(two).rejects.toThrow('cancelled')
  first.resolve()
  await one
  expect(await three).toBe('three')
  await expect(run(1, controller.signal, async () => 'again')).rejects.toThrow('cancelled')
})

it('an endpoint at a third of real time gets the time that it needs', async () => {
  const { answered, hung } = pace(1)
  expect(await hung(300)).toBe(base)
  expect(await answered(300, 900_000)).toBe(2 * base)
  expect(await answered(300, 900_000)).toBe(3 * base)
  // A short piece is a whole window for the engine.
  expect(await answered(2, 100_000)).toBe(base)
})

it('a timeout is one that timers take, whatever the clock says', async () => {
  const { answered } = pace(1)
  expect(await answered(30, 400_000.3)).toBe(base)
  const next = await answered(30, 1)
  expect(next).toBe(800_001)
  expect(() => AbortSignal.timeout(next)).not.toThrow()
})

it('an endpoint that hangs is found: no request waits longer than four times as long', async () => {
  const { hung, answered } = pace(1)
  const allowed = []
  for (let tries = 0; tries < 6; tries += 1) allowed.push(await hung(300))
  expect(allowed).toEqual([1, 2, 4, 4, 4, 4].map((times) => times * base))
  await answered(300, 60_000)
  expect(await hung(300)).toBe(base)
})

it('other failures tell nothing of its speed', async () => {
  const { run, hung } = pace(1)
  await expect(
    run(300, free, () => Promise.reject(new AppError('transcriber_unavailable'))),
  ).rejects.toThrow()
  expect(await hung(300)).toBe(base)
})
