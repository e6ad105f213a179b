import { z } from 'zod'
import { oneLine } from './safe-values.ts'

/** A line of a transcript; times are seconds of the talk. */
export interface Line {
  start: number
  end: number
  text: string
  speaker: string | null
  /** Anchor of the page of its talk, unique there: `t=12`. */
  anchor: string
}

const schema = z.array(
  z.object({
    start: z.number().nonnegative(),
    end: z.number().nonnegative(),
    text: z.string(),
    speaker: z.string().nullable().catch(null),
  }),
)

/** The lines of a stored transcript in order of time. */
export function readSegments(json: string): Line[] {
  const read = schema.safeParse(JSON.parse(json))
  const taken = new Set<string>()
  return (read.data ?? [])
    .filter(({ text }) => oneLine(text) !== '')
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, text, speaker }) => ({
      start,
      end,
      text: oneLine(text),
      speaker: oneLine(speaker) || null,
      anchor: anchorFor(start, taken),
    }))
}

/** Whole seconds, as anywhere else on the web; lines of one second have fractions, and after these a further digit. */
function anchorFor(start: number, taken: Set<string>): string {
  let anchor = `t=${Math.floor(start)}`
  for (let thousandths = Math.round((start % 1) * 1000); taken.has(anchor); thousandths += 1)
    anchor = `t=${Math.floor(start)}.${String(thousandths).padStart(3, '0')}`
  taken.add(anchor)
  return anchor
}

/** The line that is spoken at a second: the last that has begun, else the first. Null for a talk without lines. */
export function lineAt(lines: readonly Line[], seconds: number): Line | null {
  return lines.findLast(({ start }) => Math.floor(start) <= seconds) ?? lines[0] ?? null
}
