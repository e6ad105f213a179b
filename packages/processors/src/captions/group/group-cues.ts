import type { SpeechWord } from '@async-events/core'
import type { Cue } from '../cue.ts'
import { joinSpeech } from '../join-speech.ts'
import { groupSentences } from './group-sentences.ts'
import { lettersIn, makeUp, splitWords } from './split-words.ts'

/** A pause this long, in seconds, begins a new paragraph. */
const pause = 4
/** One this long ends a paragraph that has said something: speakers rest where they change the slide. */
const rest = 1
const restChars = 200
/** One this long ends a sentence of a recogniser that writes no full stops. */
const breath = 0.5
export const paragraphChars = 600

const sentenceEnd = /[.!?…。！？]["'”’»)\]]*$/

export const endsSentence = (text: string): boolean => sentenceEnd.test(text)

/**
 * Groups speech into paragraphs. A paragraph ends at a pause, at a change of speaker, where `isBreak` is true (a new
 * chapter), and at the end of a sentence when it is long enough. Speech without full stops is cut at breaths; a long
 * piece is divided, with times in proportion.
 */
export function groupCues(
  cues: readonly Cue[],
  language: string,
  isBreak: (before: Cue, next: Cue) => boolean = () => false,
): Cue[] {
  const paragraphs: Cue[] = []
  for (const cue of cues.flatMap((one) => cutLong(one, language))) {
    const last = paragraphs.at(-1)
    if (last === undefined || isApart(last, cue) || isBreak(last, cue)) paragraphs.push({ ...cue })
    else {
      if (cue.start > last.end + apart || !repeats(last.text, cue.text))
        last.text = joinSpeech([last.text, cue.text])
      last.end = Math.max(last.end, cue.end)
    }
  }
  return paragraphs
}

/** What adjoins is no further apart, seconds. */
const apart = 0.1

/** Live captions repeat the line before; one or two words may be said twice. */
export const repeats = (before: string, text: string): boolean => text.length >= 12 && before.endsWith(text)

function isApart(last: Cue, cue: Cue): boolean {
  const gap = cue.start - last.end
  if (gap >= pause || cue.turn || cue.speaker !== last.speaker) return true
  if (gap >= rest && last.text.length >= restChars) return true
  if (last.text.length < paragraphChars) return false
  return endsSentence(last.text) || gap >= breath || last.text.length >= 2 * paragraphChars
}

function cutLong(cue: Cue, language: string): Cue[] {
  if (cue.text.length <= 1.5 * paragraphChars) return [cue]
  const parts = groupSentences(cue.text, language)
  const told = cue.words !== undefined && makeUp(cue.words, cue.text) ? cue.words : null
  return told === null ? inProportion(cue, parts) : atWords(cue, parts, told)
}

function inProportion({ words: _, turn, ...cue }: Cue, parts: readonly string[]): Cue[] {
  const chars = parts.reduce((sum, part) => sum + part.length, 0)
  let start = cue.start
  return parts.map((text, at) => {
    const end = start + ((cue.end - cue.start) * text.length) / chars
    const part = { ...cue, ...(at === 0 && turn && { turn }), start, end, text }
    start = end
    return part
  })
}

function atWords({ turn, ...cue }: Cue, parts: readonly string[], words: readonly SpeechWord[]): Cue[] {
  let left = words
  return parts.map((text, at) => {
    const [own, rest] = splitWords(left, lettersIn(text))
    left = rest
    const start = at === 0 ? cue.start : (own[0]?.start ?? cue.end)
    const end = rest.length === 0 ? cue.end : (own.at(-1)?.end ?? start)
    return { ...cue, ...(at === 0 && turn && { turn }), start, end, text, words: own }
  })
}
