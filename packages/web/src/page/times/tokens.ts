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

/** Lexes a text in one pass. */
export function tokensOf(text: string): Token[] {
  const plain = plainForms(text)
  const tokens: Token[] = []
  let gap = false
  for (let from = 0; from < plain.length; ) {
    const kind = kindOf(plain.charCodeAt(from))
    let to = from + 1
    if (kind === 'space') gap = true
    else if (kind !== 'invisible') {
      if (kind === 'number') while (kindOf(plain.charCodeAt(to)) === 'number') to += 1
      if (kind === 'word') while (isWithinWord(plain.charCodeAt(to))) to += 1
      if (isLeadSurrogate(plain.charCodeAt(from)) && to < plain.length) to += 1
      to = joinedEnd(plain, from, to, kind, tokens.at(-1))
      const part = plain.slice(from, to)
      tokens.push({
        kind: kind === 'cjk' ? 'word' : kind,
        text: part,
        name: kind === 'word' ? foldName(part) : part,
        value: kind === 'number' ? Number(part) : Number.NaN,
        from,
        to,
        gap,
      })
      gap = false
    }
    from = to
  }
  return tokens
}

/**
 * The text of a page often lacks the blanks that its layout shows: `September 202614:00`, `2:45 PMRoom 5`, `15hSalle 2`.
 * What is certain of these is taken apart.
 */
function joinedEnd(text: string, from: number, to: number, kind: Kind, before: Token | undefined): number {
  if (kind === 'number' && (to - from === 5 || to - from === 6))
    return /^(?:19|20)\d{3,4}:[0-5]\d(?!\d)/.test(text.slice(from, to + 4)) ? from + 4 : to
  if (kind !== 'word' || before?.kind !== 'number') return to
  const unit = /^(?:[ap]m|[AP]M|h|Uhr|uur)(?=\p{Lu}\p{Ll})/u.exec(text.slice(from, to))
  return unit === null ? to : from + unit[0].length
}

type Kind = 'number' | 'word' | 'cjk' | 'mark' | 'space' | 'invisible'

function kindOf(code: number): Kind {
  if (code < 0x80) {
    if (code >= 0x30 && code <= 0x39) return 'number'
    const letter = code | 0x20
    if (letter >= 0x61 && letter <= 0x7a) return 'word'
    return code === 0x20 || (code >= 0x09 && code <= 0x0d) ? 'space' : 'mark'
  }
  // Past the end of the text.
  if (Number.isNaN(code)) return 'mark'
  const character = String.fromCharCode(code)
  if (/[\u00ad\u200b-\u200f\u2060\ufeff]/.test(character)) return 'invisible'
  if (/\p{L}/u.test(character)) return code >= 0x2e80 ? 'cjk' : 'word'
  return /\s/.test(character) ? 'space' : 'mark'
}

const isWithinWord = (code: number): boolean =>
  kindOf(code) === 'word' || (code >= 0x300 && /\p{M}/u.test(String.fromCharCode(code)))

const isLeadSurrogate = (code: number): boolean => code >= 0xd800 && code < 0xdc00

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
    .replace(/[‐‑‒–—―−－～〜→\u0096\u0097\ufffd]/g, '-')
    .replace(/[∶꞉﹕]/g, ':')
}

/** The token is one of these signs. */
export const isMark = (token: Token | undefined, marks: string): boolean =>
  token !== undefined && token.kind === 'mark' && marks.includes(token.text)

export const isWord = (token: Token | undefined, words: ReadonlySet<string>): boolean =>
  token !== undefined && token.kind === 'word' && words.has(token.name)

/** A character of Chinese, Japanese or Korean. */
export const isCjk = (token: Token): boolean => token.kind === 'word' && token.text >= '\u2e80'

/** A number written directly after the token before it, of any length or this one. */
export const isJoinedNumber = (token: Token | undefined, digits?: number): token is Token =>
  token?.kind === 'number' && !token.gap && (digits === undefined || token.text.length === digits)
