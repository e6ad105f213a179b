/** Bullets of symbol fonts, without their own code points. */
const privateBullet = /^[\uE000-\uF8FF](?=\s)/u
const unprintable = /[\p{Cc}\p{Co}\p{Cn}\uFFFD\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/gu

/** Normalises a line of text: no control or direction characters, no lone surrogates, single spaces. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(privateBullet, '•')
    .replace(/\s+/gu, ' ')
    .replace(unprintable, '')
    .replaceAll('\u00AD', '-')
    .trim()
    .normalize('NFC')
}

/** Number of letters and digits in a text. */
export const countLetters = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
