import type { PlannedRun } from '@async-events/client'
import type { JSX } from 'preact'
import { Scrolled } from '../../parts/scrolled.tsx'
import { words } from '../../words/words.ts'
import { EstimateText } from './estimate-text.tsx'

interface Props {
  plan: PlannedRun
  /** What the estimates are of. */
  estimate: string
}

/** What a run would do, what it takes from the cache, and what that took before. */
export function PlanTable({ plan, estimate: title }: Props): JSX.Element {
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
              <th scope="col">{title}</th>
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
