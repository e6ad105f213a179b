import type { SpeechSegment, TranscribeAnswer, Transcriber } from '@async-events/core'

/** Seconds without a word that a piece of speech hardly has: it begins, ends and is cut at silences. */
const longestGap = 10
/** So much more text is speech that was left out, and not another spelling. */
const more = 1.2

/**
 * A transcriber that loses no speech to its prompt. Whisper's smaller models end a window early after a prompt of names
 * (measured with base: 16 of 31 seconds were left out); so an answer with a long gap is asked for again without, and
 * the fuller one is taken.
 */
export function hearAll(transcriber: Transcriber): Transcriber {
  return {
    ...transcriber,
    async transcribe(request) {
      const answer = await transcriber.transcribe(request)
      if (request.prompt === null || gapOf(answer.segments, request.durationSeconds) < longestGap)
        return answer
      const plain = await transcriber.transcribe({ ...request, prompt: null })
      return lengthOf(plain) > lengthOf(answer) * more ? plain : answer
    },
  }
}

/** Longest time between segments, or from the last one to the end. */
function gapOf(segments: readonly SpeechSegment[], durationSeconds: number): number {
  let [gap, heard] = [0, 0]
  for (const { start, end } of segments) {
    gap = Math.max(gap, start - heard)
    heard = Math.max(heard, end)
  }
  return Math.max(gap, durationSeconds - heard)
}

const lengthOf = ({ segments }: TranscribeAnswer): number =>
  segments.reduce((sum, { text }) => sum + text.length, 0)
