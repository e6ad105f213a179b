import type { PlannedBatch } from '@async-events/client'
import type { JSX } from 'preact'
import { Scrolled } from '../../parts/scrolled.tsx'
import { words } from '../../words/words.ts'
import { EstimateText } from '../job/estimate-text.tsx'
import { PlanTable } from '../job/plan-table.tsx'
import { ImportSummary } from './import-summary.tsx'
import { type DryRun, refusedIn } from './start-request.ts'

/** Rows that are shown; the sums are of all. */
const mostRows = 100

/** What a start would run, what comes from the cache, what that takes, and what would be refused. */
export function DryRunResult({ dryRun }: { dryRun: DryRun }): JSX.Element {
  const { new: said } = words()
  if ('run' in dryRun) return <PlanTable plan={dryRun.run} estimate={said.onAverage} />
  return (
    <>
      {'summary' in dryRun && <ImportSummary summary={dryRun.summary} />}
      <Refused jobs={refusedIn(dryRun)} />
      {dryRun.jobs !== undefined && <Planned plan={dryRun.jobs} />}
    </>
  )
}

function Refused({ jobs }: { jobs: PlannedBatch['jobs'] }): JSX.Element | null {
  const { new: said } = words()
  if (jobs.length === 0) return null
  return (
    <div class="notice notice-bad">
      <p>
        <strong>{said.wouldBeRefused(jobs.length)}</strong>
      </p>
      <ul>
        {jobs.slice(0, mostRows).flatMap(({ place, problems }) =>
          problems.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              {said.entry(place + 1)}: <code>{path.replace(/^jobs\[\d+\]\./, '')}</code>{' '}
              <span lang="en">{message}</span>
            </li>
          )),
        )}
      </ul>
    </div>
  )
}

function Planned({ plan: { jobs, totals } }: { plan: PlannedBatch }): JSX.Element {
  const { new: said, job } = words()
  const planned = jobs.flatMap(({ place, job_name: name, plan }) =>
    plan === null ? [] : [{ place, name, plan }],
  )
  return (
    <>
      <p>
        <strong>{job.planTotals(totals.run, totals.cached + totals.kept, totals.skip)}</strong>{' '}
        <EstimateText estimate={totals} />
      </p>
      <Scrolled label={job.wouldHappen}>
        <table>
          <thead>
            <tr>
              <th scope="col">{said.talk}</th>
              <th scope="col">{said.stepsToRun}</th>
              <th scope="col">{job.cached}</th>
              <th scope="col">{said.onAverage}</th>
            </tr>
          </thead>
          <tbody>
            {planned.slice(0, mostRows).map(({ place, name, plan }) => (
              <tr key={place}>
                <th scope="row">{name}</th>
                <td>{namesOf(plan, 'run')}</td>
                <td>{namesOf(plan, 'cached')}</td>
                <td>
                  <EstimateText estimate={plan.totals} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {planned.length > mostRows && <p class="muted">{said.further(planned.length - mostRows)}</p>}
      </Scrolled>
    </>
  )
}

type Plan = NonNullable<PlannedBatch['jobs'][number]['plan']>

const namesOf = ({ steps }: Plan, wanted: Plan['steps'][number]['action']): string =>
  steps
    .filter(({ action }) => action === wanted)
    .map(({ id }) => id)
    .join(', ')
