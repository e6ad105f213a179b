/** A word of a text: where it stands, and whether something else than blanks, a hyphen or an apostrophe is before it. */
export interface PhraseWord {
  from: number
  to: number
  /** Lower case. */
  text: string
  isApart: boolean
}

/** Scripts without blanks between words. */
const joined =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u
const joint = /^(?:[\s\u00a0]*|[\s\u00a0]*[-‐‑'’][\s\u00a0]*)$/

/** The words of a text in its order. */
export function phraseWords(text: string, language: string): PhraseWord[] {
  const found = joined.test(text)
    ? segmentsOf(text, language)
    : text.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu)
  const words: PhraseWord[] = []
  let last = 0
  for (const { 0: word, index } of found) {
    const isApart = words.length === 0 || !joint.test(text.slice(last, index))
    last = index + word.length
    words.push({ from: index, to: last, text: word.toLowerCase(), isApart })
  }
  return words
}

const segmenters = new Map<string, Intl.Segmenter>()

function* segmentsOf(text: string, language: string): Generator<{ 0: string; index: number }> {
  const segmenter =
    segmenters.get(language) ??
    new Intl.Segmenter(language === 'und' ? 'en' : language, { granularity: 'word' })
  segmenters.set(language, segmenter)
  for (const { segment, index, isWordLike } of segmenter.segment(text))
    if (isWordLike) yield { 0: segment, index }
}
