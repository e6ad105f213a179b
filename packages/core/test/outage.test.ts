import { describe, expect, it } from 'vitest'
import { AppError } from '../src/domain/errors.ts'
import { type OutageWatch, watchOutages } from '../src/domain/job/outage.ts'

const at = (seconds: number): Date => new Date(Date.UTC(2027, 0, 1) + seconds * 1000)

/** Passes of a keeper at these seconds; negative ones met no database. */
async function passes(seconds: number[]): Promise<OutageWatch> {
  let now = at(0)
  const watch = watchOutages({ now: () => now })
  for (const second of seconds) {
    now = at(Math.abs(second))
    const asked = watch.during(async () => {
      if (second < 0) throw new AppError('unavailable')
      return second
    })
    if (second < 0) await expect(asked).rejects.toMatchObject({ code: 'unavailable' })
    else expect(await asked).toBe(second)
  }
  return watch
}

describe('an outage', () => {
  it('lasts from the last pass that was good to the first that is good again', async () => {
    expect((await passes([5, 10, -15, -20, 25, 30])).latest()).toEqual({ from: at(10), to: at(25) })
  })
  it('that still goes on is not told of: nothing can be done meanwhile', async () => {
    expect((await passes([5, -10, -15])).latest()).toBeNull()
  })
  it('met at the start begins with it', async () => {
    expect((await passes([-3, -6, 9])).latest()).toEqual({ from: at(3), to: at(9) })
  })
  it('that comes soon after another is one with it, a later one is not', async () => {
    expect((await passes([5, -10, 15, -20, 25])).latest()).toEqual({ from: at(5), to: at(25) })
    expect((await passes([5, -10, 15, 20, 26, -30, 35])).latest()).toEqual({ from: at(26), to: at(35) })
  })
  it('is none when something else failed', async () => {
    const watch = await passes([5])
    await expect(watch.during(() => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault')
    expect(await watch.during(async () => 1)).toBe(1)
    expect(watch.latest()).toBeNull()
  })
})
