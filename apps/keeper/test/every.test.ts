import type { Pass } from '@async-events/core'
import { until } from '@async-events/testkit'
import { afterEach, expect, it, vi } from 'vitest'
import { every } from '../src/every.ts'

const open: { stop(): Promise<void> }[] = []
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(open.splice(0).map((one) => one.stop()))
})

function start(act: (pass: Required<Pass>) => Promise<unknown>, limitMs = 200) {
  const told = { stuck: 0, failed: 0 }
  const running = every(
    {
      intervalMs: 10,
      limitMs,
      onStuck: () => {
        told.stuck += 1
      },
      log: {
        warn: () => {
          told.failed += 1
        },
      },
    },
    act,
  )
  open.push(running)
  return { running, told }
}

it('runs again and again, also after a pass that failed', async () => {
  let passes = 0
  const { told } = start(async () => {
    passes += 1
    if (passes === 2) throw new Error('the database is away')
  })
  await until(() => passes >= 4, 5_000, 'four passes')
  expect(told).toEqual({ stuck: 0, failed: 1 })
})

it('tells of a pass that hangs, as on a connection that is half open', async () => {
  let letGo = (): void => {}
  const { told } = start(
    () =>
      new Promise<void>((resolve) => {
        letGo = resolve
      }),
  )
  await until(() => told.stuck > 0, 5_000, 'it is told')
  letGo()
})

it('a long pass that gets on is not stuck, and ends in the middle when it is told to stop', async () => {
  vi.useFakeTimers()
  let steps = 0
  const { running, told } = start(async ({ signal, progress }) => {
    while (!signal.aborted) {
      progress()
      steps += 1
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })
  // Longer than the limit.
  await vi.advanceTimersByTimeAsync(1_000)
  expect(steps).toBeGreaterThan(20)
  await Promise.all([running.stop(), vi.advanceTimersByTimeAsync(20)])
  expect(told.stuck).toBe(0)
})
