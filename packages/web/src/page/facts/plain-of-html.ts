import { loadPiece } from '../tree/bounded-page.ts'

/**
 * Text out of a value for machines that may be HTML, or HTML written as text: `Old Mill &#8211; Hall B`,
 * `&lt;p&gt;Reed&amp;hellip;`. Plain text stays as it is.
 */
export function plainOfHtml(text: string): string {
  let plain = text.slice(0, 200_000)
  for (let round = 0; round < 2 && markup.test(plain); round += 1)
    plain = loadPiece(spaced(plain)).root().text()
  return plain
}

const markup =
  /&(?:#\d{2,6}|#x[\da-f]{2,6}|[a-z]{2,12});|<\/?(?:a|b|i|p|br|div|em|span|strong|ul|ol|li|h[1-6]|code|pre|img|blockquote|table|td|tr|sup|sub|hr|figure|section)(?:\s[^<>]*)?\/?>/i

/** Words of two paragraphs are two words. */
const spaced = (html: string): string =>
  html.replace(/<(?:\/p|br|\/li|\/div|\/h[1-6])[^<>]{0,200}>/gi, ' $& ')
