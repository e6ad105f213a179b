import type { Cue } from '../cue.ts'
import { groupCues } from '../group/group-cues.ts'

/** Speech as plain text in paragraphs; a name where the speaker changes, or a dash. */
export function writeSpeechText(speech: readonly Cue[], language: string): string {
  let speaking: string | null = null
  return groupCues(speech, language)
    .map(({ text, speaker, turn }) => {
      const name = speaker === null ? (turn ? '– ' : '') : speaker !== speaking ? `${speaker}: ` : ''
      speaking = speaker
      return `${name}${text}\n`
    })
    .join('\n')
}
