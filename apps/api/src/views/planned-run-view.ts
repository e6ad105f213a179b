import type { Estimate, PlannedAction, PlannedJob, PlannedRun } from '@async-events/core'

const actions = ['run', 'cached', 'kept', 'skip'] as const

/** The plan with the sums of the steps that run. */
export const plannedRunView = (plan: PlannedRun) => ({ ...plan, totals: totalsOf(plan.steps) })

/** The plans of a batch with the sums of all. */
export const plannedBatchView = (jobs: readonly PlannedJob[]) => ({
  jobs: jobs.map(({ plan, ...job }) => ({ ...job, plan: plan && plannedRunView(plan) })),
  totals: totalsOf(jobs.flatMap(({ plan }) => plan?.steps ?? [])),
})

/** What is not known of any of them is null. */
function totalsOf(steps: readonly PlannedAction[]) {
  const running = steps.filter(({ action }) => action === 'run').map(({ estimate }) => estimate)
  const counts = actions.map((action) => [action, steps.filter((step) => step.action === action).length])
  return {
    ...(Object.fromEntries(counts) as Record<(typeof actions)[number], number>),
    duration_ms: running.reduce((sum, estimate) => sum + (estimate?.duration_ms ?? 0), 0),
    input_tokens: sumOf(running, 'input_tokens'),
    output_tokens: sumOf(running, 'output_tokens'),
    cost: sumOf(running, 'cost'),
  }
}

function sumOf(
  estimates: readonly (Estimate | null)[],
  field: 'input_tokens' | 'output_tokens' | 'cost',
): number | null {
  const known = estimates.flatMap((estimate) => estimate?.[field] ?? [])
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}
