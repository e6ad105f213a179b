import type { SpeechWord } from '@async-events/core'
import type { CaptionCue } from '../cue.ts'
import { lettersIn, splitWords } from '../group/split-words.ts'
import { inMilliseconds } from '../in-milliseconds.ts'

/** Some lines of a cue that one person says. */
export interface Part {
  /** As they were, with what names the speaker. */
  whole: string
  /** Without it. */
  lines: string[]
  speaker: string | null
  turn: boolean
}

/** A cue in parts, each with its share of the time and its own words. */
export function divideLines(cue: CaptionCue, parts: readonly Part[]): CaptionCue[] {
  const spoken = parts.filter(({ lines }) => lines.length > 0)
  const letters = spoken.reduce((sum, { lines }) => sum + lettersIn(lines.join('')), 0)
  let left: readonly SpeechWord[] | null = cue.words ?? null
  let start = cue.start
  return parts.flatMap(({ whole, lines, speaker, turn }) => {
    const own = lettersIn(lines.join(''))
    let words: SpeechWord[] | null = null
    if (left !== null) {
      const [said, rest] = splitWords(left, lettersIn(whole))
      words = splitWords(said, lettersIn(whole) - own)[1]
      left = rest
    }
    if (lines.length === 0) return []
    const isLast = spoken.at(-1)?.lines === lines
    const share = start + ((cue.end - cue.start) * own) / letters
    const end = isLast
      ? cue.end
      : Math.min(cue.end, Math.max(start, left?.[0]?.start ?? inMilliseconds(share)))
    const part: CaptionCue = {
      start,
      end,
      speaker,
      lines,
      ...(turn && { turn }),
      ...(words?.length && { words }),
    }
    start = end
    return [part]
  })
}
