import { describe, expect, it } from 'vitest'
import { type Cluster, type JobCosts, simulate } from '../../scaling/simulate.ts'

const free: JobCosts = { api: 0, keeper: 0, mongo: 0, redis: 0, scrape: 0, transform: 0, pageMs: 0 }
const small: Cluster = { cores: null, apis: 1, scrapeWorkers: 1, transformWorkers: 1, slots: 4 }

describe('the simulation agrees with what can be told by hand', () => {
  it('pages that take a second: as many jobs a second as there are places', async () => {
    for (const scrapeWorkers of [1, 2, 4]) {
      const { jobsPerSecond } = await simulate({ ...free, pageMs: 1000 }, { ...small, scrapeWorkers }, 400)
      expect(jobsPerSecond).toBeCloseTo(4 * scrapeWorkers, 5)
    }
  })

  it('work of one process: one after the other, whatever there is of others', async () => {
    const costs = { ...free, mongo: 10 }
    const { jobsPerSecond, busy } = await simulate(costs, { ...small, scrapeWorkers: 100 }, 500)
    expect(jobsPerSecond).toBeCloseTo(100, 5)
    expect(busy.mongo).toBeCloseTo(1, 5)
    expect(busy.scrape).toBe(0)
  })

  it('two cores for all: no more than two seconds of work in a second', async () => {
    const costs = { ...free, scrape: 20, transform: 20 }
    const many = { ...small, scrapeWorkers: 8, transformWorkers: 8 }
    const { jobsPerSecond } = await simulate(costs, { ...many, cores: 2 }, 1000)
    expect(jobsPerSecond).toBeGreaterThan(48)
    expect(jobsPerSecond).toBeLessThanOrEqual(50.001)
    expect((await simulate(costs, many, 1000)).jobsPerSecond).toBeGreaterThan(300)
  })

  it('a second API takes half of its work', async () => {
    const costs = { ...free, api: 10 }
    const [one, two] = [await simulate(costs, small, 200), await simulate(costs, { ...small, apis: 2 }, 200)]
    expect(two.jobsPerSecond / one.jobsPerSecond).toBeCloseTo(2, 1)
  })
})
