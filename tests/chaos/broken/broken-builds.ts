import { join } from 'node:path'
import { smallSize } from '../../harness/start-cluster.ts'
import type { InvariantNumber } from '../check/invariants.ts'
import type { Submission } from '../plan-load.ts'
import type { ChaosOptions } from '../run-chaos.ts'

export interface BrokenBuild {
  /** The invariant that a report must name. */
  invariant: InvariantNumber
  options: Pick<
    ChaosOptions,
    'schedule' | 'submissions' | 'size' | 'preload' | 'settleMs' | 'slowMs' | 'sampleEveryMs'
  >
}

/** One batch of slow pages, still running when the fault starts. */
const slowBatch = (count: number): Submission[] => [
  {
    at_ms: 0,
    key: 'broken-build',
    pages: Array.from({ length: count }, (_, number) => ({ page: 'slow' as const, number })),
    isBatch: true,
    webhook: false,
    watch: false,
    intent: 'nothing',
    after_ms: 0,
    pause: null,
  },
]

const preload = (name: string): string => join(import.meta.dirname, `${name}.ts`)

/** Deliberately broken builds, each with faults that must reveal it: a test of the checks. */
export const brokenBuilds = {
  fencing: {
    invariant: 4,
    options: {
      preload: preload('fencing-off'),
      size: smallSize,
      submissions: slowBatch(12),
      slowMs: [3_000, 4_000],
      settleMs: 15_000,
      schedule: {
        seed: 0,
        faults: [{ at_ms: 1_500, fault: 'freeze', target: 'worker-scrape-1', for_ms: 8_000 }],
      },
    },
  },
  keeper: {
    invariant: 2,
    options: {
      preload: preload('keeper-off'),
      size: smallSize,
      submissions: slowBatch(12),
      slowMs: [2_000, 2_000],
      settleMs: 6_000,
      schedule: {
        seed: 0,
        faults: [
          { at_ms: 1_000, fault: 'kill', target: 'worker-scrape-1' },
          { at_ms: 1_500, fault: 'flush', target: 'redis' },
        ],
      },
    },
  },
  counters: {
    invariant: 7,
    options: {
      preload: preload('counters-incremented'),
      size: smallSize,
      submissions: slowBatch(60),
      slowMs: [10, 20],
      settleMs: 8_000,
      sampleEveryMs: 5,
      schedule: { seed: 0, faults: [{ at_ms: 1_200, fault: 'kill', target: 'worker-transform-1' }] },
    },
  },
} as const satisfies Record<string, BrokenBuild>
export type BrokenName = keyof typeof brokenBuilds

export const isBrokenName = (name: string): name is BrokenName => Object.hasOwn(brokenBuilds, name)
