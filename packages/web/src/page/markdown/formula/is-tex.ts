/** TeX is no longer than this in a line of Markdown: who reads the line again looks no further. */
export const maxTexChars = 900

/**
 * Whether the text between two dollar signs is a formula, and not what stands between two prices. It has a sign of
 * TeX or is a single letter, touches its dollar signs, and has no words but those in braces or behind a backslash.
 */
export function isTex(text: string): boolean {
  if (text === '' || text.length > maxTexChars || /^\s|\s$|[`\n]/.test(text)) return false
  if (/^[a-z]'*$/i.test(text)) return true
  if (text.startsWith('{') && text.endsWith('}')) return true
  if (/\\(?:[a-z]|[{},;:!|])/i.test(text)) return !hasSentence(text)
  return /[\^_{}=+<>]/.test(text) && !/(?<![{a-z])[a-z]{3,}(?![a-z}])/i.test(text)
}

/** Three words in a row are prose: a path of Windows is no command of TeX. */
const hasSentence = (text: string): boolean =>
  / [a-z]{2,} [a-z]{2,} [a-z]{2,} /i.test(text.replace(/\{[^{}]*\}/g, '{}'))
