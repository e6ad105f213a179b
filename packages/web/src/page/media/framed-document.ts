import { documentType, webUrl } from '../facts/page-facts.ts'
import type { PageElement } from '../tree/bounded-page.ts'

/** The document that a frame shows by itself, or by a viewer that gets its URL: PDF.js, Google, Office. */
export function framedDocument({ name, attribs }: PageElement, page: string): string | null {
  if (name !== 'iframe' && name !== 'embed') return null
  const url = webUrl(
    attribs.src === 'about:blank' ? attribs['data-src'] : (attribs.src ?? attribs['data-src']),
    page,
  )
  if (url === null || documentType(url) !== null) return url
  const { searchParams, hash } = new URL(url)
  const asked =
    searchParams.get('file') ??
    searchParams.get('url') ??
    searchParams.get('src') ??
    new URLSearchParams(hash.slice(1)).get('file')
  const file = webUrl(asked, url)
  return file !== null && documentType(file) !== null ? file : null
}
