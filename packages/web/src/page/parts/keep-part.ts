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
import { descendants, elementsIn, headingLevel, parentOf } from './elements.ts'
import { type EventLines, eventLines, factsOfEvent, isListName } from './event-lines.ts'
import { linkedDataOfSession } from './linked-data-of-session.ts'
import type { Part } from './part.ts'
import { type SplitTitle, splitTitle } from './split-title.ts'

/** Of the whole page, not of the talk. */
const ofPage =
  /^(?:description|keywords|news_keywords|author|dc\.|dcterms\.|twitter:(?:title|description|player|image)|og:(?:title|description|video|image|url|type)|event:)/i

/**
 * Leaves of the page its head, without what describes the whole list; of the body the part, with its title as first
 * heading, and the lines that name and date the event.
 */
export function keepPart($: CheerioAPI, body: PageElement, part: Part, session: string | null): void {
  const lines = eventLines(body, part.nodes[0])
  const split = part.title && splitTitle(part.title, session)
  const name = split?.title ?? (part.title === null ? titleFact(part) : textWithin(part.title, 500))
  const scripts = linkedDataOfSession($, name)
  const title = part.title && asHeading($, part.title)
  const others = part.nodes.filter((node) => node !== part.title)
  const nodes = title && !isFirst(title, part) ? [title, ...others] : part.nodes
  const named = title === null && name !== null ? [textElement($, 'h1', name)] : []
  const own = factsOf(part, { time: split?.time ?? null, isNamed: title !== null })
  const known = new Set(own.map(({ label }) => label))
  const facts = [...own, ...factsOfEvent(lines).filter(({ label }) => !known.has(label))]
  const list = facts.length > 0 ? [factList($, facts)] : []
  const rest = split && title ? restOfTitle($, title, split) : []
  const [first, ...following] = [...named, ...nodes]
  const block = nodes.length === 1 && first && isElement(first) && headingLevel(first) === null ? first : null
  const main = newElement($, 'main')
  // Facts stand below the heading.
  const inside =
    block && /^(?:li|dd|tr|td|details|summary)$/.test(block.name)
      ? [...block.children]
      : block
        ? [block]
        : null
  adopt(
    main,
    inside ? [...list, ...rest, ...inside] : [...(first ? [first] : []), ...list, ...rest, ...following],
  )
  adopt(body, [...eventHeader($, lines), main, ...scripts])
  const html = parentOf(body)
  const head = html && elementsIn(html).find((element) => element.name === 'head')
  if (head) nameHead($, head, { name, event: lines.name })
}

function factsOf(part: Part, { time, isNamed }: { time: string | null; isNamed: boolean }): Part['facts'] {
  const facts = part.facts.filter(({ label }) => isNamed || label !== 'Title')
  return time === null
    ? facts
    : [{ label: 'Time', value: time }, ...facts.filter(({ label }) => label !== 'Time')]
}

/** Leaves the heading its title; what else it had, with its links, stands below. */
function restOfTitle($: CheerioAPI, heading: PageElement, { title, rest }: SplitTitle): PageElement[] {
  const links = [...descendants(heading, 50)].filter(
    (element) => element.name === 'a' && !(textWithin(element, 600) ?? '').includes(title),
  )
  adopt(heading, [newText($, title)])
  if (rest === '') return []
  const line = newElement($, 'p')
  adopt(line, links.length > 0 ? links : [newText($, rest)])
  return [line]
}

/** Outside the text, where readers of facts find it. */
function eventHeader($: CheerioAPI, { name, dates }: EventLines): PageElement[] {
  if (name === null && dates.length === 0) return []
  const header = newElement($, 'header')
  adopt(
    header,
    [...(name === null ? [] : [name]), ...dates].map((line) => textElement($, 'p', line)),
  )
  return [header]
}

const titleFact = ({ facts }: Part): string | null =>
  facts.find(({ label }) => label === 'Title')?.value ?? null

/** `Talk | Conference`, as a page of its own would be called. */
function nameHead(
  $: CheerioAPI,
  head: PageElement,
  { name, event }: { name: string | null; event: string | null },
): void {
  const kept = head.children.filter((node) => !(isElement(node) && isOfPage(node)))
  if (name !== null) {
    const title = kept.filter(isElement).find((element) => element.name === 'title')
    const old = title ? (textWithin(title, 300) ?? '') : ''
    const parts = old.split(/\s+(?:\||::|»|·|[—–-])\s+/).filter((part) => part !== '' && !isListName(part))
    const text = [name, ...(parts.length > 0 ? parts : event === null ? [] : [event])].join(' | ')
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
