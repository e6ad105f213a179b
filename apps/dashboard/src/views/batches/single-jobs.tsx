import type { JSX } from 'preact'
import { Empty } from '../../parts/empty.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { Scrolled } from '../../parts/scrolled.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { Time } from '../../parts/time.tsx'
import { links } from '../../router/links.ts'
import { takePages } from '../../service/take-pages.ts'
import type { Caller } from '../../service/use-caller.ts'
import { patiently } from '../../service/use-loaded.ts'
import { words } from '../../words/words.ts'
import { isFiltered, type ListFilter, singleJobsQuery } from './batch-filter.ts'
import { GrowingList } from './growing-list.tsx'

export function SingleJobs({ filter, caller }: { filter: ListFilter; caller: Caller }): JSX.Element {
  const { batches: said, common } = words()
  const query = singleJobsQuery(filter, caller)
  const empty = isFiltered(filter) ? (
    <Empty title={said.noneFound}>{said.noneFoundText}</Empty>
  ) : (
    <Empty title={said.noSingleJobs}>{said.noSingleJobsText}</Empty>
  )
  return (
    <GrowingList
      query={query}
      step={50}
      take={(count, service, signal) =>
        takePages(
          count,
          (page) => service.listJobs({ signal, maxRetries: patiently, query: { ...query, ...page } }),
          ({ jobs }) => jobs,
        )
      }
      empty={empty}
    >
      {(jobs) => (
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
              {jobs.map((job) => (
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
      )}
    </GrowingList>
  )
}
