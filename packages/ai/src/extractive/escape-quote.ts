/** A quoted sentence is plain text: its Markdown is escaped. */
export const escapeQuote = (text: string): string =>
  text
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/[\\`*[\]|~$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replace(/</g, '&lt;')
    .replace(/^(?=[#>+=-])/, '\\')
    .replace(/^(\d{1,9})(?=[.)](\s|$))/, '$1\\')
