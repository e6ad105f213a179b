import { cueLines } from './cue-lines.ts'
import { cueTime } from './cue-time.ts'
import type { Cue } from './write-cues.ts'

/** SubRip. The format knows no speakers: a name stands before what another person says. */
export function writeSrt(cues: readonly Cue[]): string {
  let speaking: string | null = null
  const blocks = cues.map(({ start, end, text, speaker }, at) => {
    const name = speaker !== null && speaker !== speaking ? `${speaker}: ` : ''
    speaking = speaker
    // An arrow makes a line of times of it, and nothing can be escaped here.
    const lines = cueLines((name + text).replace(/--+>/g, '→'))
    return `${at + 1}\n${cueTime(start, ',')} --> ${cueTime(end, ',')}\n${lines.join('\n')}\n`
  })
  return blocks.join('\n')
}
