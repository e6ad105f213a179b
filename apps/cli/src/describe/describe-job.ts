import type { Job } from '@async-events/client'
import { printable } from '../printable.ts'
import type { Colours } from '../terminal/output.ts'
import { table } from '../terminal/table.ts'
import { coloured, markOf } from './marks.ts'
import { duration, shortDate } from './times.ts'

/** A job for people, as lines. */
export function describeJob(job: Job, colours: Colours, urlOf: (url: string) => string): string[] {
  const { results, error } = job
  const facts: [string, string | null | undefined][] = [
    ['name', job.job_name],
    ['type', job.job_type === 'session' ? null : job.job_type],
    ['batch', job.batch_id],
    ['owner', job.user_id],
    ['created', shortDate(job.created_at)],
    ['started', job.started_at && shortDate(job.started_at)],
    ['ended', job.completed_at && shortDate(job.completed_at)],
    ['run', job.run.number > 1 ? String(job.run.number) : null],
    ['expired', job.results_expired_at && shortDate(job.results_expired_at)],
    ['document', results?.markdown_url && urlOf(results.markdown_url)],
    ['archive', results?.archive_url && urlOf(results.archive_url)],
  ]
  const known = facts.flatMap(([name, value]) => (value ? [[`  ${name}`, printable(value)]] : []))
  const steps = job.steps.map(({ id, status, duration_ms, percent, cached, reason, error: stepError }) => [
    `  ${markOf(status, colours)} ${id}`,
    status === 'running' ? `${percent} %` : duration_ms === null ? '' : duration(duration_ms),
    printable(stepError?.message ?? reason ?? (cached ? 'from the cache' : '')),
  ])
  return [
    `${colours.bold(job.job_id)}  ${coloured(job.status, colours)}  ${job.progress.percent} %`,
    ...table(known),
    ...table(steps),
    ...(error === null ? [] : [colours.red(printable(`  ${error.code}: ${error.message}`))]),
    ...job.warnings.map(({ step, code, message }) =>
      colours.yellow(printable(`  ! ${step}, ${code}: ${message}`)),
    ),
  ]
}
