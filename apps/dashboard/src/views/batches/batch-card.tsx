import type { Batch } from '@async-events/client'
import type { JSX } from 'preact'
import { countsInWords, StateBar } from '../../parts/progress-bar.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { Duration } from '../../parts/time.tsx'
import { links } from '../../router/links.ts'
import { words } from '../../words/words.ts'
import { BatchActions } from './batch-actions.tsx'
import { countsOf } from './counts-of.ts'
import { OwnerAndTime } from './owner-and-time.tsx'
import { useTimeLeft } from './use-time-left.ts'

interface Props {
  batch: Batch
  onChanged: () => void
}

export function BatchCard({ batch, onChanged }: Props): JSX.Element {
  const { batches: said, common } = words()
  const counts = countsOf(batch)
  return (
    <li class="card batch-card">
      <h2>
        <a href={links.batch(batch.batch_id)}>{batch.batch_name}</a>
      </h2>
      <p class="row">
        <StatusBadge state={batch.status} />
        {!batch.isActive && <span class="tag">{said.paused}</span>}
        {batch.archived && <span class="tag">{said.archived}</span>}
        <span class="row-end number">{Math.round(batch.progress.percent)} %</span>
      </p>
      <StateBar counts={counts} />
      <p class="muted">
        {common.jobs(batch.total_jobs)}: {countsInWords(counts)}
      </p>
      <dl class="facts">
        <OwnerAndTime batch={batch} />
        <div>
          <dt>{said.timeLeft}</dt>
          <dd>
            <TimeLeft batch={batch} />
          </dd>
        </div>
      </dl>
      <BatchActions batch={batch} onChanged={onChanged} onDeleted={onChanged} />
    </li>
  )
}

/** Always a line, so that nothing moves when the estimate comes. */
function TimeLeft({ batch }: { batch: Batch }): JSX.Element {
  const { batches: said } = words()
  const left = useTimeLeft(batch)
  if (batch.completed_at !== null) return <>{said.ended}</>
  if (!batch.isActive) return <>{said.paused}</>
  if (left === null) return <>{said.notKnownYet}</>
  return (
    <>
      {said.about} <Duration ms={left} />
    </>
  )
}
