import type { CaptionCue } from '../cue.ts'
import { cueTime } from './cue-time.ts'

/**
 * WebVTT (https://www.w3.org/TR/webvtt1/#syntax) of cues in order of time; speakers as voice spans, one without a
 * name with the dash of dialogue. A cue lasts at least a millisecond: the end must be after the start.
 */
export function writeVtt(cues: readonly CaptionCue[]): string {
  const blocks = cues.map(({ start, end, speaker, turn, lines }) => {
    const from = Math.round(start * 1000)
    const to = Math.max(from + 1, Math.round(end * 1000))
    const voice = speaker === null ? (turn ? '- ' : '') : `<v ${escapedName(speaker)}>`
    return `${cueTime(from, '.')} --> ${cueTime(to, '.')}\n${voice}${lines.map(escaped).join('\n')}\n`
  })
  // An empty line follows the signature, also where no cue does.
  return ['WEBVTT\n', ...blocks].join('\n') + (blocks.length === 0 ? '\n' : '')
}

/** So it holds no arrow either. */
const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** Two dashes before the sign that closes the tag would make an arrow; blanks at the ends of a name do not count. */
const escapedName = (name: string): string => escaped(name).replace(/--$/, '-- ')
