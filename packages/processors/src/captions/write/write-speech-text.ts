import type { Cue } from '../cue.ts'
import { groupCues } from '../group/group-cues.ts'

/** Speech as plain text in paragraphs; a name where the speaker changes. */
export function writeSpeechText(speech: readonly Cue[], language: string): string {
  let speaking: string | null = null
  return groupCues(speech, language)
    .map(({ text, speaker }) => {
      const name = speaker !== null && speaker !== speaking ? `${speaker}: ` : ''
      speaking = speaker
      return `${name}${text}\n`
    })
    .join('\n')
}
