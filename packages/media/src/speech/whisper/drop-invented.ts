import type { SpeechSegment } from '@async-events/core'

/** Sounds, which Whisper names in brackets or by notes: `[BLANK_AUDIO]`, `(upbeat music)`, `♪ ♪`, `*applause*`. */
const sound = /^(?:\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|[♪♫\s]+|♪[^♪]*♪)[.!]?$/u
/** So many words in a row are not said three times by chance. */
const fewWords = 4

/** Leaves out what Whisper writes where no one speaks: names of sounds, and a sentence that comes again and again. */
export function dropInvented(segments: readonly SpeechSegment[]): SpeechSegment[] {
  const spoken = segments.filter(({ text }) => !sound.test(text))
  return spoken.filter(({ text }, at) => {
    if (text.split(' ', fewWords).length < fewWords) return true
    const isAgain = spoken[at - 1]?.text === text
    const threeTimes = spoken[at - 2]?.text === text || spoken[at + 1]?.text === text
    return !(isAgain && threeTimes)
  })
}
