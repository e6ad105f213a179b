import type { FittedRange, StepWarning, TimeRange } from '@async-events/core'
import { isCertain } from '../../boundaries/is-certain.ts'
import { clock } from './time-link.ts'

/** Says where a talk may begin or end, of a talk that its schedule names and of which that was not found. */
export function uncertainBoundaries(fitted: FittedRange | undefined, range: TimeRange | null): StepWarning[] {
  if (fitted === undefined) return []
  const unsure = [...(isCertain(fitted.start) ? [] : ['begins']), ...(isCertain(fitted.end) ? [] : ['ends'])]
  if (unsure.length === 0) return []
  const at = (seconds: number | null): string => clock(Math.floor(seconds ?? 0))
  const kept = range === null ? '' : `: ${at(range.start)} to ${at(range.end)} is kept`
  const other = fitted.contradicted ? ', and no picture shows the title of any of its talks' : ''
  const message = `It is not certain where the talk ${unsure.join(' and ')} in the recording${kept}, so that nothing is cut off${other}. By the schedule it is ${at(fitted.scheduled.start)} to ${at(fitted.scheduled.end)}. State video_start and video_end`
  return [{ code: 'boundaries_uncertain', message }]
}
