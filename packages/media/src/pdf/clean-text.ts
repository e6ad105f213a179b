/** Bullets of symbol fonts, without their own code points. */
const privateBullet = /^[\uE000-\uF8FF](?=\s)/u
const unprintable = /[\p{Cc}\p{Co}\p{Cn}\uFFFD\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/gu
/** Letters of Hebrew and Arabic as they look within a word, and ligatures. */
const presentationForms = /[\uFB00-\uFDFF\uFE70-\uFEFC]/gu

/** Normalises a line of text: no control or direction characters, no lone surrogates, single spaces. */
export function cleanText(text: string): string {
  return clean(text).replace(/\s+/gu, ' ').trim()
}

/** The same for a line of code, whose blanks count. */
export function cleanCode(text: string): string {
  return clean(text.replace(/[\s\u00A0]/gu, ' ')).trimEnd()
}

const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(privateBullet, '•')
    .replace(/\s/gu, ' ')
    .replace(unprintable, '')
    .replaceAll('\u00AD', '-')
    .replace(presentationForms, (form) => form.normalize('NFKC'))
    .normalize('NFC')

/** Number of letters and digits in a text. */
export const countLetters = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
