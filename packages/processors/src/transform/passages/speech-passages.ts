import { cutRunOn, isRunOn, splitSentences } from '@async-events/ai'
import type { Passage } from '@async-events/core'
import type { Cue } from '../../captions/cue.ts'
import { repeats } from '../../captions/group/group-cues.ts'
import { lettersIn, makeUp, splitWords } from '../../captions/group/split-words.ts'
import { joinSpeech } from '../../captions/join-speech.ts'
import { isHeardWell } from './is-trusted.ts'
import { pausesBefore } from './pauses-before.ts'

/** A pause, in seconds, that ends what was said before it. */
const longPause = 4
/** In speech without full stops sentences end at shorter ones. */
const breath = 1

/** The sentences of speech in their order, each with its time; without full stops clauses. Slides are not known here. */
export function speechPassages(cues: readonly Cue[], language: string): Passage[] {
  return runsOf(cues, longPause).flatMap((run) => {
    if (!isRunOn(textOf(run))) return sentencesOf(run, (text) => splitSentences(text, language))
    return runsOf(run, breath).flatMap((part) =>
      sentencesOf(part, (text) => cutRunOn(text, language, pausesBefore(part, text))),
    )
  })
}

/** Speech of one speaker without a pause. */
function runsOf(cues: readonly Cue[], pause: number): Cue[][] {
  const runs: Cue[][] = []
  for (const cue of cues) {
    const last = runs.at(-1)
    const before = last?.at(-1)
    if (last === undefined || before === undefined || isApart(before, cue, pause)) runs.push([cue])
    // Live captions say the line before once more
    else if (!repeats(before.text, cue.text)) last.push(cue)
  }
  return runs
}

const isApart = (before: Cue, cue: Cue, pause: number): boolean =>
  cue.start - before.end >= pause || cue.turn === true || cue.speaker !== before.speaker

const textOf = (cues: readonly Cue[]): string => joinSpeech(cues.map(({ text }) => text))

function sentencesOf(run: readonly Cue[], split: (text: string) => string[]): Passage[] {
  const text = textOf(run)
  const places = placesOf(run, text)
  const speaker = run[0]?.speaker ?? null
  let from = 0
  return split(text).flatMap((sentence) => {
    const at = text.indexOf(sentence, from)
    if (at === -1 || sentence === '') return []
    from = at + sentence.length
    const spoken = places.filter((place) => place.to > at && place.from < from)
    const [first, last] = [spoken[0], spoken.at(-1)]
    if (first === undefined || last === undefined) return []
    return [
      {
        from: 'speech' as const,
        text: sentence,
        start: round(timeAt(first, at)),
        end: round(timeAt(last, from)),
        slide: null,
        ...(speaker !== null && { speaker }),
        ...(spoken.some(({ cue }) => !isHeardWell(cue)) && { doubtful: true as const }),
      },
    ]
  })
}

/** Where a cue stands in the joined text. */
interface Place {
  cue: Cue
  from: number
  to: number
}

function placesOf(run: readonly Cue[], text: string): Place[] {
  let from = 0
  return run.flatMap((cue) => {
    const at = text.indexOf(cue.text, from)
    // A word that a line break divided was joined
    const begin = at === -1 ? from : at
    const place = { cue, from: begin, to: Math.min(text.length, begin + cue.text.length) }
    from = place.to
    return place.to > place.from ? [place] : []
  })
}

/** The time of a character: that of its word where it is told, else in proportion. */
function timeAt({ cue, from, to }: Place, at: number): number {
  if (at <= from) return cue.start
  if (at >= to) return cue.end
  const { words } = cue
  if (words !== undefined && makeUp(words, cue.text)) {
    const [, after] = splitWords(words, lettersIn(cue.text.slice(0, at - from)))
    return Math.min(cue.end, Math.max(cue.start, after[0]?.start ?? cue.end))
  }
  return cue.start + ((cue.end - cue.start) * (at - from)) / (to - from)
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000
