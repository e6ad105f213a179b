import type { RestartPlan } from '@async-events/client'
import type { JSX } from 'preact'
import { Scrolled } from '../../parts/scrolled.tsx'
import { Duration } from '../../parts/time.tsx'
import { words } from '../../words/words.ts'

type Plan = RestartPlan['plan']
type Estimate = Plan['totals']

/** What a restart would run, what it takes from the cache, and what that took the last time. */
export function PlanTable({ plan }: { plan: Plan }): JSX.Element {
  const said = words().job
  const { totals } = plan
  return (
    <>
      <p>
        <strong>{said.planTotals(totals.run, totals.cached + totals.kept, totals.skip)}</strong>{' '}
        <EstimateText estimate={totals} />
      </p>
      <Scrolled label={said.wouldHappen}>
        <table>
          <thead>
            <tr>
              <th scope="col">{said.step}</th>
              <th scope="col">{said.action}</th>
              <th scope="col">{said.estimate}</th>
              <th scope="col">{said.why}</th>
            </tr>
          </thead>
          <tbody>
            {plan.steps.map(({ id, action, certain, reason, estimate }) => (
              <tr key={id}>
                <th scope="row">{id}</th>
                <td>
                  {said.actions[action]}
                  {!certain && <span class="muted"> ({said.uncertain})</span>}
                </td>
                <td>{estimate !== null && <EstimateText estimate={estimate} />}</td>
                <td lang="en">{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </>
  )
}

function EstimateText({
  estimate,
}: {
  estimate: Omit<Estimate, 'run' | 'cached' | 'kept' | 'skip'>
}): JSX.Element {
  const said = words().job
  const { duration_ms: ms, input_tokens: read, output_tokens: written, cost } = estimate
  return (
    <span class="muted">
      <Duration ms={ms} />
      {(read !== null || written !== null) && ` · ${said.tokens((read ?? 0) + (written ?? 0))}`}
      {cost !== null && ` · ${said.cost(cost)}`}
    </span>
  )
}
