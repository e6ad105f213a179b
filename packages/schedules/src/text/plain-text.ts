import { Parser } from 'htmlparser2'

/** HTML, HTML written as text (`&lt;p&gt;`), or plain text: as plain text, a blank line between paragraphs. */
export function plainText(text: string, maxChars: number): string {
  let plain = text.slice(0, maxChars * 4)
  for (let round = 0; round < 2 && /[<&]/.test(plain) && markup.test(plain); round += 1)
    plain = withoutMarkup(plain)
  const tidy = plain
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(unwanted, '')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
    .normalize('NFC')
  return cut(tidy, maxChars)
}

/** One line without markup. */
export const plainLine = (text: string, maxChars: number): string =>
  cut(
    plainText(text, maxChars * 2)
      .replaceAll(/\s+/g, ' ')
      .trim(),
    maxChars,
  )

/** Ends with … where something is cut off; not within a character. */
function cut(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text
  return `${text
    .slice(0, maxChars - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`
}

const markup =
  /&(?:#\d{2,6}|#x[\da-f]{2,6}|[a-z]{2,12});|<\/?(?:a|b|i|u|p|br|div|em|span|strong|ul|ol|li|h[1-6]|code|pre|img|blockquote|table|td|tr|sup|sub|hr|figure|section)(?:\s[^<>]*)?\/?>/i

/** Control characters, characters that change the direction of writing, and such as nobody sees. */
const unwanted = /[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069\ufeff\u00ad\u200b\u2060]/gu

const block = /^(?:p|div|ul|ol|h[1-6]|pre|blockquote|table|section|figure|hr)$/
const line = /^(?:br|li|tr)$/
const hidden = /^(?:script|style|template|noscript)$/

function withoutMarkup(html: string): string {
  const pieces: string[] = []
  let skipped = 0
  const parser = new Parser({
    onopentag(name) {
      if (hidden.test(name)) skipped += 1
      else if (block.test(name)) pieces.push('\n\n')
      else if (line.test(name)) pieces.push(name === 'li' ? '\n- ' : '\n')
    },
    onclosetag(name) {
      if (hidden.test(name)) skipped -= 1
      else if (block.test(name)) pieces.push('\n\n')
    },
    ontext(text) {
      if (skipped === 0) pieces.push(text)
    },
  })
  parser.end(html)
  return pieces.join('')
}
