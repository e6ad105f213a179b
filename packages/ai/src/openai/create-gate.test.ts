import { AppError } from '@async-events/core'
import { describe, expect, it } from 'vitest'
import { createGate } from './create-gate.ts'

function gateAt() {
  const clock = { now: 0 }
  const gate = createGate({ firstPauseMs: 1_000, longestPauseMs: 8_000, now: () => clock.now })
  let asked = 0
  return {
    clock,
    gate,
    asked: () => asked,
    ask: (answer: () => Promise<string> = async () => 'ok') =>
      gate.run(() => {
        asked += 1
        return answer()
      }),
  }
}
const outage = (retryAfterMs?: number) => () =>
  Promise.reject(
    new AppError('model_unavailable', 'gone', {
      outage: true,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    }),
  )
const failure = (code: 'timeout' | 'model_refused') => () => Promise.reject(new AppError(code))

describe('a gate', () => {
  it('lets one request through after each pause, and pauses double up to the longest', async () => {
    const { gate, clock, ask, asked } = gateAt()
    await expect(ask(outage())).rejects.toMatchObject({ outage: true, retryAfterMs: null })
    for (const pauseMs of [1_000, 2_000, 4_000, 8_000, 8_000, 8_000]) {
      expect(gate.heldMs()).toBe(pauseMs)
      clock.now += pauseMs - 1
      const before = asked()
      await expect(ask()).rejects.toMatchObject({ message: 'gone', outage: true, retryAfterMs: 1 })
      expect(asked()).toBe(before)
      clock.now += 1
      expect(gate.heldMs()).toBe(0)
      await expect(ask(outage())).rejects.toMatchObject({ outage: true })
      expect(asked()).toBe(before + 1)
    }
    clock.now += 8_000
    expect(await ask()).toBe('ok')
    expect(gate.heldMs()).toBe(0)
    // From the beginning again.
    await expect(ask(outage())).rejects.toBeInstanceOf(AppError)
    expect(gate.heldMs()).toBe(1_000)
  })

  it('asks an endpoint that is away less than once a minute after the first, however many steps come', async () => {
    const clock = { now: 0 }
    const times: number[] = []
    // As with the default patience of 6 h.
    const gate = createGate({ longestPauseMs: (6 * 3_600_000) / 8, now: () => clock.now })
    for (; clock.now < 6 * 3_600_000; clock.now += 1_000)
      await gate
        .run(() => {
          times.push(clock.now)
          return outage()()
        })
        .catch(() => {})
    const within = (minutes: number) => times.filter((time) => time < minutes * 60_000).length
    expect([1, 5, 15, 60, 360].map(within)).toEqual([4, 6, 8, 10, 17])
  })

  it('holds the others while one tries', async () => {
    const { gate, clock, ask, asked } = gateAt()
    await expect(ask(outage())).rejects.toBeInstanceOf(AppError)
    clock.now += 1_000
    const answer = Promise.withResolvers<string>()
    const first = ask(() => answer.promise)
    await expect(ask()).rejects.toMatchObject({ outage: true, retryAfterMs: 1_000 })
    expect(asked()).toBe(2)
    answer.resolve('back')
    expect(await first).toBe('back')
    expect(await ask()).toBe('ok')
    expect(gate.heldMs()).toBe(0)
  })

  it('believes a server that says when it is back', async () => {
    const { gate, clock, ask } = gateAt()
    for (const heldMs of [200, 400, 800, 1_600, 1_600]) {
      await expect(ask(outage(0))).rejects.toBeInstanceOf(AppError)
      expect(gate.heldMs()).toBe(heldMs)
      clock.now += heldMs
    }
    await expect(ask(outage(60_000))).rejects.toBeInstanceOf(AppError)
    expect(gate.heldMs()).toBe(60_000)
  })

  it('takes a refusal for an answer, and a try without an answer for another outage', async () => {
    const { gate, clock, ask } = gateAt()
    await expect(ask(outage())).rejects.toBeInstanceOf(AppError)
    clock.now += 1_000
    await expect(ask(failure('timeout'))).rejects.toMatchObject({ code: 'model_unavailable', outage: true })
    expect(gate.heldMs()).toBe(2_000)
    clock.now += 2_000
    await expect(ask(failure('model_refused'))).rejects.toMatchObject({ code: 'model_refused' })
    expect(gate.heldMs()).toBe(0)
    await expect(ask(failure('timeout'))).rejects.toMatchObject({ code: 'timeout' })
    expect(gate.heldMs()).toBe(0)
  })

  it('lets the next one try when the step of a try is cancelled', async () => {
    const { gate, clock, ask } = gateAt()
    await expect(ask(outage())).rejects.toBeInstanceOf(AppError)
    clock.now += 1_000
    await expect(ask(() => Promise.reject(new Error('cancelled')))).rejects.toThrow('cancelled')
    expect(gate.heldMs()).toBe(0)
    expect(await ask()).toBe('ok')
  })

  it('counts requests that fail together as one outage, and opens for any that is answered', async () => {
    const { gate, ask } = gateAt()
    const late = Promise.withResolvers<string>()
    const slow = ask(() => late.promise)
    await Promise.allSettled([ask(outage()), ask(outage()), ask(outage())])
    expect(gate.heldMs()).toBe(1_000)
    late.resolve('ok')
    await slow
    expect(gate.heldMs()).toBe(0)
  })
})
