import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { cleanText } from './clean-text.ts'
import type { OutlineEntry } from './pdf-messages.ts'

type Node = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>[number]
type Reference = Parameters<PDFDocumentProxy['getPageIndex']>[0]

const maxEntries = 200
const maxLevel = 8
const maxTitle = 200
/** Of all titles: they must fit into one output line. */
const maxTotalLength = 30_000

/** Entries in document order, up to 200; those without a title are left out. */
export async function readOutline(document: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = []
  let left = maxTotalLength
  const add = async (nodes: Node[], level: number): Promise<void> => {
    for (const node of nodes) {
      const title = cleanText(node.title).slice(0, maxTitle).toWellFormed()
      left -= title.length
      if (entries.length >= maxEntries || left < 0) return
      if (title !== '') entries.push({ title, page: await pageOf(document, node.dest), level })
      if (level < maxLevel) await add(node.items, level + 1)
    }
  }
  await add((await document.getOutline().catch(() => null)) ?? [], 0)
  return entries
}

/** A destination is a name, or a list that begins with a page: its reference or 0-based number. */
async function pageOf(document: PDFDocumentProxy, destination: Node['dest']): Promise<number | null> {
  try {
    const target = typeof destination === 'string' ? await document.getDestination(destination) : destination
    const page: unknown = target?.[0]
    const index = typeof page === 'number' ? page : await document.getPageIndex(page as Reference)
    return Number.isInteger(index) && index >= 0 && index < document.numPages ? index + 1 : null
  } catch {
    return null
  }
}
