import { entriesOf } from '../../harness/history.ts'
import type { Evidence } from '../evidence.ts'
import { deletedOf } from './check-accepted.ts'
import { type Violation, violationOf } from './invariants.ts'

/** Completed results are readable and consistent, and stay until newer ones have completed. */
export function checkResults({ history, dump, files }: Evidence): Violation[] {
  const isDeleted = deletedOf({ history })
  const reads = Map.groupBy(entriesOf(history, 'read'), ({ job_id }) => job_id)
  const lost = [...reads].flatMap(([id, seen]) => {
    let best = 0
    return seen.flatMap(({ result_run, run, status }) => {
      const shown = result_run ?? 0
      const fell = shown < best
      best = Math.max(best, shown)
      return fell && !isDeleted(id)
        ? [`${id}: results of run ${shown || 'none'} in run ${run} (${status})`]
        : []
    })
  })
  const downloads = entriesOf(history, 'download')
  const unreadable = downloads.flatMap(({ job_id, status, stated }) =>
    stated !== null && status !== 200 && !isDeleted(job_id) ? [`${job_id}: ${status}`] : [],
  )
  const altered = downloads.flatMap(({ job_id, sha256, stated }) =>
    sha256 !== null && stated !== null && sha256 !== stated ? [`${job_id}: ${sha256} is not ${stated}`] : [],
  )
  const stored = new Set(dump.results)
  const without = dump.jobs.flatMap(({ id, result_run, status, run, deleted }) => {
    if (deleted) return []
    if (status === 'completed' && result_run !== run)
      return [`${id}: run ${run} shows results of ${result_run}`]
    return result_run !== null && !stored.has(`${id}.${result_run}`) ? [`${id}.${result_run}`] : []
  })
  const there = new Map(files.artifacts.map((file) => [file.key, file]))
  const missing = dump.references.filter((key) => !there.has(key))
  const broken = files.artifacts.flatMap(({ key, is_whole }) => (is_whole ? [] : [key]))
  const referenced = new Set(dump.references)
  const orphans = files.artifacts.flatMap(({ key }) => (referenced.has(key) ? [] : [key]))
  const jobs = new Set(dump.jobs.map(({ id }) => id))
  const logs = dump.logs.filter((id) => !jobs.has(id))
  return [
    ...violationOf(6, 'results were there and then were not', lost),
    ...violationOf(5, 'archives cannot be read', unreadable),
    ...violationOf(5, 'archives are not what their job says', altered),
    ...violationOf(6, 'completed jobs have no results', without),
    ...violationOf(5, 'artifacts are referred to and not there', missing),
    ...violationOf(16, 'artifacts are damaged', broken),
    ...violationOf(19, 'artifacts that nothing refers to were not removed', orphans),
    ...violationOf(19, 'logs of jobs that are gone were left', logs),
    ...violationOf(19, 'files were left behind', files.leftovers),
  ]
}
