import type { Programme, ProgrammeProblem } from '@async-events/core'
import { dialects } from './dialects.ts'
import { scheduleFormats } from './formats.ts'
import { scheduleLimits } from './limits.ts'
import { normalise } from './normalise.ts'
import { ScheduleRefused } from './schedule-refused.ts'
import { decodeText } from './source/decode-text.ts'
import { openSource } from './source/source.ts'
import type { Report } from './stated.ts'
import { plainLine } from './text/plain-text.ts'

export interface ScheduleInput {
  /** Bytes in any encoding, or text. */
  content: Uint8Array | string
  /** Where it was fetched, after redirects: relative addresses belong to it. */
  url?: string | null
  /** Of the Content-Type header. */
  charset?: string | null
  /** One of `scheduleFormats`; by default the content decides. */
  format?: string | null
  /** IANA name, for schedules that name none. */
  time_zone?: string | null
}

/**
 * Reads a schedule in any format of the table. Problems of single events are in the programme; throws `ScheduleRefused` when the
 * source as a whole is too large, in no known format, or may not be read.
 */
export function readProgramme({ content, url = null, charset, format, time_zone }: ScheduleInput): Programme {
  const size = typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength
  if (size > scheduleLimits.bytes)
    throw new ScheduleRefused(
      'too_large',
      `The schedule has ${size} bytes; at most ${scheduleLimits.bytes} are read.`,
    )
  const { report, problems } = createReport()
  const text = typeof content === 'string' ? content : decodeText(content, charset)
  const source = openSource(text, url, report)
  const dialect = dialects.find(({ name, recognises }) => (format ? name === format : recognises(source)))
  if (dialect === undefined)
    throw new ScheduleRefused(
      'unknown_format',
      format
        ? `There is no format "${format}".`
        : `This is none of the formats that are read: ${scheduleFormats.join(', ')}.`,
    )
  const stated = dialect.read(source, report)
  return normalise(stated, { format: dialect.name, url, time_zone: time_zone ?? null, report, problems })
}

function createReport(): { report: Report; problems: ProgrammeProblem[] } {
  const problems: ProgrammeProblem[] = []
  return {
    problems,
    report: {
      problem(code, line, message, { event, left_out = false } = {}) {
        // What is left out is never lost in silence, however much there is.
        if (problems.length >= scheduleLimits.problems && !left_out) return
        problems.push({ code, line, message, event: event ? plainLine(event, 200) : null, left_out })
      },
    },
  }
}
