import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

const maxLinks = 100
const maxLength = 2048
/** Of all links of a page: they must fit into one output line. */
const maxTotalLength = 16_000

/** URLs of a page's link annotations: http and https only, without duplicates. */
export async function readLinks(page: PDFPageProxy): Promise<string[]> {
  const annotations: { subtype?: string; url?: string }[] = await page.getAnnotations()
  const urls = annotations
    .filter(({ subtype, url = '' }) => subtype === 'Link' && /^https?:/i.test(url) && url.length <= maxLength)
    .map(({ url = '' }) => url.toWellFormed())
  const links: string[] = []
  let length = 0
  for (const url of new Set(urls)) {
    length += url.length
    if (links.length >= maxLinks || length > maxTotalLength) break
    links.push(url)
  }
  return links
}
