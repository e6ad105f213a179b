import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import type { ScheduleFilter, ScheduleImport } from '@async-events/client'
import { InputError } from './input-error.ts'
import { readPairs, readTexts } from './options/read-parameters.ts'
import { readRecordings } from './options/read-recordings.ts'
import type { ScheduleOptions } from './options/schedule-command.ts'
import type { Session } from './session.ts'
import { stated } from './stated.ts'

/** Bytes of a file that is put into the request; a larger one, and one in another encoding, is uploaded. */
const inline = 8_000_000

/** A schedule as a request names it. */
export interface GivenSchedule {
  source: Pick<ScheduleImport, 'schedule_url' | 'schedule' | 'upload_id'>
  /** The same for the same schedule: its address, or a hash of its bytes. */
  identity: string
}

/** What the options of `scheduleCommand` ask for. */
export function scheduleRequest(given: GivenSchedule, options: ScheduleOptions): ScheduleImport {
  const filter: ScheduleFilter = stated({
    ...{ track: options.track, day: options.day, room: options.room, speaker: options.speaker },
    ...{ language: options.spoken, q: options.search, has_recording: options.recorded },
  })
  const defaults = {
    ...stated({ event: options.event, target_language: options.language, template: options.template }),
    ...readPairs(options.param ?? []),
  }
  return {
    ...given.source,
    ...stated({ time_zone: options.timeZone, batch_id: options.id, batch_name: options.name }),
    ...stated({ priority: options.priority, include_off: options.includeOff }),
    // The service knows the formats, and names them
    ...(options.format !== undefined && { format: options.format as ScheduleImport['format'] & string }),
    ...(Object.keys(filter).length > 0 && { filter }),
    ...(Object.keys(defaults).length > 0 && { defaults }),
    ...(options.recording && { recordings: readRecordings(options.recording) }),
    ...(options.metadata && { metadata: readTexts(options.metadata) }),
    ...(options.cache === false && { use_cache: false }),
  }
}

/** An address is fetched by the service; a file is sent to it. */
export async function readSchedule({ client, signal }: Session, schedule: string): Promise<GivenSchedule> {
  if (/^https?:\/\//i.test(schedule)) return { source: { schedule_url: schedule }, identity: schedule }
  const bytes =
    schedule === '-'
      ? await buffer(process.stdin)
      : await readFile(schedule).catch((error: NodeJS.ErrnoException) => {
          throw new InputError(`${schedule} cannot be read (${error.code}).`)
        })
  const identity = createHash('sha256').update(bytes).digest('hex')
  const text = bytes.byteLength <= inline ? utf8(bytes) : null
  if (text === '') throw new InputError(`${schedule} is empty.`)
  if (text !== null) return { source: { schedule: text }, identity }
  const { upload_id } = await client.upload(new Blob([bytes]), { filename: 'schedule', signal })
  return { source: { upload_id }, identity }
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
