import type { SpeechSegment, SpeechWord, TranscribeAnswer } from '@async-events/core'
import type { Cue } from '../captions/cue.ts'
import type { SoundPiece } from './transcribe-pieces.ts'

/** Labels by which an engine tells speakers of one file apart: `SPEAKER_00`, `Speaker 1`, `A`, `2`. */
const anonymous = /^(?:(?:speaker|spk|spkr|voice)[\s_:#-]*)?(?:\d{1,3}|[a-z]|unknown)$/i

/**
 * Speech of all pieces, with times of the whole recording, in order. Engines tell speakers of one file apart and begin
 * anew with the next: their labels are names only within one piece, so of several pieces just the changes remain.
 */
export function joinPieces(pieces: readonly SoundPiece[], answers: readonly TranscribeAnswer[]): Cue[] {
  const spoken = pieces.map((piece, at) => cuesOf(piece, answers[at]?.segments ?? []))
  const several = spoken.filter((cues) => cues.some(isAnonymous)).length > 1
  return spoken.flatMap((cues) => (several ? withoutLabels(cues) : cues)).toSorted(byTime)
}

/** Whether speakers of several pieces have labels that do not say who is who. */
export const hasUnknownSpeakers = (answers: readonly TranscribeAnswer[]): boolean =>
  answers.filter(
    ({ segments }) =>
      new Set(segments.flatMap(({ speaker }) => speaker ?? [])).size > 1 && segments.some(isAnonymous),
  ).length > 1

const isAnonymous = ({ speaker }: { speaker?: string | null }): boolean =>
  anonymous.test(speaker?.trim() ?? '')

const byTime = (a: Cue, b: Cue): number => a.start - b.start || a.end - b.end

function cuesOf({ start: offset, end: last }: SoundPiece, segments: readonly SpeechSegment[]): Cue[] {
  /** Of the whole recording, to the millisecond. */
  const at = (seconds: number): number =>
    Math.round(Math.min(offset + Math.max(0, seconds), last) * 1000) / 1000
  return segments
    .map(({ start, end, text, speaker, words, confidence }) => ({
      start: at(start),
      end: Math.max(at(start), at(end)),
      text: cleanText(text),
      speaker: speaker ? cleanText(speaker) || null : null,
      ...(words && { words: words.map((word) => wordOf(word, at)) }),
      ...(confidence !== undefined && { confidence }),
    }))
    .filter(({ text }) => text !== '')
    .toSorted(byTime)
}

const wordOf = ({ start, end, text }: SpeechWord, at: (seconds: number) => number): SpeechWord => ({
  start: at(start),
  end: Math.max(at(start), at(end)),
  text: cleanText(text),
})

/** Labels become `turn` where they change. */
function withoutLabels(cues: readonly Cue[]): Cue[] {
  return cues.map((cue, at) => {
    if (!isAnonymous(cue)) return cue
    const before = cues[at - 1]?.speaker ?? cue.speaker
    return { ...cue, speaker: null, ...(before !== cue.speaker && { turn: true as const }) }
  })
}

/** One line without control characters. */
const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
