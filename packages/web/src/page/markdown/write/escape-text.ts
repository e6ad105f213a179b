export interface TextPlace {
  /** A bar would end the cell. */
  inTable: boolean
  /** A bracket would end the text of the link. */
  inLink: boolean
  /** The text begins a line: `1.`, `-` and `#` would begin a block. */
  startsLine: boolean
  /** Nothing of the same line follows. */
  endsLine: boolean
  /** Something other than a space follows: an address would go on in it. */
  joins: boolean
}

const meaningful = /[\\`*_[\]<&|~$=%#:^!]|www\.|^[>+-]|^\d+[.)]/

/**
 * Text as Markdown that GitHub, Obsidian and VS Code show as it is: besides the signs of CommonMark and GitHub those of
 * formulas (`$`), highlights, comments, tags, block names (`==`, `%%`, `#tag`, `^name` in Obsidian) and emoji names.
 */
export function escapeText(text: string, place: TextPlace): string {
  if (!meaningful.test(text)) return text
  let out = text
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, '\\\\')
    .replace(/[`*[~$]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/<(?=[a-z/!?])/gi, '\\<')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/(?<!\S)#+/g, (marks) => marks.replace(/#/g, '\\#'))
    .replace(/(?<![:\w]):(?=[a-z0-9_+-]+:)/g, '\\:')
    .replace(/([=%])(?=\1)/g, '$1\\')
  if (place.inLink) out = out.replace(/\]/g, '\\]')
  if (place.inTable) out = out.replace(/\|/g, '\\|')
  if (place.startsLine) out = escapeStart(out)
  if (place.endsLine) out = out.replace(/(?<!\S)\^(?=[\w-]+$)/, '\\^')
  return out.includes('://') || out.includes('www.') ? breakAddresses(out, place.joins) : out
}

const escapeStart = (line: string): string =>
  line
    .replace(/^(?=[>+=]|-(?:[\s-]|$))/, '\\')
    .replace(/^(\d{1,9})(?=[.)](?:\s|$))/, '$1\\')
    // The second line of a table
    .replace(/^(?=[|:][-:| ]*$)/, '\\')

/** GitHub makes links of bare addresses, and shows what is escaped in them as it stands: such a one is no link. */
const breakAddresses = (text: string, joins: boolean): string =>
  text.replace(/\S+/g, (word, at: number) => {
    const escaped =
      joins && at + word.length === text.length
        ? word.length
        : Math.max(word.lastIndexOf('\\'), word.lastIndexOf('&amp;'))
    if (escaped === -1) return word
    return (
      word
        .slice(0, escaped)
        .replace(/(https?|ftp):(?=\/\/)/gi, '$1\\:')
        .replace(/(www)\./gi, '$1\\.') + word.slice(escaped)
    )
  })
