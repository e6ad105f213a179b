import type { TranscribeAnswer } from '@async-events/core'
import type { Segment } from './contract.ts'
import type { SoundPiece } from './transcribe-pieces.ts'

/** Segments of all pieces, with times of the whole recording, in order. */
export function joinPieces(pieces: readonly SoundPiece[], answers: readonly TranscribeAnswer[]): Segment[] {
  return pieces
    .flatMap(({ start: offset, end: last }, at) =>
      (answers[at]?.segments ?? []).map(({ start, end, text, speaker }) => {
        const from = Math.min(offset + Math.max(0, start), last)
        return {
          start: round(from),
          end: round(Math.max(from, Math.min(offset + end, last))),
          text: cleanText(text),
          speaker: speaker ? cleanText(speaker) || null : null,
        }
      }),
    )
    .filter(({ text }) => text !== '')
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
}

/** To the millisecond. */
const round = (seconds: number): number => Math.round(seconds * 1000) / 1000

/** One line without control characters. */
const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
