import type { Batch, JobListItem } from '@async-events/client'
import { Command, Option } from '@commander-js/extra-typings'
import { countsOf } from '../describe/counts.ts'
import { coloured } from '../describe/marks.ts'
import { shortDate } from '../describe/times.ts'
import { positiveInteger } from '../options/numbers.ts'
import { printable } from '../printable.ts'
import type { Start } from '../session.ts'
import { stated } from '../stated.ts'
import type { Output } from '../terminal/output.ts'
import { cut, table } from '../terminal/table.ts'

const states = ['pending', 'processing', 'completed', 'failed', 'cancelled'] as const
/** The service gives no more at once. */
const longestPage = 1000

export const listCommand = (start: Start) =>
  new Command('list')
    .summary('list jobs or batches, newest first')
    .description(
      'Lists jobs, newest first, or batches. Filters are combined. With --json: one object per line.',
    )
    .option('-b, --batches', 'batches instead of jobs')
    .addOption(new Option('--status <STATE>', 'by state').choices(states))
    .option('--batch <ID>', 'jobs of a batch')
    .option('--event <NAME>', 'jobs of an event')
    .option('--track <NAME>', 'jobs of a track')
    .option('--type <TYPE>', 'jobs of a type, such as session')
    .option('--external-id <ID>', 'jobs with this external id')
    .option('--owner <ID>', 'what belongs to a user')
    .option('-q, --search <TEXT>', 'jobs whose name contains this')
    .option('--archived', 'archived batches')
    .option('-n, --limit <N>', 'at most this many', positiveInteger, 20)
    .option('-a, --all', 'all of them')
    .action(async (options) => {
      const { client, out, signal } = start()
      const limit = options.all ? Number.POSITIVE_INFINITY : options.limit
      const common = {
        status: options.status,
        user_id: options.owner,
        pageSize: Math.min(limit, longestPage),
      }
      if (options.batches) {
        const batches = client.batches(stated({ ...common, archived: options.archived }), { signal })
        await show(out, batches, limit, batchRow)
        return
      }
      const jobs = client.jobs(
        stated({
          ...common,
          batch_id: options.batch,
          event: options.event,
          track: options.track,
          job_type: options.type,
          external_id: options.externalId,
          q: options.search,
        }),
        { signal },
      )
      await show(out, jobs, limit, jobRow)
    })

const jobRow = ({ job_id, status, progress, created_at, job_name }: JobListItem): Row => ({
  id: job_id,
  status,
  progress: `${progress.percent} %`,
  created_at,
  about: job_name,
})

const batchRow = (batch: Batch): Row => ({
  id: batch.batch_id,
  status: batch.status,
  progress: `${batch.progress.percent} %`,
  created_at: batch.created_at,
  about: batch.batch_name === batch.batch_id ? countsOf(batch) : `${batch.batch_name}: ${countsOf(batch)}`,
})

interface Row {
  id: string
  status: string
  progress: string
  created_at: string
  about: string
}

async function show<T extends object>(
  out: Output,
  items: AsyncIterable<T>,
  limit: number,
  rowOf: (item: T) => Row,
): Promise<void> {
  const rows: Row[] = []
  let count = 0
  for await (const item of items) {
    if (out.json) out.data(item)
    else rows.push(rowOf(item))
    count += 1
    if (count >= limit) break
  }
  if (out.json) return
  if (rows.length === 0) {
    out.note('There are none.')
    return
  }
  const lines = table([
    ['ID', 'STATUS', '', 'CREATED (UTC)', 'NAME'].map((title) => out.colours.bold(title)),
    ...rows.map(({ id, status, progress, created_at, about }) => [
      printable(id),
      coloured(status, out.colours),
      progress,
      shortDate(created_at).slice(0, 16),
      printable(about),
    ]),
  ])
  // A screen has its edge; a file has none.
  for (const line of lines) out.line(out.canDraw ? cut(line, out.columns()) : line)
}
