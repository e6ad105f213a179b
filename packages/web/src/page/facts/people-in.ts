import type { PagePerson } from '@async-events/core'
import { factLabel } from './fact-labels.ts'
import type { FlatElement, FlatLine, FlatPage } from './flat-element.ts'
import { lineAt, textOf } from './flat-page.ts'
import { namesInText } from './names-in-text.ts'
import { uniqueBy, webUrl } from './page-facts.ts'
import { isOrganisation, shapedName, statedName, withoutBrackets } from './person-name.ts'

/** A part of the page whose subject is people: the value of a label, a block of a class, what a heading stands over. */
export interface PeopleRegion {
  from: number
  to: number
  /** Elements within it, as a range of indexes. */
  first: number
  last: number
  /** Its label is in the singular: a comma separates a name from its affiliation. */
  single: boolean
}

export interface PeopleFound {
  people: PagePerson[]
  /** The region has only names: nothing is lost without it. */
  bare: boolean
}

interface Named {
  names: string[]
  trust: number
  /** The item of a list or row that it is in. */
  item: FlatElement
  /** Of each name that is a link. */
  links: ReadonlyMap<string, string>
  line: FlatLine
}

const trusted = { marked: 3, emphasised: 2, plain: 1 } as const

/** The people of a region. What marks their names best on this page decides, so that an affiliation is no person. */
export function peopleIn(page: FlatPage, region: PeopleRegion, url: string): PeopleFound {
  const named: Named[] = []
  const lines: FlatLine[] = []
  for (let at = lineAt(page, region.from); at < page.lines.length && lines.length < 300; at += 1) {
    const line = page.lines[at]
    if (!line || line.from >= region.to) break
    lines.push(line)
  }
  // The value of a label begins within a line.
  const [before] = page.lines.slice(
    Math.max(lineAt(page, region.from + 1) - 1, 0),
    lineAt(page, region.from + 1),
  )
  if (before && before.from < region.from && before.to > region.from) lines.unshift(before)
  const linked = new Set<FlatElement>()
  for (const line of lines) {
    const link = enclosing(line, region).find(isPersonLink)
    // A link around a card has the name first, then the role.
    if (link && linked.has(link)) continue
    const found = nameIn(page, line, region, url)
    if (found === null) continue
    named.push(found)
    if (link) linked.add(link)
  }
  if (named.length === 0) named.push(...namesBeginning(lines, region))
  const best = Math.max(0, ...named.map(({ trust }) => trust))
  const strong = named.filter(({ trust }) => trust === best)
  const lists = new Set(
    strong.map(({ item }) => (item.name === 'li' || item.name === 'tr' ? item.parent : null)),
  )
  const items = new Set(strong.map(({ item }) => item))
  const chosen = named.filter(
    ({ trust, item }) =>
      trust === best ||
      (!items.has(item) &&
        item.parent !== null &&
        lists.has(item.parent) &&
        (item.name === 'li' || item.name === 'tr')),
  )
  const people = uniqueBy(
    chosen.flatMap(({ names, links, item, line }) =>
      names.map(
        (name): PagePerson => ({
          name,
          url: links.get(name) ?? null,
          imageUrl: names.length === 1 ? imageNear(page, item, line, region, url) : null,
        }),
      ),
    ),
    (person) => person.name.toLowerCase(),
  )
  return { people: people.slice(0, 50), bare: people.length > 0 && isBare(page, region, people) }
}

