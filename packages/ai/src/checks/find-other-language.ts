import { primarySubtag } from '@async-events/core'
import { countStopWords } from '../extractive/stop-words.ts'
import { wordsOf } from '../extractive/words-of.ts'
import { proseOf } from './plain-words.ts'
import { shareOfScript } from './script-of.ts'

/** ISO 639-1 code of a text's language; null when it cannot tell. */
export type DetectLanguage = (text: string) => Promise<string | null>

/** Detectors mix up the languages of each group. */
const alike = [
  'da no nb nn sv',
  'hr sr bs sl',
  'cs sk',
  'es gl pt ca',
  'id ms',
  'ru uk be bg',
  'hi mr ne',
  'nl af',
]

/** A shorter paragraph may be a name, a title or a quotation. */
const shortestParagraph = 80

/**
 * The language that a text is in, where it is clearly another than the expected one; null otherwise, and for texts of a
 * few words. Each long paragraph is looked at by itself.
 */
export async function findOtherLanguage(
  markdown: string,
  expected: string,
  detect: DetectLanguage | null,
): Promise<string | null> {
  const paragraphs = markdown
    .split('\n')
    .map(proseOf)
    .filter((line) => line.length >= shortestParagraph)
  for (const text of [proseOf(markdown), ...paragraphs]) {
    const found = await otherLanguageOf(text, expected, detect)
    if (found !== null) return found
  }
  return null
}

async function otherLanguageOf(
  text: string,
  expected: string,
  detect: DetectLanguage | null,
): Promise<string | null> {
  const own = primarySubtag(expected)
  if (own === null || text.length < 20) return null
  const detected = detect === null ? null : await detect(text)
  if (shareOfScript(text, expected) < 0.3) return detected ?? 'und'
  const words = wordsOf(text)
  if (words.length < 5) return null
  const counts = countStopWords(words)
  const ownCount = counts.get(own)
  const [best, bestCount] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))
  if (detected !== null && detected !== own && !areAlike(detected, own)) {
    const agrees = counts.get(detected)
    if (ownCount !== undefined) return (agrees ?? words.length) > ownCount ? detected : null
    return text.length >= 100 && (agrees ?? words.length) / words.length > 0.15 ? detected : null
  }
  // The detector is not sure of short texts; function words often are.
  const sure = detected === null && ownCount !== undefined && best !== own
  return sure && bestCount >= 2 + 2 * ownCount && bestCount / words.length > 0.2 ? best : null
}

const areAlike = (one: string, other: string): boolean =>
  alike.some((group) => group.split(' ').includes(one) && group.split(' ').includes(other))
