import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { casesOf } from '../../../testkit/src/long-form.ts'
import { type Bench, createBench } from '../../test/create-bench.ts'
import { ordinaryDay, otherDays, wrongRoom } from '../../test/day-cases.ts'
import { findBoundaries } from '../../test/record-day.ts'

let bench: Bench
beforeAll(async () => {
  bench = await createBench()
})
afterAll(() => bench.close())

/** Seconds. */
const near = 5
/** Applause is kept. */
const after = 15

describe('talks begin within 5 seconds of the truth, and nothing of them is cut off', {
  timeout: 240_000,
}, () => {
  it.each(casesOf([ordinaryDay, ...otherDays], otherDays.slice(-1)))('$name', async (day) => {
    const { talks } = await findBoundaries(bench, day)
    const seen = talks.map(({ start, end }) => [start.at, end.at])
    for (const [at, { start, end }] of day.truth.entries()) {
      const found = talks[at]!
      expect(found.start.at, `${seen}`).toBeGreaterThanOrEqual(start - near)
      expect(found.start.at, `${seen}`).toBeLessThanOrEqual(start + near)
      expect(found.end.at, `${seen}`).toBeGreaterThanOrEqual(end - 1)
      expect(found.end.at, `${seen}`).toBeLessThanOrEqual(end + after)
      expect(Math.min(found.start.confidence, found.end.confidence)).toBeGreaterThanOrEqual(0.6)
    }
  })
})

it.each(casesOf([wrongRoom], []))('$name: nothing is certain', { timeout: 240_000 }, async (day) => {
  const { talks } = await findBoundaries(bench, day)
  for (const { start, end, contradicted } of talks) {
    expect(contradicted).toBe(true)
    expect(Math.max(start.confidence, end.confidence)).toBeLessThan(0.5)
  }
})
