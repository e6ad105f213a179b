import type { PlannedRun } from '@async-events/client'
import type { JSX } from 'preact'
import { Duration } from '../../parts/time.tsx'
import { words } from '../../words/words.ts'

export type Estimate = Pick<PlannedRun['totals'], 'duration_ms' | 'input_tokens' | 'output_tokens' | 'cost'>

/** Time, tokens and cost, as far as they are known. A sum of nothing known is no estimate. */
export function EstimateText({ estimate }: { estimate: Estimate }): JSX.Element | null {
  const said = words().job
  const { duration_ms: ms, input_tokens: read, output_tokens: written, cost } = estimate
  const isKnown = ms > 0 || read !== null || written !== null || cost !== null
  if (!isKnown) return null
  return (
    <span class="muted">
      <Duration ms={ms} />
      {(read !== null || written !== null) && ` · ${said.tokens((read ?? 0) + (written ?? 0))}`}
      {cost !== null && ` · ${said.cost(cost)}`}
    </span>
  )
}
