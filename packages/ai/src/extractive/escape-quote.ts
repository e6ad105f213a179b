/**
 * A quoted sentence is plain text: its Markdown is escaped. The sign of a price begins no formula and is left alone, as the data
 * and the properties of a document show it: GitHub, Obsidian and VS Code close none before a digit or behind a blank.
 */
export const escapeQuote = (text: string): string =>
  text
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/[\\`*[\]|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<=[^\s(])\$|\$(?!\d)/gu, '\\$&')
    .replace(/</g, '&lt;')
    .replace(/^(?=[#>+=-])/, '\\')
    .replace(/^(\d{1,9})(?=[.)](\s|$))/, '$1\\')
