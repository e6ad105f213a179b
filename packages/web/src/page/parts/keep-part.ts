import type { CheerioAPI } from 'cheerio/slim'
import {
  adopt,
  isElement,
  newElement,
  newText,
  type PageElement,
  type PageNode,
} from '../tree/bounded-page.ts'
import { textWithin } from '../tree/text-within.ts'
import { elementsIn, headingLevel, parentOf } from './elements.ts'
import { linkedDataOfSession } from './linked-data-of-session.ts'
import type { Part } from './part.ts'

/** Of the whole page, not of the talk. */
const ofPage =
  /^(?:description|keywords|news_keywords|author|dc\.|dcterms\.|twitter:(?:title|description|player|image)|og:(?:title|description|video|image|url|type)|event:)/i

/** Leaves of the page its head, without what describes the whole list, and the part with its title as first heading. */
export function keepPart($: CheerioAPI, body: PageElement, part: Part): void {
  const name = part.title === null ? titleFact(part) : textWithin(part.title, 500)
  const scripts = linkedDataOfSession($, name)
  const title = part.title && asHeading($, part.title)
  const nodes =
    title && !isFirst(title, part) ? [title, ...part.nodes.filter((node) => node !== part.title)] : part.nodes
  const named = title === null && name !== null ? [textElement($, 'h1', name)] : []
  const facts = part.facts.filter(({ label }) => label !== 'Title' || title !== null)
  const list = facts.length > 0 ? [factList($, facts)] : []
  // Below the heading, where facts stand.
  const [first, ...rest] = [...named, ...nodes]
  const inBlock =
    nodes.length === 1 && named.length === 0 && first && isElement(first) && headingLevel(first) === null
  const main = newElement($, 'main')
  const kept = inBlock ? [...list, first] : [...(first ? [first] : []), ...list, ...rest]
  adopt(main, kept)
  adopt(body, [main, ...scripts])
  const head =
    parentOf(body) && elementsIn(parentOf(body) as PageElement).find((element) => element.name === 'head')
  if (head) nameHead($, head, name)
}

const titleFact = ({ facts }: Part): string | null =>
  facts.find(({ label }) => label === 'Title')?.value ?? null

/** `Talk | Schedule – Conference`, as a page of its own would be called. */
function nameHead($: CheerioAPI, head: PageElement, name: string | null): void {
  const kept = head.children.filter((node) => !(isElement(node) && isElement(node) && isOfPage(node)))
  if (name !== null) {
    const title = kept.filter(isElement).find((element) => element.name === 'title')
    const old = title ? textWithin(title, 300) : null
    const text = old ? `${name} | ${old}` : name
    if (title) adopt(title, [newText($, text)])
    else kept.push(textElement($, 'title', text))
  }
  adopt(head, kept)
}

const isOfPage = ({ name, attribs }: PageElement): boolean =>
  name === 'script' || (name === 'meta' && ofPage.test(attribs.property ?? attribs.name ?? ''))

/** As the page's own heading; with its link, which leads to the talk. */
function asHeading($: CheerioAPI, title: PageElement): PageElement {
  if (headingLevel(title) !== null) {
    title.name = 'h1'
    return title
  }
  const heading = newElement($, 'h1')
  const parent = parentOf(title)
  if (parent)
    adopt(
      parent,
      parent.children.filter((node) => node !== title),
    )
  adopt(heading, /^(?:a|strong|b|em|i|span)$/.test(title.name) ? [title] : [...title.children])
  return heading
}

function isFirst(heading: PageElement, { nodes }: Part): boolean {
  for (let next: PageNode | null = heading; next; next = parentOf(next)) if (nodes.includes(next)) return true
  return false
}

function factList($: CheerioAPI, facts: Part['facts']): PageElement {
  const list = newElement($, 'dl')
  adopt(
    list,
    facts.flatMap(({ label, value }) => [textElement($, 'dt', label), textElement($, 'dd', value)]),
  )
  return list
}

function textElement($: CheerioAPI, name: string, text: string): PageElement {
  const element = newElement($, name)
  adopt(element, [newText($, text)])
  return element
}
