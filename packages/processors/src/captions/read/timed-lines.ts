import { addEnds } from './add-ends.ts'
import type { CaptionFormat, CaptionLimits } from './caption-format.ts'
import { readCueText } from './cue-text.ts'
import { secondsOf } from './cue-times.ts'
import { decodeStrictly } from './plain-line.ts'
import { looksLikeName } from './speaker-name.ts'

/** `0:03`, `00:00:03`, `00:00:03.250`, `00:00:03:12` of editors, whose frames do not matter. */
const stamp = String.raw`(?:(\d{1,3})[:;])?(\d{1,3})[:;](\d\d)(?:[.,](\d{1,6})|[:;]\d\d)?`
const arrow = String.raw`(?:\s*(?:-->?|–|—)\s*|\s(?:-|to)\s)`
/** A time, or two, in brackets or not, at the begin of a line. */
const leading = new RegExp(
  String.raw`^(?:(?:\[\s*|\(\s*|【)${stamp}(?:${arrow}${stamp})?\s*[\])】]|${stamp}(?:${arrow}${stamp})?(?![\d:;.,]))\s*(?:[-–—:|]\s+|:$)?`,
)
/** A name before a time that ends the line, or the text: `Ann Moor (0:03): …`, `Ann Moor  0:03`, `[Ann Moor] 10:03:45`. */
const named = new RegExp(
  String.raw`^([^\s\d(:][^():]{0,60}?|\[[^\[\]]{1,60}\])(\s{2,}|\s+|\s*[-–—|,]\s+|\s*:\s+)([([]?)${stamp}([)\]]?)\s*(:?)(?:\s+(\S.*))?$`,
  's',
)
/** What follows a time in transcripts copied from a player: the same time, for screen readers. */
const inWords = /^(?:\d+ (?:hours?|minutes?|seconds?)(?:,? (?:and )?)?){1,3}$/

const longestLine = 300
/** Lines that may come before the first time: a title, a date. */
const mostHeaders = 20
const longestHeader = 400

interface Item {
  start: number
  end: number | null
  speaker: string | null
  lines: string[]
}

/** A line that begins a piece of speech. */
interface Mark {
  start: number
  end: number | null
  speaker: string | null
  text: string
}

/**
 * Text with times, as tools print it: `[00:00.000 --> 00:04.200] text`, `0:03` and the text in the next line,
 * `[00:00:03] text`, `Ann Moor (00:00:03):`. A programme of times or a mention of one is none: the times must begin
 * early, be several and go on.
 */
export const readTimedLines: CaptionFormat = (text, limits) => {
  const items = itemsIn(text.replace(/^\ufeff/, ''), limits)
  if (items === null || !isTranscript(items)) return null
  const cues = addEnds(items.map(({ lines, ...item }) => ({ ...item, text: lines.join('\n') })))
  return {
    cues: cues.flatMap(({ speaker, ...cue }) =>
      readCueText({ ...cue, text: cue.text.slice(0, limits.charsOfCue) }, decodeStrictly).map((one) => ({
        ...one,
        speaker: one.speaker ?? speaker,
      })),
    ),
    language: null,
  }
}

function itemsIn(text: string, { cues }: CaptionLimits): Item[] | null {
  const items: Item[] = []
  const headers: string[] = []
  for (const whole of text.split('\n')) {
    const line = whole.trim()
    if (line === '') continue
    const mark = markOf(line)
    const last = items.at(-1)
    if (mark !== null) {
      const isRepeated = last !== undefined && last.lines.length === 0 && last.start === mark.start
      if (isRepeated) items.pop()
      const before = mark.text === '' ? nameBefore(last?.lines ?? headers) : null
      const speaker = mark.speaker ?? before ?? (isRepeated ? last.speaker : null)
      items.push({ ...mark, speaker, lines: mark.text === '' ? [] : [mark.text] })
      if (items.length > cues) break
    } else if (last === undefined) {
      headers.push(line.slice(0, longestHeader))
      if (headers.length > mostHeaders || headers.join('').length >= longestHeader) return null
    } else if (last.lines.length > 0 || !isInWords(line)) last.lines.push(line)
  }
  return items
}

const isInWords = (line: string): boolean => line.length < 60 && inWords.test(line)

/** Takes a name and a time in words, as meetings list them over a time, from the lines before it. */
function nameBefore(lines: string[]): string | null {
  const [name = '', time = ''] = lines.slice(-2)
  if (!isInWords(time) || !looksLikeName(name)) return null
  lines.splice(-2)
  return name
}

function markOf(line: string): Mark | null {
  const head = line.slice(0, longestLine)
  const time = leading.exec(head)
  if (time !== null) {
    const parts = time.slice(1)
    const at = parts[1] === undefined ? 8 : 0
    const [from, to] = [parts.slice(at, at + 4), parts.slice(at + 4, at + 8)]
    const text = line.slice(time[0].length).trim()
    const end = to[1] === undefined ? null : secondsOf(to)
    return { start: secondsOf(from), end, speaker: null, text }
  }
  const name = named.exec(head)
  if (name === null) return null
  const [
    ,
    who = '',
    gap = '',
    open = '',
    hours,
    minutes,
    seconds,
    fraction,
    close = '',
    colon = '',
    text = '',
  ] = name
  const isBracketed = open !== '' && close !== ''
  const isListed = /^\[/.test(who)
  if (open !== '' && close === '') return null
  // Running text names times too: a time in the open stands apart, behind a name, at the end of its line.
  if (!isBracketed && text !== '' && colon === '') return null
  const speaker = who
    .replace(/^\[|\]$/g, '')
    .replace(/\s*[-–—|,:]$/, '')
    .trim()
  if (!isListed && !looksLikeName(speaker)) return null
  if (!isBracketed && !isListed && gap.length < 2 && colon === '' && speaker.split(' ').length > 4)
    return null
  return {
    start: secondsOf([hours, minutes, seconds, fraction]),
    end: null,
    speaker,
    text: head.length === line.length ? text : `${text}${line.slice(longestLine)}`,
  }
}

/** Two times at least, or one range, that go on, and text. */
function isTranscript(items: readonly Item[]): boolean {
  const spoken = items.filter(({ lines }) => lines.length > 0)
  if (spoken.length < 2 && !spoken.some(({ end }) => end !== null)) return false
  const forward = items.filter(({ start }, at) => start >= (items[at - 1]?.start ?? 0)).length
  return forward >= 0.9 * items.length && spoken.length >= items.length / 2
}
