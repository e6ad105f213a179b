import type { StepWarning } from '@async-events/core'
import { inMilliseconds } from '../in-milliseconds.ts'
import { addEnds } from './add-ends.ts'
import type { CaptionFormat, CaptionLimits, Captions } from './caption-format.ts'
import { readCueText } from './cue-text.ts'
import { decodeStrictly } from './plain-line.ts'

interface Counted {
  start: number
  end: number | null
  text: string
}

/** What players assume of films. */
const assumedRate = 23.976
/** Lines that are no cues come before the first at most so often. */
const mostHeaders = 5

const assumed: StepWarning = {
  code: 'frame_rate_assumed',
  message: `The captions count frames and do not say how many there are in a second; ${assumedRate} are assumed. If the times drift, put a first line {1}{1}25 with the right number`,
}

/** MicroDVD: `{25}{100}text|second line`, in frames; the first cue may state their rate. */
export const readMicroDvd: CaptionFormat = (text, limits) => {
  const cues = counted(text, /^\s*\{(\d{1,9})\}\{(\d{0,9})\}(.*)$/s, limits)
  if (cues === null) return null
  const [first] = cues
  const isHead = first !== undefined && first.start <= 1
  const stated = isHead ? /^\s*(\d{1,3}(?:[.,]\d{1,6})?)\s*$/.exec(first.text)?.[1] : undefined
  const rate = Number(stated?.replace(',', '.') ?? assumedRate)
  const isRate = stated !== undefined && rate >= 5 && rate <= 240
  return {
    ...timed(isRate ? cues.slice(1) : cues, isRate ? rate : assumedRate),
    ...(!isRate && { doubts: [assumed] }),
  }
}

/** MPL2: `[10][40]text|second line`, in tenths of a second. */
export const readMpl2: CaptionFormat = (text, limits) => {
  const cues = counted(text, /^\s*\[(\d{1,9})\]\[(\d{0,9})\](.*)$/s, limits)
  return cues && timed(cues, 10)
}

function counted(text: string, line: RegExp, { cues, charsOfCue }: CaptionLimits): Counted[] | null {
  const found: Counted[] = []
  let others = 0
  for (const one of text.replace(/^\ufeff/, '').split('\n')) {
    const parts = one.length === 0 ? null : line.exec(one.slice(0, charsOfCue))
    if (parts !== null) {
      const [, start = '', end = '', said = ''] = parts
      found.push({ start: Number(start), end: end === '' ? null : Number(end), text: said.toWellFormed() })
    } else if (found.length === 0 && one.trim() !== '' && ++others > mostHeaders) return null
    if (found.length > cues) break
  }
  return found.length === 0 ? null : found
}

/** Style codes, as `{y:i}`, and the slash of italics. */
const plain = (text: string): string =>
  text
    .replace(/\{[a-zA-Z]:[^{}]*\}/g, '')
    .split('|')
    .map((line) => line.replace(/^\s*\//, ''))
    .join('\n')

const timed = (cues: readonly Counted[], rate: number): Captions => ({
  cues: addEnds(
    cues.map(({ start, end, text }) => ({
      start: inMilliseconds(start / rate),
      end: end === null ? null : inMilliseconds(end / rate),
      text: plain(text),
    })),
  ).flatMap((cue) => readCueText(cue, decodeStrictly)),
  language: null,
})
