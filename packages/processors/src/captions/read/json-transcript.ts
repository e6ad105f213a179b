import { languageTag, type SpeechWord } from '@async-events/core'
import type { CaptionCue } from '../cue.ts'
import { makeUp } from '../group/split-words.ts'
import { inMilliseconds } from '../in-milliseconds.ts'
import { needsBlank } from '../join-speech.ts'
import { addEnds } from './add-ends.ts'
import type { CaptionFormat, CaptionLimits } from './caption-format.ts'
import { readCueText } from './cue-text.ts'
import { findJsonItems, type ItemList } from './find-json-items.ts'
import { inSeconds, type JsonItem, wordsOf } from './json-items.ts'
import { isObject, type Json } from './json-times.ts'
import { languageNamed } from './language-named.ts'
import { decodeTwice } from './plain-line.ts'
import { captionsOf, type YouTubeLine } from './youtube-lines.ts'

/** What Whisper and other recognisers, services of speech and YouTube write: lists of texts with times, by any name. */
export const readJsonTranscript: CaptionFormat = (text, limits) => {
  const root = parsed(text)
  if (root === null) return null
  const lines = youTubeLines(root, limits)
  if (lines !== null) return { cues: captionsOf(lines), language: null }
  const list = findJsonItems(root)
  return list && { cues: cuesOf(list, limits), language: languageOf(root) }
}

function parsed(text: string): Json {
  if (!/^\s*[[{]/.test(text.slice(0, 1_000))) return null
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as Json
  } catch {
    return linesParsed(text)
  }
}

/** A value a line. */
function linesParsed(text: string): Json {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length < 2 || !lines.every((line) => /^\s*\{/.test(line))) return null
  try {
    return lines.map((line) => JSON.parse(line) as Json)
  } catch {
    return null
  }
}

/** Its format `json3`. */
function youTubeLines(root: Json, { cues, charsOfCue }: CaptionLimits): YouTubeLine[] | null {
  if (!isObject(root) || !Array.isArray(root.events)) return null
  const lines = root.events.slice(0, 2 * cues).flatMap((event): YouTubeLine[] => {
    if (!isObject(event) || typeof event.tStartMs !== 'number' || !Array.isArray(event.segs)) return []
    const start = Math.max(0, event.tStartMs / 1000)
    const length = typeof event.dDurationMs === 'number' ? event.dDurationMs / 1000 : 0
    const parts = event.segs.flatMap((seg) => {
      if (!isObject(seg) || typeof seg.utf8 !== 'string') return []
      const offset = typeof seg.tOffsetMs === 'number' ? seg.tOffsetMs / 1000 : 0
      return [{ start: start + offset, text: seg.utf8 }]
    })
    const text = parts.map((part) => part.text).join('')
    if (text.length > charsOfCue)
      return [{ start, end: start + length, text: text.slice(0, charsOfCue), parts: [] }]
    return [{ start, end: length > 0 ? start + length : null, text, parts }]
  })
  return lines.length === 0 ? null : lines.slice(0, cues)
}

function cuesOf({ items, isWords }: ItemList, limits: CaptionLimits): CaptionCue[] {
  const scale = scaleOf(items)
  const timed = items.slice(0, isWords ? limits.cues * 10 : limits.cues).map((item) => ({
    ...inSeconds(item, scale),
    speaker: item.speaker,
    text: item.text.slice(0, limits.charsOfCue).trim(),
    words: wordsOf(item.words, scale),
  }))
  const pieces = isWords ? joinWords(timed) : addEnds(timed)
  return pieces.flatMap(({ start, end, text, speaker, words }) => {
    const cues = readCueText({ start: inMilliseconds(start), end: inMilliseconds(end), text }, decodeTwice)
    const [only, ...others] = cues
    if (only === undefined || others.length > 0) return cues
    const isWhole = words.length > 0 && makeUp(words, only.lines.join(''))
    return [{ ...only, speaker: only.speaker ?? speaker, ...(isWhole && { words }) }]
  })
}

/** Whole numbers that would mean a letter in many seconds are milliseconds. */
function scaleOf(items: readonly JsonItem[]): number {
  const plain = items.filter(({ start }) => !start.isSeconds)
  if (plain.length === 0 || plain.some(({ start }) => !Number.isInteger(start.value))) return 1
  const chars = plain.reduce((sum, { text }) => sum + text.length, 0)
  const times = plain.map((item) => item.start.value)
  const lengths = plain
    .map((item) => inSeconds(item, 1))
    .reduce((sum, { start, end }) => sum + (end === null ? 0 : end - start), 0)
  const span = Math.max(
    lengths,
    times.reduce((most, one) => Math.max(most, one), 0) -
      times.reduce((least, one) => Math.min(least, one), Infinity),
  )
  return chars < span / 5 ? 0.001 : 1
}

interface Timed {
  start: number
  end: number | null
  speaker: string | null
  text: string
}

/** A pause this long, in seconds, ends a piece. */
const pause = 1
/** A piece this long ends with its sentence, one twice as long with its word: characters. */
const longPiece = 80

/** Words as pieces of speech: up to a pause, another speaker, or the end of a sentence. */
function joinWords(words: readonly Timed[]): (Timed & { end: number; words: SpeechWord[] })[] {
  const pieces: (Timed & { end: number; words: SpeechWord[] })[] = []
  for (const { start, end: told, speaker, text } of words) {
    if (text === '') continue
    const last = pieces.at(-1)
    const end = told ?? start
    // Marks of Amazon have no times and no speaker.
    const isMark = /^[\p{P}\p{S}]+$/u.test(text)
    const goesOn =
      last !== undefined &&
      (isMark || (last.speaker === speaker && start - last.end < pause && !isFull(last.text)))
    if (!goesOn) {
      pieces.push({ start, end, speaker, text, words: [{ start, end, text }] })
      continue
    }
    last.text += isMark || !needsBlank(last.text, text) ? text : ` ${text}`
    last.end = Math.max(last.end, end)
    last.words.push({ start: Math.max(start, last.words.at(-1)?.start ?? start), end, text })
  }
  return pieces.map((piece) => ({ ...piece, end: Math.max(piece.end, piece.start + 0.001) }))
}

const isFull = (text: string): boolean =>
  text.length >= 2 * longPiece || (text.length >= longPiece && /[.!?…。！？]$/.test(text))

function languageOf(root: Json): string | null {
  for (const value of [root, ...(isObject(root) ? [root.result, root.results, root.metadata] : [])]) {
    if (value === undefined || !isObject(value)) continue
    for (const key of ['language', 'language_code', 'detected_language', 'lang']) {
      const stated = value[key]
      if (typeof stated === 'string') return languageTag(stated) ?? languageNamed(stated)
    }
  }
  return null
}
