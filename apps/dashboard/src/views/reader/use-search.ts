import { useEffect, useMemo, useState } from 'preact/hooks'
import { findText } from './find-text.ts'

export interface Search {
  query: string
  count: number
  /** Of the match that is shown, from 0; -1 without one. */
  place: number
  search(query: string): void
  /** To the next match, or the one before; round at the ends. */
  move(by: 1 | -1): void
}

/** What is read in one piece; text that runs over several of these is not one match. */
const blocks = 'p, li, h2, h3, h4, h5, h6, td, th, pre, blockquote, figcaption, .line-text'

/**
 * Finds text in elements of the page and marks it with the CSS Custom Highlight API, which leaves the elements as they are.
 * `version` changes when what they hold does.
 */
export function useSearch(roots: () => readonly (Element | null)[], version: unknown): Search {
  const [query, setQuery] = useState('')
  const [place, setPlace] = useState(-1)
  const matches = useMemo(
    () =>
      query.trim() === '' ? [] : roots().flatMap((root) => (root === null ? [] : rangesIn(root, query))),
    [query, version],
  )
  useEffect(() => {
    mark('found', matches)
    return () => mark('found', [])
  }, [matches])
  useEffect(() => {
    const current = matches[place]
    mark('found-now', current ? [current] : [])
    if (current) reveal(current)
  }, [matches, place])
  return {
    query,
    count: matches.length,
    place: matches.length === 0 ? -1 : Math.min(place, matches.length - 1),
    search(next) {
      setQuery(next)
      setPlace(0)
    },
    move(by) {
      if (matches.length > 0) setPlace((last) => (last + by + matches.length) % matches.length)
    },
  }
}

function mark(name: string, ranges: readonly Range[]): void {
  if (typeof Highlight === 'undefined') return
  if (ranges.length === 0) CSS.highlights.delete(name)
  else CSS.highlights.set(name, new Highlight(...ranges))
}

function reveal(range: Range): void {
  range.startContainer.parentElement?.scrollIntoView({ block: 'nearest' })
}

function rangesIn(root: Element, query: string): Range[] {
  const innermost = [...root.querySelectorAll(blocks)].filter((block) => block.querySelector(blocks) === null)
  return innermost.flatMap((block) => {
    const texts = textsOf(block)
    const whole = texts.map(({ data }) => data).join('')
    return findText(whole, query).map(([from, to]) => rangeOf(texts, from, to))
  })
}

function textsOf(block: Element): Text[] {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (node instanceof Text) texts.push(node)
  return texts
}

function rangeOf(texts: readonly Text[], from: number, to: number): Range {
  const range = new Range()
  let at = 0
  for (const text of texts) {
    const end = at + text.data.length
    if (from >= at && from < end) range.setStart(text, from - at)
    if (to > at && to <= end) range.setEnd(text, to - at)
    at = end
  }
  return range
}
