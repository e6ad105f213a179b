import type { ShortCue } from '../group/divide-speech.ts'
import { cueLines } from './cue-lines.ts'
import { cueTime } from './cue-time.ts'

/** SubRip. It has no speakers: a name is put in front where the speaker changes, or a dash. */
export function writeSrt(cues: readonly ShortCue[]): string {
  let speaking: string | null = null
  const blocks = cues.map(({ start, end, text, speaker, turn }, at) => {
    const name = speaker === null ? (turn ? '- ' : '') : speaker !== speaking ? `${speaker}: ` : ''
    speaking = speaker
    // An arrow would make it a line of times; SubRip has no escape.
    const lines = cueLines(withoutArrows(name + text))
    return `${at + 1}\n${cueTime(start, ',')} --> ${cueTime(end, ',')}\n${lines.join('\n')}\n`
  })
  return blocks.join('\n')
}

/** `-->` and longer arrows. The look-behind keeps a long row of dashes from taking quadratic time. */
const withoutArrows = (text: string): string => text.replace(/(?<!-)-{2,}>/g, '→')
