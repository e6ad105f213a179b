import type { ScheduleImport } from '@async-events/client'
import { describeImport } from '../describe/describe-import.ts'
import { followAsAsked, timeoutOption, waitOption, watchOption } from '../options/following.ts'
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
    .option('--webhook <URL>', 'is told when a job and the batch have ended')
    .addOption(waitOption)
    .addOption(watchOption)
    .addOption(timeoutOption)
    .action(async (schedule, options) => {
      const session = start()
      const { client, out, signal } = session
      const body: ScheduleImport = {
        ...scheduleRequest(await readSchedule(session, schedule), options),
        ...stated({ dry_run: options.dryRun }),
        ...(options.webhook !== undefined && { webhook: webhookOf(session, options.webhook) }),
      }
      const answer = await client.importBatch({ body, signal })
      const { batch, message } = answer
      const lines = describeImport(answer, schedule === '-' ? 'standard input' : schedule)
      if (options.dryRun || batch === null) {
        out.data(answer)
        for (const line of lines) out.line(line)
        return
      }
      for (const line of lines) out.note(line)
      if (options.wait) out.note(`${batch.batch_id} is accepted.`)
      if (await followAsAsked(session, batch.batch_id, options)) return
      out.data(answer)
      out.line(batch.batch_id)
      out.note(`${message} To follow it: async-events watch ${batch.batch_id}`)
    })
}
