import { AppError, languageField } from '@async-events/core'
import { z } from 'zod'
import { storedSegmentSchema } from '../../audio/contract.ts'
import { spokenSegments } from '../../audio/stored-segments.ts'
import type { Cue } from '../cue.ts'
import { decodeCaptions } from './decode-captions.ts'
import { readTranscript, type TimedTranscript } from './read-transcript.ts'

export type ReadCorrection = Pick<TimedTranscript, 'cues' | 'language' | 'doubts'>

/** No recording is longer, in seconds: such a time is a mistake. */
const longest = 100 * 3_600

const time = z.number().nonnegative().max(longest)
const segments = z.array(
  storedSegmentSchema.extend({ start: time, end: time, speaker: z.string().nullish() }),
)
/** The list alone, as its file has it, or as results have it. */
const ownJson = z.union([segments, z.object({ segments, language: z.string().nullish() })])

/** Its size is bounded by who receives it: nothing of it is left out. */
const unlimited = { chars: Infinity, cues: Infinity, charsOfCue: Infinity }

/**
 * A transcript that a person corrected, in any format that has times, or as JSON of a transcript of this service; never
 * without words. Throws `transcript_unreadable`.
 */
export function readCorrection(bytes: Uint8Array): ReadCorrection {
  const text = decodeCaptions(bytes)
  const read = readOwnJson(text) ?? readTranscript(text, unlimited)
  if ('problem' in read) throw unreadable(read.message)
  const cues = read.cues.map(tidy).filter((cue) => cue.text !== '')
  if (cues.length === 0)
    throw unreadable('It holds no words; to go back to what was heard, delete the correction')
  if (cues.some(({ start }) => start > longest)) throw unreadable('It begins later than any recording ends')
  return { ...read, cues: cues.toSorted((a, b) => a.start - b.start), language: tagIn(read.language) }
}

function readOwnJson(text: string): ReadCorrection | null {
  if (!/^\s*[[{]/.test(text)) return null
  const parsed = ownJson.safeParse(parsedJson(text))
  if (!parsed.success) return null
  const { segments: stored, language = null } = Array.isArray(parsed.data)
    ? { segments: parsed.data }
    : parsed.data
  const cues = spokenSegments(stored.map((one) => ({ ...one, speaker: one.speaker ?? null })))
  return { cues, language, doubts: [] }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function tidy({ start, end, text, speaker, turn, words = [] }: Cue): Cue {
  const said = oneLine(text)
  const isWhole =
    words.length > 0 && withoutBlanks(words.map((word) => word.text).join('')) === withoutBlanks(said)
  return {
    start,
    end: Math.max(start, end),
    text: said,
    speaker: oneLine(speaker ?? '') || null,
    ...(turn && { turn }),
    // Of a text that was changed afterwards they are the words of another one.
    ...(isWhole && { words }),
  }
}

/** What a file calls its language may be anything. */
const tagIn = (stated: string | null): string | null => languageField.safeParse(stated?.trim()).data ?? null

const oneLine = (text: string): string => text.toWellFormed().replace(/\s+/g, ' ').trim()
const withoutBlanks = (text: string): string => text.replace(/\s+/g, '')

const unreadable = (why: string): AppError =>
  new AppError('transcript_unreadable', `The transcript cannot be read. ${why}.`, {
    details: [{ path: 'body', code: 'unreadable', message: why }],
  })
