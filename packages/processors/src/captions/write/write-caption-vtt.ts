import type { CaptionCue } from '../cue.ts'

/** WebVTT (https://www.w3.org/TR/webvtt1/) of cues in the order of their times. */
export function writeVtt(cues: readonly CaptionCue[]): string {
  const blocks = cues.map(({ start, end, speaker, lines }) => {
    const voice = speaker === null ? '' : `<v ${escaped(speaker)}>`
    return `${timestamp(start)} --> ${timestamp(Math.max(end, start + 0.001))}\n${voice}${lines.map(escaped).join('\n')}`
  })
  return `${['WEBVTT', ...blocks].join('\n\n')}\n`
}

function timestamp(seconds: number): string {
  const millis = Math.round(seconds * 1000)
  const part = (value: number, digits = 2): string => String(Math.floor(value)).padStart(digits, '0')
  return `${part(millis / 3_600_000)}:${part((millis / 60_000) % 60)}:${part((millis / 1000) % 60)}.${part(millis % 1000, 3)}`
}

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
