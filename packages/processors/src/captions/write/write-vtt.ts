import { cueLines } from './cue-lines.ts'
import { cueTime } from './cue-time.ts'
import type { Cue } from './write-cues.ts'

/** WebVTT, https://www.w3.org/TR/webvtt1/#syntax; speakers as voice spans. */
export function writeVtt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ start, end, text, speaker }) => {
    const voice = speaker === null ? '' : `<v ${escaped(speaker)}>`
    const lines = cueLines(text).map(escaped).join('\n')
    return `${cueTime(start, '.')} --> ${cueTime(end, '.')}\n${voice}${lines}\n`
  })
  return ['WEBVTT\n', ...blocks].join('\n') + (blocks.length === 0 ? '\n' : '')
}

/** So it holds no arrow either. */
const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
