import { NotFoundError } from '@async-events/client'
import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { timeLeft } from '../../estimate/time-left.ts'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { countsInWords, StateBar } from '../../parts/progress-bar.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { Duration } from '../../parts/time.tsx'
import { links } from '../../router/links.ts'
import { changeQuery, go, place } from '../../router/place.ts'
import type { ViewProps } from '../../routes.ts'
import { useNow } from '../../service/use-now.ts'
import { words } from '../../words/words.ts'
import { BatchActions } from '../batches/batch-actions.tsx'
import { countsOf } from '../batches/counts-of.ts'
import { OwnerAndTime } from '../batches/owner-and-time.tsx'
import { chooseRows, type JobFilter, readJobFilter, writeJobFilter } from './job-filter.ts'
import { JobFilterBar } from './job-filter-bar.tsx'
import { JobsTable } from './jobs-table.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { ScheduleFacts } from './schedule-facts.tsx'
import { Timeline } from './timeline/timeline.tsx'
import { type LiveBatch, useBatch } from './use-batch.ts'
import { useKeys } from './use-keys.ts'
import './batch.css'

/** A batch as it is now: its jobs in a table, or its steps on a timeline. */
export function BatchView({ names: { id = '' } }: ViewProps): JSX.Element {
  const { batch: said } = words()
  const live = useBatch(id)
  const [showsKeys, setShowsKeys] = useState(false)
  const filter = readJobFilter(place.value.query)
  const change = (part: Partial<JobFilter>): void => changeQuery(writeJobFilter({ ...filter, ...part }))
  useKeys({
    '/': () => document.querySelector<HTMLInputElement>('#job-search')?.focus(),
    '?': () => setShowsKeys(true),
    t: () => change({ show: filter.show === 'table' ? 'timeline' : 'table' }),
  })
  const isGone = live.error instanceof NotFoundError
  return (
    <>
      <p class="back">
        <a href={links.batches}>{words().app.batches}</a>
      </p>
      {live.batch === null && <h1 class="hidden-text">{said.title}</h1>}
      {live.error !== null && (
        <ErrorNotice
          error={live.error}
          title={isGone ? said.gone : words().error.title}
          {...(isGone ? {} : { onRetry: live.reload })}
        >
          <a href={links.batches}>{words().app.toBatches}</a>
        </ErrorNotice>
      )}
      {live.batch === null ? (
        live.error === null && (
          <p class="loading" role="status">
            {words().app.loading}
          </p>
        )
      ) : (
        <>
          <BatchHead live={live} />
          <JobFilterBar filter={filter} onChange={change} onShowKeys={() => setShowsKeys(true)} />
          {filter.show === 'table' ? (
            <ChosenJobs live={live} filter={filter} onChange={change} />
          ) : (
            <Timeline rows={live.rows} />
          )}
        </>
      )}
      {showsKeys && <KeysDialog onClose={() => setShowsKeys(false)} />}
    </>
  )
}

interface ChosenProps {
  live: LiveBatch
  filter: JobFilter
  onChange: (change: Partial<JobFilter>) => void
}

function ChosenJobs({ live, filter, onChange }: ChosenProps): JSX.Element {
  const { batch: said } = words()
  const key = JSON.stringify(filter)
  // Durations grow each second; that alone sorts nothing anew.
  const rows = useMemo(() => chooseRows(live.rows, filter, Date.now()), [live.rows, key])
  return (
    <>
      <p class="muted" role="status">
        {live.isWhole ? said.chosen(rows.length, live.rows.length) : said.reading(live.rows.length)}
      </p>
      <JobsTable rows={rows} filter={filter} onChange={onChange} />
    </>
  )
}

function BatchHead({ live: { batch, rows, isWhole, reload } }: { live: LiveBatch }): JSX.Element | null {
  const { batches: said, common } = words()
  if (batch === null) return null
  const counts = countsOf(batch)
  return (
    <>
      <div class="row">
        <h1>{batch.batch_name}</h1>
        <StatusBadge state={batch.status} />
        {!batch.isActive && <span class="tag">{said.paused}</span>}
        {batch.archived && <span class="tag">{said.archived}</span>}
      </div>
      <StateBar counts={counts} />
      <dl class="facts">
        <div>
          <dt>{common.jobs(batch.total_jobs)}</dt>
          <dd>{countsInWords(counts)}</dd>
        </div>
        <OwnerAndTime batch={batch} />
        <ScheduleFacts schedule={batch.schedule} />
        <div>
          <dt>{said.timeLeft}</dt>
          <dd>
            {batch.completed_at !== null ? (
              said.ended
            ) : batch.isActive ? (
              <TimeLeft rows={rows} isWhole={isWhole} />
            ) : (
              said.paused
            )}
          </dd>
        </div>
      </dl>
      <BatchActions batch={batch} onChanged={reload} onDeleted={() => go('/')} />
    </>
  )
}

const estimateMs = 5_000

function TimeLeft({ rows, isWhole }: Pick<LiveBatch, 'rows' | 'isWhole'>): JSX.Element {
  const { batches: said } = words()
  // Not with each change: thousands of steps are added up, and an estimate that jumps is not read.
  const round = Math.floor(useNow() / estimateMs)
  const left = useMemo(() => (isWhole ? timeLeft(rows, 0, Date.now()) : null), [round, isWhole])
  if (left === null) return <>{said.notKnownYet}</>
  return (
    <>
      {said.about} <Duration ms={left} />
    </>
  )
}
