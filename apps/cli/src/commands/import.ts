import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import type { ScheduleFilter, ScheduleImport } from '@async-events/client'
import { Command } from '@commander-js/extra-typings'
import { describeImport } from '../describe/describe-import.ts'
import { InputError } from '../input-error.ts'
import { followAsAsked, timeoutOption, waitOption, watchOption } from '../options/following.ts'
import { positiveInteger } from '../options/numbers.ts'
import { readPairs, readTexts } from '../options/read-parameters.ts'
import { repeated } from '../options/repeated.ts'
import { webhookOf } from '../options/webhook-of.ts'
import type { Session, Start } from '../session.ts'
import { stated } from '../stated.ts'

/** Bytes of a file that is put into the request; a larger one, and one in another encoding, is uploaded. */
const inline = 8_000_000

export function importCommand(start: Start) {
  return new Command('import')
    .summary('submit the sessions of a conference schedule')
    .description(
      'Submits a job for each session of a schedule: XML of FOSDEM, frab or pretalx, JSON, iCalendar, CSV, the page of a programme. docs/schedules.md lists what is read.',
    )
    .argument('<SCHEDULE>', 'URL, file, or - for the standard input')
    .option('-n, --dry-run', 'shows what would be made, and stores nothing')
    .option('--track <NAME>', 'only this one; repeatable, as the next four', repeated)
    .option('--day <DAY>', '2026-02-04, Saturday, or 1 for the first day', repeated)
    .option('--room <NAME>', 'only this one', repeated)
    .option('--speaker <NAME>', 'only this one', repeated)
    .option('--spoken <LANGUAGE>', 'only sessions in this language', repeated)
    .option('--search <WORDS>', 'that title, abstract or speakers hold')
    .option('--recorded', 'only sessions with a recording')
    .option('--include-off', 'also what is cancelled or not accepted, and breaks')
    .option('--format <FORMAT>', 'by default what the content says')
    .option('--time-zone <ZONE>', 'of a schedule that names none')
    .option('--id <ID>', 'your own id of the batch: importing twice is refused then')
    .option('--name <NAME>', 'of the batch; by default the conference')
    .option('--event <NAME>', 'the conference, where the schedule has no title')
    .option('--language <TAG>', 'of the documents')
    .option('--template <NAME>', 'of the documents')
    .option('-p, --param <KEY=VALUE>', 'any other parameter of all jobs; repeatable', repeated)
    .option('--priority <N>', '1 (urgent) to 10', positiveInteger)
    .option('--metadata <KEY=VALUE>', 'your own values, given back; repeatable', repeated)
    .option('--webhook <URL>', 'is told when a job and the batch have ended')
    .option('--no-cache', 'reads and makes everything anew')
    .addOption(waitOption)
    .addOption(watchOption)
    .addOption(timeoutOption)
    .action(async (schedule, options) => {
      const session = start()
      const { client, out, signal } = session
      const filter: ScheduleFilter = stated({
        ...{ track: options.track, day: options.day, room: options.room, speaker: options.speaker },
        ...{ language: options.spoken, q: options.search, has_recording: options.recorded },
      })
      const defaults = {
        ...stated({ event: options.event, target_language: options.language, template: options.template }),
        ...readPairs(options.param ?? []),
      }
      const body: ScheduleImport = {
        ...(await sourceOf(session, schedule)),
        ...stated({ time_zone: options.timeZone, batch_id: options.id, batch_name: options.name }),
        ...stated({ priority: options.priority, include_off: options.includeOff, dry_run: options.dryRun }),
        // The service knows the formats, and names them
        ...(options.format !== undefined && { format: options.format as ScheduleImport['format'] & string }),
        ...(Object.keys(filter).length > 0 && { filter }),
        ...(Object.keys(defaults).length > 0 && { defaults }),
        ...(options.metadata && { metadata: readTexts(options.metadata) }),
        ...(options.webhook !== undefined && { webhook: webhookOf(session, options.webhook) }),
        ...(options.cache === false && { use_cache: false }),
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

/** An address is fetched by the service; a file is sent to it. */
async function sourceOf({ client, signal }: Session, schedule: string): Promise<ScheduleImport> {
  if (/^https?:\/\//i.test(schedule)) return { schedule_url: schedule }
  const bytes =
    schedule === '-'
      ? await buffer(process.stdin)
      : await readFile(schedule).catch((error: NodeJS.ErrnoException) => {
          throw new InputError(`${schedule} cannot be read (${error.code}).`)
        })
  const text = bytes.byteLength <= inline ? utf8(bytes) : null
  if (text === '') throw new InputError(`${schedule} is empty.`)
  if (text !== null) return { schedule: text }
  const { upload_id } = await client.upload(new Blob([bytes]), { filename: 'schedule', signal })
  return { upload_id }
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
