import type { Span } from '@async-events/media/cut'
import type { DaySigns } from './day-signs.ts'

/** A stretch in which no one speaks. */
export interface Gap extends Span {
  /** Seconds without applause; more where nothing comes before or after it. */
  quiet: number
}

/** Breaks of a speaker that are no pause. Seconds. */
const breath = 1.5
/** Clicks and coughs that pass for a voice. Seconds. */
const shortest = 0.5
/** The edge of the recording counts as a pause of this length. Seconds. */
const edge = 12

/** What is heard when, for questions about stretches. */
export interface SoundMap {
  runs: readonly Span[]
  gaps: readonly Gap[]
  /** Seconds of voices in a stretch. */
  voiced(start: number, end: number): number
}

export function mapSound({ voices, applause, heard, duration }: DaySigns): SoundMap {
  const runs: Span[] = []
  for (const { start, end } of voices) {
    const last = runs.at(-1)
    if (last && start - last.end < breath) last.end = Math.max(last.end, end)
    else runs.push({ start, end })
  }
  const spoken = runs.filter(({ start, end }) => end - start >= shortest)
  const sums: number[] = [0]
  for (const { start, end } of spoken) sums.push((sums.at(-1) ?? 0) + end - start)
  const until = (time: number): number => {
    const at = firstAfter(spoken, time)
    const last = spoken[at - 1]
    return (sums[at] ?? 0) - (last ? Math.max(0, last.end - time) : 0)
  }
  return {
    runs: spoken,
    gaps: heard.flatMap((part) => gapsWithin(part, spoken, applause, duration)),
    voiced: (start, end) => until(end) - until(start),
  }
}

/** How many spans begin before a time. */
function firstAfter(spans: readonly Span[], time: number): number {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.start ?? 0) < time) low = middle + 1
    else high = middle
  }
  return low
}

function gapsWithin(part: Span, runs: readonly Span[], applause: readonly Span[], duration: number): Gap[] {
  const within = runs.filter(({ start, end }) => end > part.start && start < part.end)
  const ends = [part.start, ...within.map(({ end }) => end)]
  const starts = [...within.map(({ start }) => start), part.end]
  return ends.flatMap((start, at) => {
    const end = starts[at] ?? part.end
    const more = (start <= 1 ? edge : 0) + (end >= duration - 1 ? edge : 0)
    if (end <= start) return more > 0 ? [{ start, end: start, quiet: more }] : []
    const loud = applause.reduce((sum, one) => sum + overlap(one, { start, end }), 0)
    return [{ start, end, quiet: Math.max(0, end - start - loud) + more }]
  })
}

export const overlap = (one: Span, other: Span): number =>
  Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start))
