import type { SpeechWord, TimeRange } from '@async-events/core'
import { toMillis } from './to-millis.ts'

interface Timed {
  start: number
  end: number
  words?: readonly SpeechWord[] | undefined
}

/** Less of the speech than this within the length of the talk: its times are not those of the talk. */
const enough = 0.9

/**
 * The speech of a talk with its times. What was made for the talk alone has them already: most of it lies within the
 * length of the talk, and more than within its range of the recording. Everything else has times of the recording.
 */
export function speechOfTalk<S extends Timed>(speech: readonly S[], range: TimeRange | null): S[] {
  if (range === null || speech.length === 0) return [...speech]
  const length = (range.end ?? Infinity) - range.start
  const within = (part: TimeRange): number =>
    speech.filter((piece) => lies(piece, part)).length / speech.length
  const ofRecording = within(range)
  const ofTalk = length === Infinity ? Number(ofRecording === 0) : within({ start: 0, end: length })
  return ofTalk >= enough && ofTalk > ofRecording ? [...speech] : cutSpeech(speech, range)
}

/** The pieces that lie mostly in the range, from its start. */
export function cutSpeech<S extends Timed>(speech: readonly S[], range: TimeRange | null): S[] {
  if (range === null) return [...speech]
  const length = (range.end ?? Infinity) - range.start
  const shift = (seconds: number): number => toMillis(Math.min(length, Math.max(0, seconds - range.start)))
  return speech
    .filter((piece) => lies(piece, range))
    .map((piece) => ({
      ...piece,
      start: shift(piece.start),
      end: shift(piece.end),
      ...(piece.words && {
        words: piece.words.map((word) => ({ ...word, start: shift(word.start), end: shift(word.end) })),
      }),
    }))
}

const lies = ({ start, end }: Timed, range: TimeRange): boolean => {
  const middle = (start + end) / 2
  return middle >= range.start && (range.end === null || middle < range.end)
}

/**
 * What lasts until the next one, such as pictures and chapters, in the range and from its start. What began before the
 * range and is still there opens it.
 */
export function cutLasting<T>(
  all: readonly T[],
  range: TimeRange | null,
  { timeOf, at }: { timeOf(one: T): number; at(one: T, seconds: number): T },
): T[] {
  if (range === null) return [...all]
  const sorted = all.toSorted((a, b) => timeOf(a) - timeOf(b))
  const open = sorted.findLast((one) => timeOf(one) <= range.start)
  const later = sorted.filter((one) => {
    const time = timeOf(one)
    return time > range.start && (range.end === null || time < range.end)
  })
  return [...(open === undefined ? [] : [open]), ...later].map((one) =>
    at(one, toMillis(Math.max(0, timeOf(one) - range.start))),
  )
}
