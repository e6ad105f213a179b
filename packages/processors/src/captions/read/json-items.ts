import type { SpeechWord } from '@async-events/core'
import { isObject, type Json, type JsonObject, type JsonTime, readTime } from './json-times.ts'

/** Something said, as a file lists it; times not yet in one unit. */
export interface JsonItem {
  start: JsonTime
  end: JsonTime | null
  /** From the start. */
  length: JsonTime | null
  text: string
  speaker: string | null
  words: JsonItem[]
}

type Key = readonly [key: string, unit?: string]

const starts: readonly Key[] = [
  ['start'],
  ['startTime'],
  ['start_time'],
  ['begin'],
  ['from'],
  ['ts'],
  ['offset'],
  ['startMs', 'ms'],
  ['start_ms', 'ms'],
  ['tStartMs', 'ms'],
  ['offsetInTicks', 'ticks'],
]
const ends: readonly Key[] = [
  ['end'],
  ['endTime'],
  ['end_time'],
  ['stop'],
  ['to'],
  ['end_ts'],
  ['endMs', 'ms'],
  ['end_ms', 'ms'],
]
const lengths: readonly Key[] = [
  ['duration'],
  ['dur'],
  ['durationMs', 'ms'],
  ['dDurationMs', 'ms'],
  ['durationInTicks', 'ticks'],
]
const texts = [
  'punctuated_word',
  'text',
  'word',
  'transcript',
  'body',
  'content',
  'value',
  'display',
  'sentence',
  'caption',
  'utf8',
]
const speakers = [
  'speaker',
  'speaker_name',
  'speakerName',
  'speaker_label',
  'speakerLabel',
  'speaker_id',
  'speakerId',
  'speakerTag',
]

/** Texts of an hour in one item are bounded by the size of the file; names are short. */
const longestName = 200

/** An object or tuple with a text and a time; null for any other. */
export function readItem(value: Json): JsonItem | null {
  if (Array.isArray(value)) return tupleItem(value)
  if (!isObject(value)) return null
  const text = textOf(value)
  const start = timeOf(value, starts) ?? rangeOf(value, 0)
  if (text === null || start === null) return null
  return {
    start,
    end: timeOf(value, ends) ?? rangeOf(value, 1),
    length: timeOf(value, lengths),
    text,
    speaker: speakerOf(value),
    words: Array.isArray(value.words) ? value.words.flatMap((word) => readItem(word) ?? []) : [],
  }
}

/** `[start, end, word]`, as this service stores words. */
function tupleItem([from, to, text, ...more]: Json[]): JsonItem | null {
  const [start, end] = [from, to].map((value) => (typeof value === 'number' ? readTime(value, 's') : null))
  if (!start || !end || typeof text !== 'string' || more.length > 0) return null
  return { start, end, length: null, text, speaker: null, words: [] }
}

/** A full stop or comma in a list of words; it has no time. Else nothing. */
export function readMark(value: Json): string {
  const isMark = isObject(value) && typeof value.type === 'string' && value.type.startsWith('punct')
  return isMark ? (textOf(value) ?? '').trim() : ''
}

function textOf(item: JsonObject): string | null {
  const found = texts.map((key) => item[key]).find((value) => typeof value === 'string')
  if (typeof found === 'string') return found
  // Amazon lists readings of each word, best first.
  const [best] = Array.isArray(item.alternatives)
    ? item.alternatives
    : Array.isArray(item.nBest)
      ? item.nBest
      : []
  return isObject(best) ? textOf(best) : null
}

function timeOf(item: JsonObject, keys: readonly Key[]): JsonTime | null {
  for (const [key, unit] of keys) {
    const time = readTime(item[key], unit)
    if (time !== null) return time
  }
  return null
}

/** Whisper's `offsets` in milliseconds, its `timestamps`, and the pair `timestamp` of transformers. */
function rangeOf(item: JsonObject, at: 0 | 1): JsonTime | null {
  const side = at === 0 ? 'from' : 'to'
  const { offsets, timestamps, timestamp } = item
  if (isObject(offsets)) return readTime(offsets[side], 'ms')
  if (isObject(timestamps)) return readTime(timestamps[side])
  return Array.isArray(timestamp) ? readTime(timestamp[at], 's') : null
}

export function speakerOf(item: JsonObject): string | null {
  const found = speakers.map((key) => item[key]).find((value) => value != null && value !== '')
  if (typeof found === 'number') return `Speaker ${found}`
  if (isObject(found)) return typeof found.name === 'string' ? found.name.slice(0, longestName) : null
  return typeof found === 'string' ? found.slice(0, longestName) : null
}

/** Times of an item in seconds. */
export function inSeconds(item: JsonItem, scale: number): { start: number; end: number | null } {
  const seconds = (time: JsonTime): number => (time.isSeconds ? time.value : time.value * scale)
  const start = seconds(item.start)
  const end =
    item.end !== null ? seconds(item.end) : item.length !== null ? start + seconds(item.length) : null
  return { start, end: end !== null && end > start ? end : null }
}

/** The words of an item; those without times have none of their own. */
export const wordsOf = (items: readonly JsonItem[], scale: number): SpeechWord[] =>
  items.flatMap((item) => {
    const { start, end } = inSeconds(item, scale)
    const text = item.text.trim()
    return text === '' ? [] : [{ start, end: end ?? start, text }]
  })
