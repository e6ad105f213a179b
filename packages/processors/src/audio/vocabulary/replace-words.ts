import type { SpeechWord } from '@async-events/core'
import type { Mend } from './mend-names.ts'

/** A word with the place of its text. */
interface Placed {
  from: number
  to: number
  word: SpeechWord
}

/**
 * The words of a text after parts of it were replaced, so that they make up the new text: as many words keep their times,
 * others share the time of those they replace. Null where the words do not make up the text. `mends` are in order.
 */
export function replaceWords(
  text: string,
  words: readonly SpeechWord[],
  mends: readonly Mend[],
): SpeechWord[] | null {
  const placed = placeWords(text, words)
  if (placed === null) return null
  const made: SpeechWord[] = []
  let next = 0
  for (let at = 0; at < placed.length; ) {
    const first = placed[at]
    if (first === undefined) break
    while ((mends[next]?.to ?? Infinity) <= first.from) next += 1
    const touched: Placed[] = [first]
    const parts: Mend[] = []
    for (let mend = mends[next]; mend !== undefined && mend.from < lastOf(touched).to; mend = mends[++next]) {
      parts.push(mend)
      for (
        let more = placed[at + touched.length];
        more && more.from < mend.to;
        more = placed[at + touched.length]
      )
        touched.push(more)
    }
    made.push(...(parts.length === 0 ? [first.word] : written(text, touched, parts)))
    at += touched.length
  }
  return made
}

const lastOf = (touched: readonly Placed[]): Placed => touched.at(-1) as Placed

function placeWords(text: string, words: readonly SpeechWord[]): Placed[] | null {
  const placed: Placed[] = []
  let at = 0
  for (const word of words) {
    while (/\s/.test(text.charAt(at))) at += 1
    if (!text.startsWith(word.text, at)) return null
    placed.push({ from: at, to: at + word.text.length, word })
    at += word.text.length
  }
  return text.slice(at).trim() === '' ? placed : null
}

function written(text: string, touched: readonly Placed[], mends: readonly Mend[]): SpeechWord[] {
  const [first, last] = [touched[0] as Placed, lastOf(touched)]
  let at = first.from
  let now = ''
  for (const mend of mends) {
    now += text.slice(at, mend.from) + mend.written
    at = mend.to
  }
  const pieces = (now + text.slice(at, last.to)).split(/\s+/)
  if (pieces.length === touched.length)
    return pieces.map((piece, place) => ({ ...(touched[place] as Placed).word, text: piece }))
  const [start, end] = [first.word.start, last.word.end]
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  let done = 0
  return pieces.map((piece) => {
    const begin = start + ((end - start) * done) / length
    done += piece.length
    return { start: begin, end: start + ((end - start) * done) / length, text: piece }
  })
}
