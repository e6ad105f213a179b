import type { CaptionMeasure } from './measure-captions.ts'

/**
 * `whole`: they hold the talk · `part`: much of it is missing · `little`: they hold nearly nothing of it, such as
 * the lines of a forced track · `longer`: they go on after the end of the recording, so they belong to another cut ·
 * `silent`: no word in them was spoken.
 */
export type Extent = 'whole' | 'part' | 'little' | 'longer' | 'silent'

/** Of the time in which something may be said. A talk may end long before its recording does. */
const leastPart = 0.2
const leastWhole = 0.5
/** Captions may be those of a recording with a longer end. Seconds, and share of the recording. */
const longerBy = { seconds: 30, share: 0.1 }
/** Of captions without a recording that they could be measured by. */
const leastWords = 10

export interface Judgement {
  extent: Extent
  /** Share of the time that they cover, 0 to 1; null where the duration is unknown. */
  coverage: number | null
}

/**
 * How far captions hold what is said in a recording. `duration` is that of the recording and `sounding` the time in it
 * that is not silent, where that is known; seconds.
 */
export function judgeCaptions(
  { words, covered, end }: CaptionMeasure,
  duration: number | null,
  sounding: number | null = null,
): Judgement {
  const time = sounding ?? duration
  const coverage = time === null || time <= 0 ? null : Math.round(Math.min(1, covered / time) * 1000) / 1000
  if (words === 0) return { extent: 'silent', coverage: coverage === null ? null : 0 }
  if (duration !== null && end > duration + Math.max(longerBy.seconds, longerBy.share * duration))
    return { extent: 'longer', coverage }
  if (coverage === null) return { extent: words < leastWords ? 'little' : 'whole', coverage }
  return { extent: coverage < leastPart ? 'little' : coverage < leastWhole ? 'part' : 'whole', coverage }
}
