import { z } from 'zod'
import { errorDetail } from './errors.ts'

const estimate = z.object({
  duration_ms: z.int().nonnegative(),
  input_tokens: z.int().nonnegative().nullable().describe('of a text model; null when none was asked'),
  output_tokens: z.int().nonnegative().nullable(),
  cost: z.number().nonnegative().nullable().describe('by the configured prices; null without them'),
})

const plannedStep = z.object({
  id: z.string(),
  name: z.string().describe('processor'),
  action: z
    .enum(['run', 'cached', 'kept', 'skip'])
    .describe(
      'run: it runs; cached: its outcome is in the step cache; kept: as the last run left it; skip: nothing to do',
    ),
  certain: z
    .boolean()
    .describe('false when it depends on what a step above finds, or on whether a source has changed'),
  reason: z.string(),
  estimate: estimate
    .nullable()
    .describe(
      'what it took in the last run, or of a new job on average in the newest finished jobs of its type; null when unknown and of steps that do not run',
    ),
})

const totals = estimate.extend({
  run: z.int().nonnegative(),
  cached: z.int().nonnegative(),
  kept: z.int().nonnegative(),
  skip: z.int().nonnegative(),
})

export const examplePlan = {
  run: 2,
  use_cache: true,
  steps: [
    {
      id: 'scrape',
      name: 'scrape',
      action: 'cached' as const,
      certain: true,
      reason: 'its outcome is in the step cache',
      estimate: null,
    },
    {
      id: 'transform',
      name: 'transform',
      action: 'run' as const,
      certain: true,
      reason: 'it is not in the step cache',
      estimate: { duration_ms: 820, input_tokens: null, output_tokens: null, cost: null },
    },
  ],
  totals: {
    ...{ run: 1, cached: 1, kept: 0, skip: 0 },
    ...{ duration_ms: 820, input_tokens: null, output_tokens: null, cost: null },
  },
}

export const plannedRun = z
  .object({
    run: z.int().positive().describe('number of the run that would begin'),
    use_cache: z.boolean(),
    steps: z.array(plannedStep),
    totals: totals.describe('of the steps that run, as far as known'),
  })
  .meta({ id: 'PlannedRun', examples: [examplePlan] })

export const restartPlan = z
  .object({ status: z.literal('success'), plan: plannedRun })
  .meta({ id: 'RestartPlan', examples: [{ status: 'success', plan: examplePlan }] })

export const exampleBatchPlan = {
  jobs: [{ place: 0, job_name: 'Wetland Conf 2026 - wetlands - Reed beds', problems: [], plan: examplePlan }],
  totals: examplePlan.totals,
}

export const plannedBatch = z
  .object({
    jobs: z.array(
      z.object({
        place: z.int().nonnegative().describe('in the request, from 0'),
        job_name: z.string().nullable().describe('null with problems'),
        problems: z.array(errorDetail).describe('for which a start would be refused'),
        plan: plannedRun.nullable().describe('null with problems'),
      }),
    ),
    totals: totals.describe('of all jobs'),
  })
  .meta({ id: 'PlannedBatch', examples: [exampleBatchPlan] })
