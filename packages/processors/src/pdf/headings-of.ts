import type { Page } from './contract.ts'

/** More than a talk has slides with headings of their own. */
const most = 60
const longest = 100

/** Headings of the pages, each once, in order; small, so that steps after this one can be given them. */
export function headingsOf(pages: readonly Pick<Page, 'title'>[]): string[] {
  const headings = new Map<string, string>()
  for (const { title } of pages) {
    if (headings.size === most) break
    const heading = (title ?? '')
      .slice(0, 2 * longest)
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, longest)
    if (!/\p{L}{2}/u.test(heading)) continue
    const key = heading.toLowerCase()
    if (!headings.has(key)) headings.set(key, heading.toWellFormed())
  }
  return [...headings.values()]
}
