import { decodeHTML, decodeHTMLStrict } from 'entities'

/** Decodes the character references of a text. */
export type Decode = (text: string) => string

/** As browsers read WebVTT: every reference of HTML. */
export const decodeOnce: Decode = (text) => (text.includes('&') ? decodeHTML(text) : text)

/** Other formats have none, but services write them: only those that end as they should. */
export const decodeStrictly: Decode = (text) => (text.includes('&') ? decodeHTMLStrict(text) : text)

export const decodeTwice: Decode = (text) => decodeStrictly(decodeStrictly(text))

/** Scripts that separate words by a space of no width, if at all. */
const betweenWords =
  /(?<=[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])\u200b+/gu

/** One line without character references, positions in the manner of SubStation (`{\an8}`) and what cannot be seen. */
export const plainLine = (line: string, decode: Decode): string =>
  decode(line.replace(/\{\\[^{}]*\}/g, ''))
    // Zero width: a space instead would divide a word
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g, '')
    .replace(betweenWords, '')
    .replace(/[\p{Cc}\u200b\s]+/gu, ' ')
    .trim()
    .toWellFormed()
