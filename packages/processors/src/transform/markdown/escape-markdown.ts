/**
 * Escapes text as one line of Markdown that GitHub, Obsidian, VS Code and plain viewers show unchanged, anywhere in a
 * line. White space is collapsed, controls are dropped.
 */
export function escapeMarkdown(text: string): string {
  return (
    oneLine(text)
      .replace(/&(?=#?\w+;)/g, '&amp;')
      .replace(/[\\`*[\]|~$]/g, '\\$&')
      // For readers that look for links without minding the quoting
      .replace(/\]\(/g, ']\\(')
      .replace(/</g, '&lt;')
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replace(/(^|\s)(#+)/g, (_, before: string, marks: string) => `${before}${marks.replace(/#/g, '\\#')}`)
      .replace(/^(?=[>+=-])/, '\\')
      .replace(/^(\d{1,9})(?=[.)](\s|$))/, '$1\\')
      // Emoji names on GitHub, highlights and comments in Obsidian
      .replace(/(?<![:\w]):(?=[a-z0-9_+-]+:)/g, '\\:')
      .replace(/([=%])(?=\1)/g, '$1\\')
      .replace(/\S+/g, breakAddress)
  )
}

/** GitHub makes links of bare addresses, and shows quoting within them as it stands: one that has some is no link. */
function breakAddress(word: string): string {
  const quoted = Math.max(word.lastIndexOf('\\'), word.lastIndexOf('&'))
  if (quoted === -1) return word
  const before = word.slice(0, quoted)
  return before.replace(/(https?|ftp):(?=\/\/)/gi, '$1\\:').replace(/(www)\./gi, '$1\\.') + word.slice(quoted)
}

/** Text without line breaks and controls. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .trim()
}

/** Text without controls and direction marks, with lines ended by `\n`. */
export function plainLines(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
}
