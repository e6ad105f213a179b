import type { Estimate, PlannedRestart } from '@async-events/core'

const actions = ['run', 'cached', 'kept', 'skip'] as const

/** The plan with the sums of the steps that run. What is not known of any of them is null. */
export function restartPlanView(plan: PlannedRestart) {
  const running = plan.steps.filter(({ action }) => action === 'run').map(({ estimate }) => estimate)
  const counts = actions.map((action) => [action, plan.steps.filter((step) => step.action === action).length])
  return {
    ...plan,
    totals: {
      ...(Object.fromEntries(counts) as Record<(typeof actions)[number], number>),
      duration_ms: running.reduce((sum, estimate) => sum + (estimate?.duration_ms ?? 0), 0),
      input_tokens: sumOf(running, 'input_tokens'),
      output_tokens: sumOf(running, 'output_tokens'),
      cost: sumOf(running, 'cost'),
    },
  }
}

function sumOf(
  estimates: readonly (Estimate | null)[],
  field: 'input_tokens' | 'output_tokens' | 'cost',
): number | null {
  const known = estimates.flatMap((estimate) => estimate?.[field] ?? [])
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}
