import type { PageElement } from '../tree/bounded-page.ts'
import { textWithin } from '../tree/text-within.ts'
import { descendants, headingLevel, isWithin, parentOf } from './elements.ts'
import type { Part } from './part.ts'
import { comparable, titleLikeness } from './session-title.ts'
import { talkAround } from './talk-around.ts'

interface Candidate {
  element: PageElement
  rank: number
  likeness: number
}

/** The part whose heading is the session's title, if the page lists several talks and only one is called so. */
export function partOfTitle(root: PageElement, body: PageElement, wanted: string): Part | null {
  const found = candidatesIn(root, wanted)
  const best = found.reduce<Candidate | null>(
    (first, next) =>
      first === null || next.rank < first.rank || (next.rank === first.rank && next.likeness > first.likeness)
        ? next
        : first,
    null,
  )
  if (best === null) return null
  const equal = found.filter(
    ({ rank, likeness, element }) =>
      rank === best.rank && likeness === best.likeness && !isWithin(element, best.element),
  )
  const parts = [best, ...equal].slice(0, 6).map(({ element }) => talkAround(element, body))
  const [first = null] = parts
  if (first === null || parts.length === 1) return first
  // A page may show its list twice, by time and by track; else it is open which of them is meant.
  const texts = new Set(parts.map((part) => part?.nodes.map((node) => textWithin(node, 10_000)).join(' ')))
  return texts.size === 1 ? first : null
}

/** Elements that may name a talk and are called like it, each without those within it. */
function candidatesIn(root: PageElement, wanted: string): Candidate[] {
  const found: Candidate[] = []
  const maxChars = wanted.length * 2 + 160
  for (const element of descendants(root)) {
    const rank = rankOf(element)
    if (rank === null) continue
    const text = textWithin(element, maxChars)
    if (text === null || text === '') continue
    const likeness = titleLikeness(comparable(text), wanted)
    // Other words beside the title are usual in headings only.
    if (likeness === 0 || (rank > 1 && likeness < (rank > 3 ? 1 : 0.85))) continue
    if (inFurniture(element)) continue
    found.push({ element, rank, likeness })
  }
  return found
}

/** How likely an element names a talk, the best first; null for one that does not. */
function rankOf(element: PageElement): number | null {
  if (headingLevel(element) !== null || element.attribs.role === 'heading') return 0
  const { class: classes = '', itemprop = '' } = element.attribs
  if (/(?:^|[-_\s])(?:title|titel|titre|name|heading|headline|subject)(?:$|[-_\s])/i.test(classes)) return 1
  if (/^(?:name|headline)$/.test(itemprop)) return 1
  if (element.name === 'dt' || element.name === 'summary') return 2
  // A link within the page is a table of contents.
  if (element.name === 'a') return element.attribs.href?.startsWith('#') ? null : 3
  if (/^(?:strong|b|em|i)$/.test(element.name)) return 3
  if (/^(?:td|th|p|span|div)$/.test(element.name) && element.children.length <= 2) return 4
  return null
}

function inFurniture(element: PageElement): boolean {
  for (let next: PageElement | null = element; next; next = parentOf(next))
    if (next.name === 'nav' || next.name === 'footer' || next.attribs.role === 'navigation') return true
  return false
}
