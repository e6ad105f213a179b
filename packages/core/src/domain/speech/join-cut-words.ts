import type { SpeechSegment } from './speech-segment.ts'
import { isOfWord, isUnspaced } from './word-blanks.ts'

/** As an engine wrote it: its text begins with a blank where a word begins. */
export type RawSegment = Omit<SpeechSegment, 'words'>

/**
 * Segments with whole words, of segments that end where the engine's window ended: Whisper writes a blank before each
 * word, so a segment without one (" Teufelsm", "ord ist") goes on with the word before it. That part moves to the
 * segment where the word begins. Texts come back without blanks at their ends, and none empty. An engine that writes
 * no blanks at all says nothing by leaving one out.
 */
export function joinCutWords(segments: readonly RawSegment[]): RawSegment[] {
  const spoken = segments.filter(({ text }) => text.trim() !== '')
  const blanks = spoken.filter(({ text }) => startsBlank(text)).length
  // Of segments that are single tokens a fourth begins a word, in languages with long ones.
  const tells = blanks > 0 && blanks * 4 >= spoken.length
  const whole: RawSegment[] = []
  for (const segment of spoken) {
    const before = whole.at(-1)
    const rest = tells && before !== undefined ? giveHead(before, segment) : segment
    if (rest !== null) whole.push({ ...rest, text: rest.text.trimStart() })
  }
  return whole.map((segment) => ({ ...segment, text: segment.text.trimEnd() }))
}

/** Moves the end of a word from the beginning of a segment to the one before; returns what is left of it, if anything. */
function giveHead(before: RawSegment, segment: RawSegment): RawSegment | null {
  if (!goesOn(before, segment)) return segment
  const { text, start, end } = segment
  const blank = text.search(/\s/)
  const head = blank < 0 ? text : text.slice(0, blank)
  const rest = text.slice(head.length)
  // Times of words are not known here: speech is taken to be as fast everywhere.
  const cut = rest.trim() === '' ? end : start + ((end - start) * head.length) / text.length
  before.text += head
  before.end = Math.max(before.end, cut)
  return rest.trim() === '' ? null : { ...segment, start: cut, text: rest }
}

function goesOn(before: RawSegment, { text, speaker }: RawSegment): boolean {
  const last = before.text.at(-1) ?? ''
  const first = String.fromCodePoint(text.codePointAt(0) ?? 0)
  if (startsBlank(last) || (before.speaker ?? null) !== (speaker ?? null)) return false
  if (isUnspaced(first) || isUnspaced(last)) return false
  return isOfWord(first)
    ? isOfWord(last) || /[\p{Pd}'’.@/]/u.test(last)
    : /[\p{Pd}\p{Pe}\p{Pf}.,;:!?…'%]/u.test(first)
}

const startsBlank = (text: string): boolean => /^\s/u.test(text)
