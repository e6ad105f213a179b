import type { OutlineEntry } from '@async-events/media'
import type { Page } from './contract.ts'

/** JSON `PdfIndex`, page by page: that of a thousand pages is never in memory as one text. */
export async function* writeIndex(
  outline: readonly OutlineEntry[],
  pages: readonly Page[],
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`{"outline":${JSON.stringify(outline)},"pages":[`)
  for (const [index, page] of pages.entries())
    yield Buffer.from(`${index === 0 ? '' : ','}\n${JSON.stringify(page)}`)
  yield Buffer.from(']}\n')
}

/** Text of all pages, separated by form feeds. */
export async function* writeText(pages: readonly Page[]): AsyncGenerator<Uint8Array> {
  for (const [index, { text }] of pages.entries()) yield Buffer.from(`${index === 0 ? '' : '\f'}${text}\n`)
}
