import type { ScheduleFormat } from '../formats.ts'
import type { Source } from '../source/source.ts'
import type { Report, StatedProgramme } from '../stated.ts'

/** One format of schedules. */
export interface Dialect {
  name: ScheduleFormat
  /** By content alone. The first in the table that recognises a source reads it. */
  recognises(source: Source): boolean
  /** What the source states; throws `ScheduleRefused` when nothing of it can be read. */
  read(source: Source, report: Report): StatedProgramme
}
