import type { Pass } from '@async-events/core'
import { until } from '@async-events/testkit'
import { afterEach, expect, it } from 'vitest'
import { every } from '../src/every.ts'

const open: { stop(): Promise<void> }[] = []
afterEach(() => Promise.all(open.splice(0).map((one) => one.stop())))

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
  let steps = 0
  const { running, told } = start(async ({ signal, progress }) => {
    while (!signal.aborted) {
      progress()
      steps += 1
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })
  await until(() => steps > 20, 10_000, 'it goes on for longer than the limit')
  await running.stop()
  expect(told.stuck).toBe(0)
})
