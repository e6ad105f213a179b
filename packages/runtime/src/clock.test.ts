import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createClock } from './clock.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A machine whose wall time and steady time a test moves by hand. */
function machine() {
  const time = { wall: 1_000_000, steady: 50 }
  return { time, options: { wallTime: () => time.wall, steadyTime: () => time.steady } }
}

it('runs on the time of the machine until it was synced', () => {
  const { options } = machine()
  const clock = createClock(options)
  expect(clock.now()).toEqual(new Date(1_000_000))
  expect(clock.isSynced()).toBe(false)
})

it('takes the database time as read in the middle of the round trip', async () => {
  const { time, options } = machine()
  const clock = createClock(options)
  await clock.sync(async () => {
    time.steady += 20
    time.wall += 20
    return new Date(2_000_000)
  })
  clock.stop()
  expect(clock.now()).toEqual(new Date(2_000_010))
  expect(clock.offsetMs()).toBe(999_990)
  time.steady += 500
  expect(clock.now()).toEqual(new Date(2_000_510))
})

it('is not moved by a step of the machine time', async () => {
  const { time, options } = machine()
  const clock = createClock(options)
  await clock.sync(async () => new Date(2_000_000))
  clock.stop()
  time.wall += 3_600_000
  expect(clock.now()).toEqual(new Date(2_000_000))
})

it('starts with the database down and is corrected when it answers', async () => {
  const { options } = machine()
  const onError = vi.fn()
  const clock = createClock({ ...options, onError })
  let up = false
  await clock.sync(async () => {
    if (!up) throw new Error('down')
    return new Date(5_000_000)
  })
  expect(onError).toHaveBeenCalledOnce()
  expect(clock.isSynced()).toBe(false)
  up = true
  await vi.advanceTimersByTimeAsync(2_000)
  expect(clock.now()).toEqual(new Date(5_000_000))
  clock.stop()
})

it('measures again each 30 s, and skips an answer that took too long', async () => {
  const { time, options } = machine()
  const clock = createClock(options)
  let delay = 0
  let database = 2_000_000
  await clock.sync(async () => {
    time.steady += delay
    return new Date(database)
  })
  database = 3_000_000
  delay = 5_000
  await vi.advanceTimersByTimeAsync(30_000)
  expect(clock.now()).toEqual(new Date(2_005_000))
  delay = 0
  await vi.advanceTimersByTimeAsync(2_000)
  expect(clock.now()).toEqual(new Date(3_000_000))
  clock.stop()
  database = 4_000_000
  await vi.advanceTimersByTimeAsync(120_000)
  expect(clock.now()).toEqual(new Date(3_000_000))
})
