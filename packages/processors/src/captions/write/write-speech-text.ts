import type { Segment } from '../../audio/contract.ts'
import { groupCues } from '../group/group-cues.ts'

/** Speech as plain text, a paragraph a pause; a name where another person speaks. */
export function writeSpeechText(segments: readonly Segment[], language: string): string {
  let speaking: string | null = null
  return groupCues(segments, language)
    .map(({ text, speaker }) => {
      const name = speaker !== null && speaker !== speaking ? `${speaker}: ` : ''
      speaking = speaker
      return `${name}${text}\n`
    })
    .join('\n')
}
