import { analyse } from 'chardet'

/** Bytes that are compared with the statistics of languages. */
const sampleBytes = 32 * 1024

/** Names of the detector that stand for less than what files in them hold. */
const supersets = new Map([
  ['ISO-8859-1', 'windows-1252'],
  ['ISO-8859-8', 'windows-1255'],
  ['ISO-8859-9', 'windows-1254'],
])

interface Script {
  letters: RegExp
  pages: readonly string[]
}

const cyrillic = {
  letters: /\p{Script=Cyrillic}/u,
  pages: ['windows-1251', 'KOI8-R', 'ISO-8859-5', 'KOI8-U', 'x-mac-cyrillic'],
}
const arabic = { letters: /\p{Script=Arabic}/u, pages: ['windows-1256', 'ISO-8859-6'] }
const central = { letters: /\p{Script=Latin}/u, pages: ['windows-1250', 'ISO-8859-2'] }
const western = { letters: /\p{Script=Latin}/u, pages: ['windows-1252'] }
const baltic = { letters: /\p{Script=Latin}/u, pages: ['windows-1257', 'ISO-8859-13'] }
const turkic = { letters: /\p{Script=Latin}/u, pages: ['windows-1254'] }
const chinese = { letters: /\p{Script=Han}/u, pages: ['GB18030', 'Big5'] }

/** Code pages by language, as players offer them. English has hardly a letter that tells. */
const byLanguage: Readonly<Record<string, Script>> = {
  ...Object.fromEntries(['ru', 'uk', 'be', 'bg', 'sr', 'mk', 'kk', 'ky', 'mn'].map((tag) => [tag, cyrillic])),
  ...Object.fromEntries(['ar', 'fa', 'ur'].map((tag) => [tag, arabic])),
  ...Object.fromEntries(['pl', 'cs', 'sk', 'hu', 'ro', 'hr', 'sl', 'bs', 'sq'].map((tag) => [tag, central])),
  ...Object.fromEntries(
    ['de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'no', 'nb', 'fi', 'is', 'ca'].map((tag) => [
      tag,
      western,
    ]),
  ),
  ...Object.fromEntries(['lt', 'lv', 'et'].map((tag) => [tag, baltic])),
  ...Object.fromEntries(['tr', 'az'].map((tag) => [tag, turkic])),
  el: { letters: /\p{Script=Greek}/u, pages: ['windows-1253', 'ISO-8859-7'] },
  he: { letters: /\p{Script=Hebrew}/u, pages: ['windows-1255'] },
  th: { letters: /\p{Script=Thai}/u, pages: ['windows-874'] },
  vi: { letters: /\p{Script=Latin}/u, pages: ['windows-1258'] },
  ja: { letters: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u, pages: ['Shift_JIS', 'EUC-JP'] },
  ko: { letters: /\p{Script=Hangul}/u, pages: ['EUC-KR'] },
  zh: chinese,
  yue: chinese,
}

interface Candidate {
  page: string
  /** 0 to 100, by the statistics of languages, and less where signs are neither letters nor marks of a text. */
  confidence: number
  /** Of the sample, without ASCII. */
  text: string
}

/** The code page of text that is not UTF-8, as a label of `TextDecoder`. */
export function findCodePage(bytes: Uint8Array, language: string | null): string {
  const sample = sampleOf(bytes)
  const candidates = analyse(sample)
    .flatMap(({ name, confidence }) => {
      const page = supersets.get(name) ?? name
      const text = decoded(sample, page)
      if (text === null || isUnlikely(text)) return []
      return [{ page, confidence: confidence * shareOf(text, /[\p{L}\p{P}]/u), text }]
    })
    .toSorted((a, b) => b.confidence - a.confidence)
  const best = candidates[0]
  const spoken = language === null ? undefined : byLanguage[language]
  const ofLanguage = spoken && bestOfLanguage(sample, candidates, spoken)
  return withMoreLetters(sample, (ofLanguage ?? best)?.page ?? 'windows-1252')
}

/** Of the pages in which the language is written: the likeliest that gives its letters. */
function bestOfLanguage(
  sample: Uint8Array,
  candidates: readonly Candidate[],
  { letters, pages }: Script,
): Candidate | undefined {
  const least = (candidates[0]?.confidence ?? 0) / 4
  const known = candidates.find(({ page, confidence }) => pages.includes(page) && confidence >= least)
  if (known !== undefined) return known
  // Letters that are no Latin ones come by chance in no other page.
  if (letters.test('a')) return undefined
  return pages
    .map((page) => ({ page, confidence: 0, text: decoded(sample, page) }))
    .find((one): one is Candidate => one.text !== null && shareOf(one.text, letters) > 0.8)
}

/** Pages that agree in most letters; the detector tells them apart by other signs. */
const siblings: readonly (readonly [string, string])[] = [
  ['ISO-8859-7', 'windows-1253'],
  ['ISO-8859-2', 'windows-1250'],
  ['KOI8-R', 'KOI8-U'],
]

/** Of two such pages the one that gives more letters: the other has signs such as `¶` in their places. */
function withMoreLetters(sample: Uint8Array, page: string): string {
  const pair = siblings.find((pages) => pages.includes(page)) ?? [page]
  const letters = (one: string): number => shareOf(decoded(sample, one) ?? '', /[\p{L}\p{M}]/u)
  return pair.reduce((best, one) => (letters(one) > letters(best) ? one : best), page)
}

function decoded(sample: Uint8Array, page: string): string | null {
  try {
    const text = new TextDecoder(page, { fatal: true }).decode(sample, { stream: true })
    return text.replace(/\p{ASCII}+/gu, '')
  } catch {
    return null
  }
}

/** Half-width Katakana is in every Shift_JIS reading of other pages, and in no captions. */
const isUnlikely = (text: string): boolean => shareOf(text, /[\uff61-\uff9f\p{Cc}\p{Co}]/u) > 0.3

function shareOf(text: string, kind: RegExp): number {
  const signs = [...text]
  return signs.length === 0 ? 0 : signs.filter((sign) => kind.test(sign)).length / signs.length
}

/** Lines that are not ASCII alone, up to a size. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = []
  let size = 0
  let from = 0
  while (from < bytes.length && size < sampleBytes) {
    const newline = bytes.indexOf(10, from)
    const line = bytes.subarray(from, newline === -1 ? bytes.length : newline + 1)
    from += line.length
    if (!line.some((byte) => byte > 0x7f)) continue
    const part = line.subarray(0, sampleBytes - size)
    parts.push(part)
    size += part.length
  }
  return Buffer.concat(parts)
}
