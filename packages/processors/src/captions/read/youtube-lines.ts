import type { SpeechWord } from '@async-events/core'
import type { CaptionCue } from '../cue.ts'
import { inMilliseconds } from '../in-milliseconds.ts'
import { addEnds } from './add-ends.ts'
import { decodeTwice, plainLine } from './plain-line.ts'

/** A line of YouTube's captions, in any of its formats; seconds. */
export interface YouTubeLine {
  start: number
  end: number | null
  text: string
  /** Where its parts begin. */
  parts: { start: number; text: string }[]
}

/** Generated captions stay until the next line has rolled in: each is said before the next begins. */
const withoutOverlap = (items: readonly YouTubeLine[]): YouTubeLine[] => {
  const spoken = items.filter(({ text }) => text.trim() !== '')
  return spoken.map((item, at) => {
    const next = spoken[at + 1]?.start ?? Infinity
    return item.parts.length > 1 && item.end !== null && next > item.start
      ? { ...item, end: Math.min(item.end, next) }
      : item
  })
}

function captionOf({ start, end, text, parts }: YouTubeLine & { end: number }): CaptionCue[] {
  const lines = text
    .split('\n')
    .map((line) => plainLine(line, decodeTwice))
    .filter((line) => line !== '')
  if (lines.length === 0) return []
  const words = parts.length < 2 ? [] : wordsOf(parts, end)
  return [
    {
      start: inMilliseconds(start),
      end: inMilliseconds(end),
      speaker: null,
      lines,
      ...(words.length > 0 && { words }),
    },
  ]
}

function wordsOf(parts: readonly { start: number; text: string }[], end: number): SpeechWord[] {
  const spoken = parts.filter(({ text }) => text.trim() !== '')
  return spoken.map(({ start, text }, at) => ({
    start,
    end: Math.max(start, Math.min(end, spoken[at + 1]?.start ?? end)),
    text: plainLine(text, decodeTwice),
  }))
}

/** Such lines as captions. */
export const captionsOf = (lines: readonly YouTubeLine[]): CaptionCue[] =>
  addEnds(withoutOverlap(lines)).flatMap(captionOf)
