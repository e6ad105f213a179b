import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../harness/seeded-random.ts'
import { planLoad } from './plan-load.ts'
import { endOf, faultNames, makeSchedule, schedule } from './schedule.ts'

const processes = ['api-1', 'api-2', 'keeper-1', 'worker-scrape-1', 'worker-scrape-2']
const options = { processes, untilMs: 540_000, everyMs: 6_000, ownServers: true, ownDisk: true }
const scheduleOf = (seed: number, changes = {}) =>
  makeSchedule(seed, seededRandom(seed), { ...options, ...changes })
const seeds = fc.integer({ min: 0, max: 1e6 })
const fixed = { seed: 6, numRuns: 100 }

describe('the schedule', () => {
  it('is the same for the same seed, another for another, and data that can be read back', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const made = scheduleOf(seed)
        expect(made).toEqual(scheduleOf(seed))
        expect(made.faults).not.toEqual(scheduleOf(seed + 1).faults)
        expect(schedule.parse(JSON.parse(JSON.stringify(made)))).toEqual(made)
      }),
      fixed,
    )
  })

  it('ends in time, and never has two faults on one kind of target at once', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const made = scheduleOf(seed)
        expect(endOf(made)).toBeLessThanOrEqual(options.untilMs)
        const kinds = Map.groupBy(made.faults, ({ target }) => target.replace(/-\d+$/, ''))
        for (const faults of kinds.values()) {
          for (const [index, { at_ms }] of faults.entries()) {
            const before = faults[index - 1]
            if (before) expect(at_ms).toBeGreaterThanOrEqual(before.at_ms + (before.for_ms ?? 0))
          }
        }
      }),
      fixed,
    )
  })

  it('has every kind of fault in ten minutes of most seeds', () => {
    const missing = Array.from({ length: 20 }, (_, seed) => {
      const used = new Set(scheduleOf(seed).faults.map(({ fault }) => fault))
      return faultNames.filter((name) => !used.has(name)).length
    })
    expect(missing.filter((count) => count === 0).length).toBeGreaterThanOrEqual(15)
  })

  it('leaves servers of others and missing disks alone', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const { fault, target } of scheduleOf(seed, { ownServers: false, ownDisk: false }).faults) {
          expect(fault).not.toBe('fill')
          if (!processes.includes(target)) expect(['refuse', 'cut', 'pause', 'drop']).toContain(fault)
        }
      }),
      fixed,
    )
  })
})

describe('the load', () => {
  it('is the same for the same seed, and as many jobs as asked for, each with a number of its own', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 300 }), (seed, jobs) => {
        const plan = () => planLoad(seededRandom(seed), { jobs, spreadMs: 60_000, slides: 0.1, sound: 0.1 })
        const made = plan()
        expect(made).toEqual(plan())
        const numbers = made.flatMap(({ pages }) => pages.map(({ number }) => number))
        expect(numbers).toEqual(Array.from({ length: jobs }, (_, index) => index))
        expect(new Set(made.map(({ key }) => key)).size).toBe(made.length)
        for (const { at_ms, isBatch, pages } of made) {
          expect(at_ms).toBeLessThanOrEqual(60_000)
          if (!isBatch) expect(pages).toHaveLength(1)
        }
      }),
      fixed,
    )
  })
})
