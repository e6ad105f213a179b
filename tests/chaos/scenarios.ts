import { smallSize } from '../harness/start-cluster.ts'
import type { Submission } from './plan-load.ts'
import type { ChaosOptions } from './run-chaos.ts'

type Scenario = Pick<ChaosOptions, 'schedule' | 'submissions' | 'size'>

const plainBatch = (count: number): Submission => ({
  at_ms: 0,
  key: 'one-large-batch',
  pages: Array.from({ length: count }, (_, number) => ({ page: 'plain' as const, number })),
  isBatch: true,
  webhook: true,
  watch: true,
  intent: 'nothing',
  after_ms: 0,
  pause: null,
})

/** Runs with one thing to show, too long for every test run. */
export const scenarios = {
  /** Redis forgets everything in the middle of a batch of 500, twice. */
  flush: {
    submissions: [plainBatch(500)],
    size: smallSize,
    schedule: {
      seed: 0,
      faults: [
        { at_ms: 10_000, fault: 'flush', target: 'redis' },
        { at_ms: 18_000, fault: 'flush', target: 'redis' },
      ],
    },
  },
} as const satisfies Record<string, Scenario>
export type ScenarioName = keyof typeof scenarios

export const isScenarioName = (name: string): name is ScenarioName => Object.hasOwn(scenarios, name)
