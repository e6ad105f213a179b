import type { ShortCue } from '../group/divide-speech.ts'
import { cueLines } from './cue-lines.ts'
import { cueTime } from './cue-time.ts'

/** SubRip. It has no speakers: a name is put in front where the speaker changes. */
export function writeSrt(cues: readonly ShortCue[]): string {
  let speaking: string | null = null
  const blocks = cues.map(({ start, end, text, speaker }, at) => {
    const name = speaker !== null && speaker !== speaking ? `${speaker}: ` : ''
    speaking = speaker
    // An arrow makes a line of times of it, and nothing can be escaped here.
    const lines = cueLines(withoutArrows(name + text))
    return `${at + 1}\n${cueTime(start, ',')} --> ${cueTime(end, ',')}\n${lines.join('\n')}\n`
  })
  return blocks.join('\n')
}

/** `-->` and longer ones. The look back spares a row of dashes without an end from being read again from each of them. */
const withoutArrows = (text: string): string => text.replace(/(?<!-)-{2,}>/g, '→')
