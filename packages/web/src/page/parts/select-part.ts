import type { PageSubject } from '@async-events/core'
import type { CheerioAPI } from 'cheerio/slim'
import { bodyOf, isElement, type PageElement } from '../tree/bounded-page.ts'
import { textWithin } from '../tree/text-within.ts'
import { descendants, elementsIn, headingLevel, parentOf } from './elements.ts'
import { keepPart } from './keep-part.ts'
import type { Part } from './part.ts'
import { elementOfFragment, namedFragment, partOfElement } from './part-of-fragment.ts'
import { partOfTitle } from './part-of-title.ts'
import { isSectionWord } from './section-words.ts'
import { comparable, titleLikeness } from './session-title.ts'

/** `missing`: the URL names a talk, and the page has neither its place nor its title. */
export type SelectedPart = 'whole' | 'part' | 'missing'

/**
 * On a page for many talks, leaves only the one that the job is about: that of the URL's fragment, else the block whose
 * heading is the session's title. A page about one talk stays whole.
 */
export function selectPart($: CheerioAPI, about: PageSubject | undefined): SelectedPart {
  const fragment = namedFragment(about?.fragment)
  const wanted = comparable(about?.session ?? '')
  if (fragment === null && wanted === '') return 'whole'
  const body = bodyOf($)
  if (body === null) return 'whole'
  if (wanted !== '' && isPageOf(body, wanted)) return 'whole'

  const target = fragment === null ? null : elementOfFragment(body, fragment)
  const named = target === null ? null : partOfElement(target, body)
  const part = choose(named, body, { fragment, wanted })
  if (part !== null) {
    keepPart($, body, part, about?.session ?? null)
    return 'part'
  }
  const isTalk = fragment !== null && /\d|talk|session|event|vortrag|paper|slot/i.test(fragment)
  return isTalk && target === null && !isSectionWord(fragment) ? 'missing' : 'whole'
}

function choose(
  named: Part | null,
  body: PageElement,
  { fragment, wanted }: { fragment: string | null; wanted: string },
): Part | null {
  const title = named?.title ? comparable(textWithin(named.title, 600) ?? '') : ''
  if (named !== null && titleLikeness(title, wanted) > 0) return named
  if (wanted !== '') {
    // A fragment can name a day of many talks.
    const [only] = named?.nodes.filter(isElement).slice(0, 1) ?? []
    const inside = only && named?.nodes.length === 1 ? partOfTitle(only, body, wanted) : null
    const found = inside ?? partOfTitle(body, body, wanted)
    if (found !== null) return found
  }
  if (named === null || isSectionWord(fragment ?? '') || (title !== '' && isSectionWord(title))) return null
  return named
}

/** The page's `<title>` or its only h1 names the session: it is about this one. */
function isPageOf(body: PageElement, wanted: string): boolean {
  const html = parentOf(body)
  const head = html && elementsIn(html).find(({ name }) => name === 'head')
  const title = head && elementsIn(head).find(({ name }) => name === 'title')
  const stated = title ? comparable(textWithin(title, 1_000) ?? '') : ''
  if (titleLikeness(stated, wanted) > 0) return true
  const headings: string[] = []
  for (const element of descendants(body)) {
    if (headingLevel(element) !== 1) continue
    headings.push(comparable(textWithin(element, 600) ?? ''))
    // Talks of a list may have an h1 each.
    if (headings.length > 2) return false
  }
  return headings.some((heading) => titleLikeness(heading, wanted) > 0)
}
