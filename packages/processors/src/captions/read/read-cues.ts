import { oneLine } from '../../transform/markdown/escape-markdown.ts'

/** A piece of speech with its time in seconds. */
export interface Cue {
  start: number
  end: number
  speaker: string | null
  text: string
}

const stamp = /(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{3})/
const timing = new RegExp(`^\\s*${stamp.source}\\s+-->\\s+${stamp.source}`)

/** The cues of WebVTT or SRT; empty for text that is neither. */
export function readCues(text: string): Cue[] {
  const cues: Cue[] = []
  for (const block of text.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n/)) {
    const lines = block.split('\n')
    const at = lines.findIndex((line) => timing.test(line))
    const found = at === -1 ? null : timing.exec(lines[at] ?? '')
    if (!found) continue
    const spoken = lines.slice(at + 1).join(' ')
    const words = oneLine(decode(spoken.replace(/<[^<>]*>/g, '')))
    if (words === '') continue
    cues.push({
      start: seconds(found.slice(1, 5)),
      end: seconds(found.slice(5, 9)),
      speaker: /<v(?:\.[\w.-]*)?\s+([^<>]+)>/.exec(spoken)?.[1]?.trim() ?? null,
      text: words,
    })
  }
  return cues
}

function seconds([hours, minutes, secs, millis]: (string | undefined)[]): number {
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(secs) + Number(millis) / 1000
}

const decode = (text: string): string =>
  text
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&(lrm|rlm);/g, '')
    .replace(/&amp;/g, '&')
