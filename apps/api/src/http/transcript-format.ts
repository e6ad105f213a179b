import type { TranscriptFormat } from '@async-events/processors/captions'

export const mediaTypes: Readonly<Record<TranscriptFormat, string>> = {
  vtt: 'text/vtt',
  srt: 'application/x-subrip',
  json: 'application/json',
  text: 'text/plain',
}
export const endings: Readonly<Record<TranscriptFormat, string>> = {
  vtt: 'vtt',
  srt: 'srt',
  json: 'json',
  text: 'txt',
}

/** What else is called by a name of its own, and what a range of types stands for. */
const accepted: ReadonlyMap<string, TranscriptFormat> = new Map<string, TranscriptFormat>([
  ['text/vtt', 'vtt'],
  ['application/x-subrip', 'srt'],
  ['text/srt', 'srt'],
  ['application/json', 'json'],
  ['text/plain', 'text'],
  ['text/*', 'vtt'],
  ['application/*', 'json'],
  ['*/*', 'vtt'],
])

/** By `Accept`: the one with the highest weight, the first of equals. WebVTT where nothing of it is known here. */
export function formatFor(accept: string | undefined): TranscriptFormat {
  let best: { format: TranscriptFormat; weight: number } = { format: 'vtt', weight: 0 }
  for (const range of (accept ?? '').toLowerCase().split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim())
    const format = accepted.get(type)
    const stated = parameters.find((one) => one.startsWith('q='))
    const weight = stated === undefined ? 1 : Number(stated.slice(2))
    if (format !== undefined && weight > best.weight) best = { format, weight }
  }
  return best.format
}
