/**
 * Text as one line of Markdown that reads as exactly that text in GitHub, Obsidian, VS Code and a plain viewer,
 * wherever in a line it lands. White space is collapsed, controls are dropped; nothing else is lost.
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
      // GitHub makes links of bare URLs and shows quoting within them as it stands
      .replace(/(https?|ftp):(?=\/\/\S*[\\&])/gi, '$1\\:')
      .replace(/(www)\.(?=\S*[\\&])/gi, '$1\\.')
  )
}

/** Text without line breaks and controls. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .trim()
}