/** `Janine Abela edits manuals for dredgers.` under `About the speaker`. */
function namesBeginning(lines: readonly FlatLine[], region: PeopleRegion): Named[] {
  const [line] = lines
  const name = line ? /^((?:\p{Lu}[\p{L}.'’-]+ ){2,4})(?=\p{Ll}|\()/u.exec(line.text)?.[1]?.trim() : undefined
  if (!line || name === undefined || shapedName(name) === null) return []
  return [{ names: [name], trust: trusted.plain, item: itemOf(line, region), links: new Map(), line }]
}

/** Further lines below a heading may be of another kind: only items of lists and cells are names of one word. */
const isListed = (line: FlatLine, region: PeopleRegion): boolean =>
  line.from <= region.from || line.block.name === 'li' || line.block.name === 'td' || line.block.name === 'dd'

function nameIn(page: FlatPage, line: FlatLine, region: PeopleRegion, url: string): Named | null {
  const from = Math.max(line.from, region.from)
  const to = Math.min(line.to, region.to)
  const text = page.text.slice(from, to)
  if (text === '' || factLabel(text) !== null) return null
  const item = itemOf(line, region)
  const inside = { names: [] as string[], trust: trusted.plain as number }
  const links = new Map<string, string>()
  const add = (names: string[], trust: number, link: string | null): void => {
    if (names.length === 0 || trust < inside.trust) return
    if (trust > inside.trust) inside.names = []
    inside.trust = trust
    inside.names.push(...names)
    const [name] = names
    if (name !== undefined && link !== null && !links.has(name)) links.set(name, link)
  }
  const marked = enclosing(line, region).find((element) => isPersonLink(element) || isNameElement(element))
  if (marked || (line.heading !== null && line.heading.from >= region.from)) {
    const name = firstName(text)
    if (name !== null && text.length <= 120) add([name], trusted.marked, linkAround(line, marked, page, url))
  }
  if (inside.names.length === 0) add(namesOfCards(page, line, from, to), trusted.marked, null)
  if (inside.names.length === 0) {
    const short = isShort(text)
    for (let at = line.first; at < line.last; at += 1) {
      const element = page.elements[at]
      if (!element || element.from < from || element.to > to || element.from === element.to) continue
      const own = textOf(page, element)
      const person = isPersonLink(element)
      if (person || isNameElement(element)) {
        const name = firstName(own)
        if (name !== null) add([name], trusted.marked, hrefOf(element, url))
      } else if (startsItem(element, from, page) && /^(?:a|b|strong)$/.test(element.name)) {
        // In a line of names a link is one, also of one word.
        const stated =
          (short && element.name === 'a' && !isOrganisation(own)) ||
          (inside.trust === trusted.emphasised && inside.names.length > 0 && own.split(' ').length <= 3)
        const names = namesInText(own, { stated, single: true })
        if (names.length > 0) add(names.slice(0, 1), trusted.emphasised, hrefOf(element, url))
      }
    }
  }
  if (inside.names.length === 0) {
    const single = region.single || (item.name === 'li' && item.to === line.to)
    const whole = line.to - line.from === to - from
    const names =
      text.length > 300
        ? []
        : namesInText(text, { stated: (!whole || isShort(text)) && isListed(line, region), single })
    if (names.length === 0) return null
    inside.names = names
    for (const name of names) {
      const link = linkIn(page, line, from, to, url, name)
      if (link !== null) links.set(name, link)
    }
  }
  const names = uniqueBy(inside.names, (name) => name)
  return { names, trust: inside.trust, item, links, line }
}

/** People side by side in one line: `<span class="speaker">Ann Moor (Fen Trust)</span><span class="speaker">…`. */
function namesOfCards(page: FlatPage, line: FlatLine, from: number, to: number): string[] {
  const names: string[] = []
  let end = from
  for (let at = line.first; at < line.last; at += 1) {
    const card = page.elements[at]
    if (!card || card.block || card.from < end || card.to > to || card.from === card.to) continue
    if (!card.words.some((word) => cardWords.has(word)) || card.words.includes('title')) continue
    end = card.to
    const name = firstName(cardText(page, card))
    if (name !== null) names.push(name)
  }
  return names
}

/** Without the affiliation and other notes that have elements of their own. */
function cardText(page: FlatPage, card: FlatElement): string {
  let text = ''
  let at = card.from
  for (let index = card.index + 1; index < card.end; index += 1) {
    const inner = page.elements[index]
    if (!inner || inner.from < at || !inner.words.some((word) => noteWords.has(word))) continue
    text += page.text.slice(at, inner.from)
    at = inner.to
  }
  return text + page.text.slice(at, card.to)
}
const noteWords = new Set([
  'affiliation',
  'company',
  'organization',
  'organisation',
  'job',
  'role',
  'org',
  'email',
  'twitter',
  'position',
])

/** A few words, no sentence: after a label that says so, a name. */
const isShort = (text: string): boolean => text.length <= 120 && !/[.!?]\s+\p{Lu}\p{Ll}+\s\p{Ll}/u.test(text)

const firstName = (text: string): string | null => {
  const [piece = ''] = withoutBrackets(text).split(/\s*[,;|•·\n]\s*/)
  return statedName(piece)
}

/** The first in its line, or after a separator: `<b>Ann Moor</b> is …`, `<a>Ann Moor</a>, <a>Rob Dyke</a>`. */
const startsItem = (element: FlatElement, from: number, page: FlatPage): boolean =>
  element.from === from ||
  /(?:^|[,;|/•·&]|\b(?:and|und|et|y|by|with|von|mit))\s*$/.test(
    page.text.slice(Math.max(from, element.from - 12), element.from),
  )

function enclosing(line: FlatLine, region: PeopleRegion): FlatElement[] {
  const found: FlatElement[] = []
  for (
    let outer: FlatElement | null = line.block;
    outer !== null && outer.from >= region.from && outer.to <= region.to;
    outer = outer.parent
  ) {
    if (outer.from < line.from && outer.name !== 'a') break
    found.push(outer)
  }
  return found
}

/** `/speaker/…`, `/speakers/…`, `/profile/…`, `/people/…` and the like, in seven languages. */
const personPath =
  /\/(?:speakers?|speaker-\w+|presenters?|profiles?|people|persons?|authors?|members?|referent(?:en)?|sprecher|intervenants?|orateurs?|ponentes?|relatori|sprekers?|palestrantes?|users?|team|bio|referenten?|staff|u)(?:\/|\.php\?|\?|#|=)[^/#?]/i

export const isPersonPath = (href: string): boolean =>
  personPath.test(href) ||
  /[?&](?:speaker|person|profile|p)(?:_?id)?=./i.test(href) ||
  /#(?:speaker|person)[-_]?./i.test(href)

const isPersonLink = (element: FlatElement): boolean => element.name === 'a' && hasPersonPath(element)

export const hasPersonPath = (element: FlatElement): boolean => isPersonPath(element.node.attribs.href ?? '')

const nameWords = new Set(['name', 'fn', 'fullname', 'speakername', 'displayname', 'presentername'])

function isNameElement(element: FlatElement): boolean {
  if (element.node.attribs.itemprop === 'name') return true
  return (
    element.words.some((word) => nameWords.has(word)) &&
    !element.words.some(
      (word) => word === 'company' || word === 'org' || word === 'event' || word === 'affiliation',
    )
  )
}

function itemOf(line: FlatLine, region: PeopleRegion): FlatElement {
  let best: FlatElement = line.block
  for (
    let outer: FlatElement | null = line.block;
    outer !== null && outer.index >= region.first;
    outer = outer.parent
  ) {
    if (outer.name === 'li' || outer.name === 'tr' || outer.name === 'article' || outer.name === 'figure')
      return outer
    if (outer.words.some((word) => cardWords.has(word)) && outer.index > region.first) best = outer
  }
  return best
}
const cardWords = new Set([
  'speaker',
  'person',
  'card',
  'member',
  'presenter',
  'author',
  'wrapper',
  'item',
  'profile',
])

function linkAround(
  line: FlatLine,
  marked: FlatElement | undefined,
  page: FlatPage,
  url: string,
): string | null {
  for (let outer: FlatElement | null = marked ?? line.block; outer !== null; outer = outer.parent) {
    if (outer.name === 'a') return hrefOf(outer, url)
    if (outer.name === 'body' || outer.name === 'li') break
  }
  for (let at = line.first; at < line.last; at += 1) {
    const element = page.elements[at]
    if (element?.name === 'a' && element.from === line.from) return hrefOf(element, url)
  }
  return null
}

function linkIn(
  page: FlatPage,
  line: FlatLine,
  from: number,
  to: number,
  url: string,
  name: string,
): string | null {
  for (let at = line.first; at < line.last; at += 1) {
    const element = page.elements[at]
    if (
      element?.name === 'a' &&
      element.from >= from &&
      element.to <= to &&
      textOf(page, element).includes(name)
    )
      return hrefOf(element, url)
  }
  return null
}

const hrefOf = (element: FlatElement, url: string): string | null =>
  element.name === 'a' && !/^(?:#|mailto:)/.test(element.node.attribs.href ?? '#')
    ? webUrl(element.node.attribs.href, url)
    : null

function imageNear(
  page: FlatPage,
  item: FlatElement,
  line: FlatLine,
  region: PeopleRegion,
  url: string,
): string | null {
  let around = item
  // A card may hold its picture beside the block with the name.
  for (let steps = 0; steps < 3; steps += 1) {
    for (let at = around.index; at < Math.min(around.end, around.index + 60); at += 1) {
      const element = page.elements[at]
      if (element?.name === 'img') return webUrl(element.node.attribs.src, url)
    }
    const outer = around.parent
    if (
      outer === null ||
      outer.index < region.first ||
      outer.to - outer.from > (line.to - line.from) * 4 + 80
    )
      break
    around = outer
  }
  return null
}

/** Whether only names, separators and words such as `by` and `and` stand in the region. */
function isBare(page: FlatPage, region: PeopleRegion, people: readonly PagePerson[]): boolean {
  let rest = textOf(page, region)
  if (rest.length > 2_000) return false
  for (const { name } of [...people].sort((a, b) => b.name.length - a.name.length))
    rest = rest.replaceAll(name, ' ')
  return !/\p{L}|\p{N}/u.test(
    rest.replace(/\b(?:and|und|et|y|e|en|by|with|von|mit|par|por|door|met|speakers?)\b/gi, ' '),
  )
}
