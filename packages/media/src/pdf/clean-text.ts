/** Bullets of symbol fonts, which have no code of their own. */
const privateBullet = /^[\uE000-\uF8FF](?=\s)/u
const unprintable = /[\p{Cc}\p{Co}\p{Cn}\uFFFD\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/gu

/** One line of text as a reader would type it: no control or direction signs, no lone surrogates, one blank between words. */
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

/** How many letters and digits a text has. */
export const countLetters = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
