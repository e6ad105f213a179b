import { isElement, type PageElement, type PageNode } from '../tree/bounded-page.ts'
import { type Place, placeOf } from './place.ts'

export interface SessionPart {
  /** Of the body's own children. */
  place: Place
  placeOf(element: PageElement, around: Place): Place
}

/**
 * The part of the page that the talk stands in: the article with the heading, else the main part. On
 * a page without these, everything outside header, footer, navigation and side columns counts.
 */
export function findSessionPart(body: PageNode): SessionPart {
  const { heading, main, articles } = landmarks(body)
  const above = ancestorsOf(heading)
  const holder =
    articles.find((article) => above.has(article)) ??
    main ??
    (articles.length === 1 ? articles[0] : null) ??
    null
  // What holds the talk is no frame of the page, whatever its class says.
  const kept = new Set([...above, ...ancestorsOf(holder), ...(holder ? [holder] : [])])
  return {
    place: holder === null ? 'session' : 'outside',
    placeOf(element, around) {
      if (element === holder) return 'session'
      if (kept.has(element)) return around
      if (around === 'others' || around === 'frame') return around
      const own = placeOf(element)
      if (own === 'session') return holder === null || around === 'session' ? 'session' : around
      // Of several articles, one has the heading: the others are about something else.
      if (
        element.name === 'article' &&
        articles.some((article) => above.has(article)) &&
        around === 'outside'
      )
        return 'others'
      return own ?? around
    },
  }
}

function landmarks(body: PageNode): {
  heading: PageElement | null
  main: PageElement | null
  articles: PageElement[]
} {
  let heading: PageElement | null = null
  let main: PageElement | null = null
  let inMain = false
  const articles: PageElement[] = []
  const open: { node: PageNode; framed: boolean; main: boolean }[] = [
    { node: body, framed: false, main: false },
  ]
  for (let next = open.pop(); next; next = open.pop()) {
    const { node } = next
    if (!('children' in node)) continue
    let { framed, main: below } = next
    if (isElement(node)) {
      const { name, attribs } = node
      if (name === 'nav' || name === 'footer') framed = true
      if (name === 'main' || attribs.role === 'main') {
        main ??= node
        below = true
      }
      if (name === 'article') articles.push(node)
      // The site's name is often a first heading, too: one in the main part wins.
      if (name === 'h1' && !framed && (heading === null || (below && !inMain))) {
        heading = node
        inMain = below
      }
    }
    for (let index = node.children.length - 1; index >= 0; index -= 1) {
      const child = node.children[index]
      if (child && isElement(child)) open.push({ node: child, framed, main: below })
    }
  }
  return { heading, main, articles }
}

function ancestorsOf(node: PageNode | null): Set<PageNode> {
  const found = new Set<PageNode>()
  for (let up = node?.parent ?? null; up; up = up.parent) found.add(up)
  return found
}
