import type { ScheduleImport } from '@async-events/client'
import { describeImport } from '../describe/describe-import.ts'
import { InputError } from '../input-error.ts'
import { followAsAsked, timeoutOption, waitOption, watchOption } from '../options/following.ts'
import { milliseconds, pointInTime } from '../options/numbers.ts'
import { scheduleCommand } from '../options/schedule-command.ts'
import { webhookOf } from '../options/webhook-of.ts'
import { readSchedule, scheduleRequest } from '../schedule-request.ts'
import type { Start } from '../session.ts'
import { stated } from '../stated.ts'

export function importCommand(start: Start) {
  return scheduleCommand('import')
    .summary('submit the sessions of a conference schedule')
    .description(
      'Submits a job for each session of a schedule: XML of FOSDEM, frab or pretalx, JSON, iCalendar, CSV, the page of a programme. docs/schedules.md lists what is read.',
    )
    .option('-n, --dry-run', 'shows what would be made, and stores nothing')
    .option('--every <TIME>', 'imports again by itself, such as 1h; needs a URL and --until', milliseconds)
    .option('--until <DATE>', 'when that ends, such as 2026-02-09', pointInTime)
    .option('--webhook <URL>', 'is told when a job and the batch have ended')
    .addOption(waitOption)
    .addOption(watchOption)
    .addOption(timeoutOption)
    .action(async (schedule, options) => {
      const session = start()
      const { client, out, signal } = session
      const refresh = refreshOf(schedule, options)
      const body: ScheduleImport = {
        ...scheduleRequest(await readSchedule(session, schedule), options),
        ...stated({ dry_run: options.dryRun }),
        ...(options.webhook !== undefined && { webhook: webhookOf(session, options.webhook) }),
        ...(refresh && { refresh }),
      }
      const answer = await client.importBatch({ body, signal })
      const { batch, message, changes } = answer
      const lines = describeImport(answer, schedule === '-' ? 'standard input' : schedule)
      if (options.dryRun || batch === null) {
        out.data(answer)
        for (const line of lines) out.line(line)
        return
      }
      for (const line of lines) out.note(line)
      if (options.wait && !changes) out.note(`${batch.batch_id} is accepted.`)
      if (await followAsAsked(session, batch.batch_id, options)) return
      out.data(answer)
      out.line(batch.batch_id)
      out.note(`${message} To follow it: async-events watch ${batch.batch_id}`)
    })
}

function refreshOf(
  schedule: string,
  { every, until }: { every?: number | undefined; until?: string | undefined },
): ScheduleImport['refresh'] {
  if (every === undefined && until === undefined) return undefined
  if (every === undefined || until === undefined) throw new InputError('--every and --until belong together.')
  if (!/^https?:\/\//i.test(schedule))
    throw new InputError('--every needs the URL of a schedule: a file is sent once.')
  return { every: Math.max(1, Math.round(every / 1000)), until }
}
