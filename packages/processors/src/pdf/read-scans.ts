import { rm } from 'node:fs/promises'
import { eachOf } from '@async-events/core'
import type { ToolContext } from '@async-events/sandbox'
import { addReadText } from './add-read-text.ts'
import type { StoredPage } from './store-page.ts'
import { tryToRead } from './try-to-read.ts'

/** At a time; one takes about a second of a processor. */
const concurrency = 2
/** Pages of one document read by OCR. */
export const maxScans = 300

export interface ReadScans {
  /** Numbers of pages whose text comes from OCR. */
  read: number[]
  /** Numbers of pages where it failed. */
  failed: number[]
}

/**
 * Reads pages without text by OCR and deletes their pictures. `pack` is the language pack; without one no page is
 * read.
 */
export async function readScans(
  ctx: ToolContext,
  pages: readonly StoredPage[],
  { pack, onPage }: { pack: string | null; onPage: (done: number, of: number) => void },
): Promise<ReadScans> {
  const scans = pages.flatMap(({ page, scan }) => (scan === null ? [] : [{ page, scan }])).slice(0, maxScans)
  const found: ReadScans = { read: [], failed: [] }
  if (pack === null) return found
  let done = 0
  await eachOf(scans, concurrency, async ({ page, scan }) => {
    const seen = await tryToRead(ctx, scan, pack)
    await rm(scan)
    if (seen === null) found.failed.push(page.number)
    else if (addReadText(page, seen)) found.read.push(page.number)
    onPage(++done, scans.length)
  })
  const inOrder = (numbers: number[]): number[] => numbers.sort((one, other) => one - other)
  return { read: inOrder(found.read), failed: inOrder(found.failed) }
}
