const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}+#]*(?:['’.-][\p{L}\p{N}][\p{L}\p{N}\p{M}+#]*)*/gu

/** Words of a text, verbatim; `C++`, `node.js` and `open-source` are one word each. */
export const wordsOf = (text: string): string[] => text.match(word) ?? []

/** A stem of the word by its ending, for comparing only. */
export function stemOf(word: string): string {
  const lower = word.toLowerCase().replace(/['’].*$/u, '')
  // "Fine" and "fines" are one word
  if (lower.length < 5) return lower.length === 4 ? lower.replace(/(?<=[^s])s$|e$/, '') : lower
  return lower.replace(/(?:ies|y)$/, 'i').replace(/(?:ungen|ung|ings|ing|ern|ers|er|ed|en|es|em|e|s|n)$/u, '')
}
