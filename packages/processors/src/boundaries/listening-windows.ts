import type { Span } from '@async-events/media/cut'
import type { ScheduledTalk } from './contract.ts'
import { mostShift, talksForShift } from './find-shift.ts'

/** Heard around what may be a boundary, for what comes before and after it. Seconds. */
const around = 150
/** Windows this near are one. Seconds. */
const together = 120
/** Of a window, for the sake of memory and disk. Seconds. */
const longest = 7_200

/** What of a recording must be heard to find the boundaries of its talks, in order. */
export function listeningWindows(talks: readonly ScheduledTalk[], within: number, duration: number): Span[] {
  const reach = (talks.length < talksForShift ? within : Math.max(within, mostShift)) + around
  const windows: Span[] = []
  const times = talks.flatMap(({ start, end }) => [start, end]).toSorted((a, b) => a - b)
  for (const time of times) {
    const [start, end] = [Math.max(0, time - reach), Math.min(duration, time + reach)]
    const last = windows.at(-1)
    if (end <= start) continue
    if (last && start - last.end <= together) last.end = Math.max(last.end, end)
    else windows.push({ start, end })
  }
  return windows
}

/** Windows in parts that are heard one by one. */
export const partsOf = (windows: readonly Span[]): Span[] =>
  windows.flatMap(({ start, end }) => {
    const count = Math.ceil((end - start) / longest)
    const length = (end - start) / count
    return Array.from({ length: count }, (_, at) => ({
      start: start + at * length,
      end: start + (at + 1) * length,
    }))
  })
