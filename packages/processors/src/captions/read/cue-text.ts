import type { SpeechWord } from '@async-events/core'
import type { CaptionCue } from '../cue.ts'
import { inMilliseconds } from '../in-milliseconds.ts'
import { secondsOf } from './cue-times.ts'
import { type Decode, plainLine } from './plain-line.ts'
import type { TimedBlock } from './timed-blocks.ts'

/** A tag may go on in the next line; an angle before a space or a digit begins none that does. */
const tag = /<[^<>\n]*>|<\/?[a-z][^<>]*>/gi
/** No two parts may match the same text (quadratic time): a cue may be megabytes of spaces. */
const voice = /^<v(?:\.[^\s<>]*)?\s([^<>]+)>$/
const time = /^<\s*(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,9})\s*>$/

/** Text of one speaker up to the next time within the cue. */
interface Run {
  text: string
  /** When it begins, where the file tells. */
  from: number | null
}

interface Voice {
  speaker: string | null
  runs: Run[]
}

/**
 * Reads the text of a cue: one caption per voice (https://www.w3.org/TR/webvtt1/#webvtt-cue-voice-span), each with its
 * share of the time. Other markup goes, and so do readings beside signs (`<rt>`).
 */
export function readCueText({ start, end, text }: TimedBlock, decode: Decode): CaptionCue[] {
  const pieces = voicesIn(text, decode)
    .map((one) => ({ speaker: one.speaker, ...linesOf(one.runs, decode) }))
    .filter(({ lines }) => lines.length > 0)
  const chars = pieces.reduce((sum, piece) => sum + piece.chars, 0)
  let from = start
  return pieces.map(({ speaker, lines, runs, chars: own }, at) => {
    const until = at === pieces.length - 1 ? end : inMilliseconds(from + ((end - start) * own) / chars)
    const words = wordsOf(runs, from, until)
    const cue = { start: from, end: until, speaker, lines, ...(words.length > 0 && { words }) }
    from = until
    return cue
  })
}

function voicesIn(text: string, decode: Decode): Voice[] {
  const voices: Voice[] = [{ speaker: null, runs: [] }]
  let from: number | null = null
  let skips = false
  const add = (piece: string): void => {
    if (piece !== '' && !skips) voices.at(-1)?.runs.push({ text: piece, from })
  }
  let read = 0
  for (const found of text.matchAll(tag)) {
    add(text.slice(read, found.index))
    read = found.index + found[0].length
    const mark = found[0]
    const speaker = voice.exec(mark)?.[1]
    const at = time.exec(mark)
    if (speaker !== undefined) voices.push({ speaker: plainLine(speaker, decode) || null, runs: [] })
    else if (/^<\/v\s*>$/.test(mark)) voices.push({ speaker: null, runs: [] })
    else if (at !== null) from = secondsOf(at.slice(1))
    else if (/^<br\s*\/?>$/i.test(mark)) add('\n')
    else if (/^<rt[.\s>]/i.test(mark)) skips = true
    else if (/^<\/(?:rt|ruby)\s*>$/i.test(mark)) skips = false
  }
  add(text.slice(read))
  return voices
}

/** Its lines that are not empty, and of those lines that hold times their runs. */
function linesOf(runs: readonly Run[], decode: Decode): { lines: string[]; chars: number; runs: Run[] } {
  const lines: string[] = []
  const timed: Run[] = []
  let chars = 0
  let told: number | null = null
  for (const line of inLines(runs)) {
    const plain = plainLine(line.map(({ text }) => text).join(''), decode)
    if (plain === '') continue
    lines.push(plain)
    chars += plain.length
    // What rolls up repeats the line before, whose times are past and no longer told.
    const last = line.at(-1)?.from ?? null
    if (last !== null && last !== told)
      timed.push(...line.map((run) => ({ ...run, text: plainLine(run.text, decode) })))
    told = last
  }
  return { lines, chars, runs: timed.filter(({ text }) => text !== '') }
}

/** The runs of each line; what lies between two times is one. */
function inLines(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]]
  for (const { text, from } of runs) {
    for (const [at, part] of text.split('\n').entries()) {
      if (at > 0) lines.push([])
      const line = lines.at(-1)
      const last = line?.at(-1)
      if (last !== undefined && last.from === from) last.text += part
      else line?.push({ text: part, from })
    }
  }
  return lines
}

function wordsOf(runs: readonly Run[], start: number, end: number): SpeechWord[] {
  let from = start
  return runs.flatMap((run, at) => {
    const begin = Math.min(end, Math.max(from, run.from ?? start))
    const next = runs[at + 1]?.from ?? end
    from = Math.min(end, Math.max(begin, next))
    return inProportion(run.text, begin, from)
  })
}

/** Words between two times. */
function inProportion(text: string, start: number, end: number): SpeechWord[] {
  let from = start
  return text.split(' ').map((word) => {
    const until = from + ((end - start) * (word.length + 1)) / (text.length + 1)
    const one = { start: from, end: until, text: word }
    from = until
    return one
  })
}
