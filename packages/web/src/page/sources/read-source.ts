import type { PageReading, PageSource } from '@async-events/core'
import { readPage } from '../read-page.ts'

/** Reads a page, or by its media type a text or Markdown. Their libraries are loaded when one comes. */
export async function readSource(bytes: Uint8Array, source: PageSource): Promise<PageReading> {
  if (source.mediaType !== 'text/markdown' && source.mediaType !== 'text/plain')
    return readPage(bytes, source)
  const { readTextSource } = await import('./read-text-source.ts')
  return readTextSource(bytes, source)
}
