import { isPageCounter } from './page-counter.ts'
import type { OutlineEntry, PageText } from './pdf-messages.ts'

/** A page's text before it is read. */
export function unreadPage(number: number, outline: readonly OutlineEntry[]): PageText {
  return {
    kind: 'text',
    number,
    blocks: [],
    cut: false,
    title: outline.find(({ page, title }) => page === number && !isPageCounter(title))?.title ?? null,
    links: [],
    readable: false,
    needs: { few: false, little: false, empty: false, fonts: false },
  }
}
