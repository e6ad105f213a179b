import type { Job, Step } from './job.ts'
import { readingOrder } from './plan.ts'

export interface Progress {
  step: string | null
  /** Whole percent, 0..100; never falls within a run. */
  percent: number
  message?: string
}

/** Relative cost of each processor of a pipeline, by name. */
export type Weights = Readonly<Record<string, number>>

export const weightsOf = (contracts: readonly { name: string; weight: number }[]): Weights =>
  Object.fromEntries(contracts.map(({ name, weight }) => [name, weight]))

/**
 * Progress of a run, weighted by processor. Weights count per processor and not per step, so steps that are found on
 * the way never make the bar go back: while the plan can still grow, a processor without steps counts as not begun.
 */
export function progressOf(job: Pick<Job, 'steps' | 'status'>, weights: Weights): Progress {
  const steps = readingOrder(job.steps)
  const current =
    steps.find(([, step]) => step.status === 'running') ??
    steps.find(([, step]) => step.status === 'ready' || step.status === 'retrying') ??
    steps.findLast(([, step]) => step.status === 'completed' || step.status === 'failed')
  const message = current?.[1].status === 'running' ? current[1].message : null
  return {
    step: current?.[0] ?? null,
    percent: job.status === 'completed' ? 100 : Math.min(99, Math.floor(weightedPercent(steps, weights))),
    ...(message ? { message } : {}),
  }
}

function weightedPercent(steps: [string, Step][], weights: Weights): number {
  const sourcesEnded = steps.every(([, step]) => !step.source || doneness(step) === 100)
  let done = 0
  let total = 0
  for (const [name, weight] of Object.entries(weights)) {
    const own = steps.filter(([, step]) => step.name === name)
    total += weight
    if (own.length > 0) done += (weight * own.reduce((sum, [, step]) => sum + doneness(step), 0)) / own.length
    else if (sourcesEnded) done += weight * 100
  }
  return total === 0 ? 0 : done / total
}

function doneness(step: Step): number {
  return step.status === 'completed' || step.status === 'failed' || step.status === 'skipped'
    ? 100
    : step.percent
}
