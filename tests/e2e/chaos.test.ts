import { expect, it } from 'vitest'
import { planLoad } from '../chaos/plan-load.ts'
import { runChaos } from '../chaos/run-chaos.ts'
import type { Schedule } from '../chaos/schedule.ts'
import { seededRandom } from '../harness/seeded-random.ts'
import { smallSize } from '../harness/start-cluster.ts'

/** A little of everything, close together; `npm run chaos` does it for ten minutes. */
const schedule: Schedule = {
  seed: 6,
  faults: [
    { at_ms: 1_000, fault: 'freeze', target: 'worker-scrape-1', for_ms: 22_000 },
    { at_ms: 2_000, fault: 'kill', target: 'worker-transform-1' },
    { at_ms: 3_500, fault: 'flush', target: 'redis' },
    { at_ms: 6_000, fault: 'kill', target: 'database' },
    { at_ms: 8_500, fault: 'term', target: 'api-1' },
    { at_ms: 10_000, fault: 'cut', target: 'redis' },
    { at_ms: 11_000, fault: 'pause', target: 'database', for_ms: 3_000 },
    { at_ms: 15_000, fault: 'kill', target: 'keeper-1' },
    { at_ms: 16_000, fault: 'drop', target: 'redis', for_ms: 3_000 },
    { at_ms: 19_000, fault: 'kill', target: 'api-2' },
    { at_ms: 20_000, fault: 'empty', target: 'redis' },
    { at_ms: 21_000, fault: 'cut', target: 'database' },
  ],
}

it('keeps every promise through kills, freezes, and servers that vanish', { timeout: 180_000 }, async () => {
  const load = { jobs: 70, spreadMs: 18_000, slides: 0, sound: 0, largestBatch: 12 }
  const { violations, evidence } = await runChaos({
    schedule,
    submissions: planLoad(seededRandom(schedule.seed), load),
    size: smallSize,
    withSound: false,
    webhooks: { failing: 0.1, hanging: 0 },
    slowMs: [500, 2_000],
    settleMs: 60_000,
    out: null,
    environment: process.env,
  })
  expect(violations).toEqual([])
  // Something has happened at all.
  const ended = evidence.dump.jobs.filter(({ status }) => status === 'completed')
  expect(ended.length).toBeGreaterThan(30)
  expect(evidence.received.length).toBeGreaterThan(5)
})
