import type { Mark } from './marks-in.ts'

/** Characters of a passage that are shown. */
const most = 320
/** Of them in front of what was found. */
const inFront = 80

/** A part of a text around its first mark, between words, with `…` where something was left out. */
export function excerpt(text: string, marks: readonly Mark[]): { text: string; marks: Mark[] } {
  if (text.length <= most) return { text, marks: [...marks] }
  const first = marks[0]?.[0] ?? 0
  const from = first <= inFront ? 0 : startOfWord(text, first - inFront, first)
  const until = endOfWord(text, from, Math.min(text.length, from + most))
  const lead = from > 0 ? '…' : ''
  const shift = lead.length - from
  return {
    text: `${lead}${text.slice(from, until)}${until < text.length ? '…' : ''}`,
    marks: marks.flatMap(([start, end]): Mark[] =>
      start >= until ? [] : [[start + shift, Math.min(end, until) + shift]],
    ),
  }
}

/** After the first blank from there on; in a text without blanks never within a pair of surrogates. */
function startOfWord(text: string, from: number, until: number): number {
  const blank = text.indexOf(' ', from)
  if (blank >= 0 && blank < until) return blank + 1
  return isLowSurrogate(text, from) ? from + 1 : from
}

function endOfWord(text: string, from: number, until: number): number {
  if (until === text.length) return until
  const blank = text.lastIndexOf(' ', until)
  if (blank > from + inFront * 2) return blank
  return isLowSurrogate(text, until) ? until - 1 : until
}

const isLowSurrogate = (text: string, at: number): boolean => /^[\uDC00-\uDFFF]$/.test(text.charAt(at))
