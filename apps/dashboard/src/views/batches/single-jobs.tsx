import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { Scrolled } from '../../parts/scrolled.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { Time } from '../../parts/time.tsx'
import { links } from '../../router/links.ts'
import { takePages } from '../../service/take-pages.ts'
import { patiently, useLoaded } from '../../service/use-loaded.ts'
import { words } from '../../words/words.ts'
import { isFiltered, type ListFilter, singleJobsQuery } from './batch-filter.ts'

const step = 50
const lookMs = 3000

export function SingleJobs({ filter }: { filter: ListFilter }): JSX.Element {
  const { batches: said, common } = words()
  const query = singleJobsQuery(filter)
  const key = JSON.stringify(query)
  const [shown, setShown] = useState({ key, count: step })
  const count = shown.key === key ? shown.count : step
  const { value, error, isLoading, reload } = useLoaded(
    (service, signal) =>
      takePages(
        count,
        (page) => service.listJobs({ signal, maxRetries: patiently, query: { ...query, ...page } }),
        ({ jobs }) => jobs,
      ),
    [key],
    { everyMs: lookMs, again: count },
  )
  if (error !== null && value === null) return <ErrorNotice error={error} onRetry={reload} />
  if (value === null)
    return (
      <p class="loading" role="status">
        {words().app.loading}
      </p>
    )
  if (value.items.length === 0)
    return isFiltered(filter) ? (
      <Empty title={said.noneFound}>{said.noneFoundText}</Empty>
    ) : (
      <Empty title={said.noSingleJobs}>{said.noSingleJobsText}</Empty>
    )
  return (
    <>
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      <p class="muted">{said.shown(value.items.length, value.total)}</p>
      <Scrolled label={said.singleJobs}>
        <table>
          <thead>
            <tr>
              <th scope="col">{said.job}</th>
              <th scope="col">{said.status}</th>
              <th scope="col">{said.progress}</th>
              <th scope="col">{said.owner}</th>
              <th scope="col">{said.made}</th>
            </tr>
          </thead>
          <tbody>
            {value.items.map((job) => (
              <tr key={job.job_id}>
                <th scope="row">
                  <a href={links.job(job.job_id)}>{job.job_name}</a>
                </th>
                <td>
                  <StatusBadge state={job.status} />
                </td>
                <td class="progress-cell">
                  <ProgressBar percent={job.progress.percent} label={`${said.progress}: ${job.job_name}`} />
                </td>
                <td>{job.user_id ?? common.none}</td>
                <td>
                  <Time at={job.created_at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
      {value.hasMore && (
        <Button isBusy={isLoading} onClick={() => setShown({ key, count: count + step })}>
          {common.more}
        </Button>
      )}
    </>
  )
}
