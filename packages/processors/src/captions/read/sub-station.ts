import type { CaptionCue } from '../cue.ts'
import type { CaptionFormat } from './caption-format.ts'
import { secondsOf } from './cue-times.ts'
import { decodeStrictly, plainLine } from './plain-line.ts'

/** Columns of files that do not state them. */
const usual = ['layer', 'start', 'end', 'style', 'name', 'marginl', 'marginr', 'marginv', 'effect', 'text']
/** A file begins with its sections. */
const headChars = 2_000

/** SubStation Alpha, both versions: `Dialogue:` lines of the section `[Events]`. Drawings are left out. */
export const readSubStation: CaptionFormat = (text, limits) => {
  if (!/^\s*(?:\[(?:script info|v4\+? styles|events)\]|dialogue:)/im.test(text.slice(0, headChars)))
    return null
  let columns: readonly string[] = usual
  const cues: CaptionCue[] = []
  for (const line of text.split('\n')) {
    const kind = /^\s*(format|dialogue)\s*:/i.exec(line)
    if (kind === null) continue
    const rest = line.slice(kind[0].length)
    if (kind[1]?.toLowerCase() === 'dialogue')
      cues.push(...dialogueOf(splitFields(rest.slice(0, limits.charsOfCue), columns.length), columns))
    else if (/\btext\s*$/i.test(rest)) columns = rest.split(',').map((name) => name.trim().toLowerCase())
    if (cues.length >= limits.cues) break
  }
  return { cues: withoutLayers(cues), language: null }
}

/** The last field holds commas of its own. */
function splitFields(line: string, count: number): string[] {
  const fields: string[] = []
  let from = 0
  while (fields.length < count - 1) {
    const comma = line.indexOf(',', from)
    if (comma === -1) break
    fields.push(line.slice(from, comma).trim())
    from = comma + 1
  }
  return [...fields, line.slice(from)]
}

function dialogueOf(fields: readonly string[], columns: readonly string[]): CaptionCue[] {
  const field = (...names: string[]): string =>
    fields[columns.findIndex((name) => names.includes(name))] ?? ''
  const [start, end] = [field('start'), field('end')].map(timeOf)
  const text = field('text')
  if (start == null || end == null || end <= start || /\{[^{}]*\\p[1-9]/.test(text)) return []
  const lines = text
    .replace(/\{[^{}]*\}/g, '')
    .replace(/\\[nh]/g, ' ')
    .split('\\N')
    .map((line) => plainLine(line, decodeStrictly))
    .filter((line) => line !== '')
  const speaker = plainLine(field('name', 'actor'), decodeStrictly) || null
  return lines.length === 0 ? [] : [{ start, end, speaker, lines }]
}

function timeOf(text: string): number | null {
  const parts = /^\s*(\d{1,4}):(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,6}))?\s*$/.exec(text)
  return parts && secondsOf(parts.slice(1))
}

/** Text over its own shadow is two lines of the file. */
function withoutLayers(cues: readonly CaptionCue[]): CaptionCue[] {
  const seen = new Set<string>()
  return cues.filter(({ start, end, lines }) => {
    const key = `${start} ${end} ${lines.join('\n')}`
    return !seen.has(key) && seen.add(key) !== undefined
  })
}
