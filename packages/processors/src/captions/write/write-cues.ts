import type { Segment } from '../../audio/contract.ts'

/** A caption as players show it; times are whole milliseconds. */
export interface Cue {
  start: number
  end: number
  text: string
  speaker: string | null
}

/** Two lines of a player: characters. */
const longestText = 84
/** As long as one looks at one caption, in milliseconds. */
const longestMs = 7_000
/** A text that is short enough for one line is not divided, however slowly it was said. */
const oneLine = 42

/**
 * Speech as captions: in order, none at the same time as another, none empty, each at most two lines and seven
 * seconds long. What is divided gets times by its share of the characters.
 */
export function writeCues(segments: readonly Segment[]): Cue[] {
  const cues = segments
    .map(({ start, end, text, speaker }) => ({
      start: Math.round(start * 1000),
      end: Math.round(end * 1000),
      text: text.replace(/\s+/g, ' ').trim(),
      speaker,
    }))
    .filter(({ text }) => text !== '')
    .toSorted((a, b) => a.start - b.start)
    .flatMap(divide)
    .toSorted((a, b) => a.start - b.start)
  return withoutOverlap(cues)
}

function divide(cue: Cue): Cue[] {
  const { start, end, text } = cue
  const length = end - start
  if (text.length <= longestText && length <= longestMs) return [cue]
  const at = text.length > oneLine ? breakNearMiddle(text) : null
  if (at === null) return [{ ...cue, end: Math.min(end, start + longestMs) }]
  const middle = start + Math.round((length * at) / text.length)
  return [
    ...divide({ ...cue, end: middle, text: text.slice(0, at).trimEnd() }),
    ...divide({ ...cue, start: middle, text: text.slice(at) }),
  ]
}

/** Where a text is best divided: between words, rather at the end of a sentence or a clause than in the very middle. */
export function breakNearMiddle(text: string): number | null {
  const middle = text.length / 2
  const cost = (at: number): number => {
    const before = text.slice(Math.max(0, at - markLength), at).trimEnd()
    const bonus = /[.!?…。！？]["'”’»)\]]*$/.test(before) ? 0.5 : /[,;:–—、，]$/.test(before) ? 0.25 : 0
    return Math.abs(at - middle) - bonus * middle
  }
  let best: { at: number; cost: number } | null = null
  for (const at of breaksNear(text, Math.floor(middle))) {
    const costs = cost(at)
    if (best === null || costs < best.cost) best = { at, cost: costs }
  }
  return best?.at ?? null
}

/** The mark at the end of a sentence, with the quotation marks and spaces behind it: characters. */
const markLength = 16
/** So far from its middle a long text is looked at: captions of strangers may be one cue of a megabyte. */
const lookLength = 2_000

function breaksNear(text: string, middle: number): number[] {
  const from = Math.max(0, middle - lookLength)
  const near = breaksIn(text.slice(from, middle + lookLength)).map((at) => from + at)
  return near.length > 0 ? near : breaksIn(text)
}

function breaksIn(text: string): number[] {
  const spaces = [...text.matchAll(/ (?=\S)/g)].map(({ index }) => index + 1)
  if (spaces.length > 0 && text.length / (spaces.length + 1) <= oneLine) return spaces
  // Languages without spaces, and addresses: no mark begins a line.
  return [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)]
    .filter(({ index, isWordLike }) => index > 0 && isWordLike)
    .map(({ index }) => index)
}

function withoutOverlap(cues: readonly Cue[]): Cue[] {
  let free = 0
  return cues.map((cue, at) => {
    const start = Math.max(cue.start, free)
    const next = cues[at + 1]?.start ?? Infinity
    const end = Math.max(start + 1, Math.min(cue.end, next))
    free = end
    return { ...cue, start, end }
  })
}
