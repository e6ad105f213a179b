import type { Batch } from '@async-events/client'
import { Command, Option } from '@commander-js/extra-typings'
import { countsOf } from '../describe/counts.ts'
import { coloured } from '../describe/marks.ts'
import { shortDate } from '../describe/times.ts'
import { pointInTime, positiveInteger } from '../options/numbers.ts'
import { printable } from '../printable.ts'
import type { Start } from '../session.ts'
import { stated } from '../stated.ts'
import type { Colours } from '../terminal/output.ts'
import { showTable } from '../terminal/show-table.ts'

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
    .addOption(new Option('--status <STATE...>', 'in one of these states').choices(states))
    .option('--batch <ID>', 'jobs of a batch')
    .option('--event <NAME>', 'jobs of an event')
    .option('--track <NAME>', 'jobs of a track')
    .option('--type <TYPE>', 'jobs of a type, such as session')
    .option('--external-id <ID>', 'jobs with this external id')
    .option('--owner <ID>', 'what belongs to a user')
    .option('-q, --search <TEXT>', 'jobs or batches whose name contains this')
    .option('--after <TIME>', 'made since then: a date, or 2h for two hours ago', pointInTime)
    .option('--before <TIME>', 'made before then', pointInTime)
    .option('--oldest', 'oldest first')
    .option('--archived', 'archived batches')
    .option('-n, --limit <N>', 'at most this many', positiveInteger, 20)
    .option('-a, --all', 'all of them')
    .action(async (options) => {
      const { client, out, signal } = start()
      const limit = options.all ? Number.POSITIVE_INFINITY : options.limit
      const common = {
        status: options.status,
        created_after: options.after,
        created_before: options.before,
        sort: options.oldest && ('created_at' as const),
        user_id: options.owner,
        pageSize: Math.min(limit, longestPage),
      }
      if (options.batches) {
        const batches = client.batches(stated({ ...common, archived: options.archived, q: options.search }), {
          signal,
        })
        await showTable(
          out,
          batches,
          titles,
          (batch) => row(batch.batch_id, batch, aboutBatch(batch), out.colours),
          limit,
        )
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
      await showTable(out, jobs, titles, (job) => row(job.job_id, job, job.job_name, out.colours), limit)
    })

const titles = ['ID', 'STATUS', '', 'CREATED (UTC)', 'NAME']

interface Item {
  status: string
  progress: { percent: number }
  created_at: string
}

const row = (
  id: string,
  { status, progress, created_at }: Item,
  about: string,
  colours: Colours,
): string[] => [
  printable(id),
  coloured(status, colours),
  `${progress.percent} %`,
  shortDate(created_at).slice(0, 16),
  printable(about),
]

const aboutBatch = (batch: Batch): string =>
  batch.batch_name === batch.batch_id ? countsOf(batch) : `${batch.batch_name}: ${countsOf(batch)}`
