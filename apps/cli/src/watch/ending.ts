import type { Batch, Job } from '@async-events/client'
import { countsOf } from '../describe/counts.ts'
import { markOf } from '../describe/marks.ts'
import { duration } from '../describe/times.ts'
import { exitCodes } from '../exit-codes.ts'
import { printable } from '../printable.ts'
import type { Session } from '../session.ts'
import type { Colours } from '../terminal/output.ts'

/** Tells how a job has ended, and sets the exit code by it. `isTold`: programs have read it from events. */
export function endJob(session: Session, job: Job, { isTold = false } = {}): void {
  const { out } = session
  session.exitCode = job.status === 'completed' ? exitCodes.done : exitCodes.failed
  if (!isTold) out.data(job)
  for (const line of endingOfJob(job, out.colours)) out.line(line)
}

/** The same for a batch, which is done when every job is. */
export function endBatch(session: Session, batch: Batch, { isTold = false } = {}): void {
  const { out } = session
  const isDone = batch.completed_jobs === batch.total_jobs
  session.exitCode = isDone ? exitCodes.done : exitCodes.failed
  if (!isTold) out.data(batch)
  const mark = markOf(isDone ? 'completed' : 'failed', out.colours)
  out.line(
    `${mark} ${printable(batch.batch_name)}: ${countsOf(batch)}${took(batch.created_at, batch.completed_at)}`,
  )
  if (!isDone) out.note(`To see why: async-events list --batch ${batch.batch_id} --status failed`)
}

function endingOfJob(job: Job, colours: Colours): string[] {
  const mark = markOf(job.status, colours)
  return [
    `${mark} ${printable(job.job_name)}: ${job.status}${took(job.started_at, job.completed_at)}`,
    ...(job.error === null ? [] : [colours.red(printable(`  ${job.error.code}: ${job.error.message}`))]),
    ...job.warnings.map(({ step, code, message }) =>
      colours.yellow(printable(`  ! ${step}, ${code}: ${message}`)),
    ),
    ...(job.status === 'completed' ? [`  async-events open ${job.job_id}`] : []),
  ]
}

const took = (from: string | null, to: string | null): string =>
  from === null || to === null ? '' : ` after ${duration(Date.parse(to) - Date.parse(from))}`
