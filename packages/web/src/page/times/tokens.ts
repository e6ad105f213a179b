/** A number, a word (a single character in Chinese, Japanese and Korean) or any other character. */
export interface Token {
  kind: 'number' | 'word' | 'mark'
  text: string
  /** Lower case, without accents. */
  name: string
  /** Of a number. */
  value: number
  from: number
  to: number
  /** White space stands before it. */
  gap: boolean
}

const cjk = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]`
const pattern = new RegExp(
  String.raw`(\d+)|(${cjk}|[\p{L}--${cjk}][[\p{L}\p{M}]--${cjk}]*)|(\s+)|([\u00ad\u200b-\u200f\u2060\ufeff])|(.)`,
  'gsv',
)

/** Lexes a text; each alternative takes at least one character, so the time is linear. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let gap = false
  for (const found of plainForms(text).matchAll(pattern)) {
    const [all, number, word, space, invisible] = found
    if (space !== undefined) gap = true
    if (space !== undefined || invisible !== undefined) continue
    tokens.push({
      kind: number !== undefined ? 'number' : word !== undefined ? 'word' : 'mark',
      text: all,
      name: word === undefined ? all : foldName(word),
      value: number === undefined ? Number.NaN : Number(number),
      from: found.index,
      to: found.index + all.length,
      gap,
    })
    gap = false
  }
  return tokens
}

/** `Février` → `fevrier`. */
export function foldName(word: string): string {
  const lower = word.toLowerCase()
  return /^[a-z]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '')
}

/** Full-width digits and signs as ASCII, all dashes as `-`; the length stays the same. */
function plainForms(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  return text
    .replace(/[０-９：．／（）]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[‐‑‒–—―−－~～〜→]/g, '-')
    .replace(/[∶꞉﹕]/g, ':')
}

export const isMark = (token: Token | undefined, marks: string): boolean =>
  token?.kind === 'mark' && marks.includes(token.text)

export const isWord = (token: Token | undefined, words: ReadonlySet<string>): boolean =>
  token?.kind === 'word' && words.has(token.name)

/** A number written directly after the token before it. */
export const isJoinedNumber = (token: Token | undefined, digits: number): token is Token =>
  token?.kind === 'number' && !token.gap && token.text.length === digits
