import type { FactSource } from '@async-events/core'
import { isOnlyWhen } from '../times/is-only-when.ts'
import { readWhen } from '../times/read-when.ts'
import { type Claim, claimRank } from './claim.ts'
import { factLabel } from './fact-labels.ts'
import type { FlatPage } from './flat-element.ts'
import { textOf } from './flat-page.ts'
import type { PageHead } from './head-of-page.ts'
import { isHomePath } from './home-path.ts'
import { nameKey } from './name-key.ts'
import { plainText } from './page-facts.ts'
import { isSectionName, looksLikeEvent, looseParts } from './title-parts.ts'

interface EventName {
  name: string
  source: FactSource
  score: number
}

export interface EventHints {
  title: string | null
  /** Of the whole conference, in the page's data. */
  named: readonly string[]
  people: readonly string[]
  /** The page is about a session: else the site's name is all that may be one. */
  session: boolean
}

/** The conference's name: what the title, header, breadcrumb and data of the page agree on, the fullest form. */
export function eventClaim(page: FlatPage, head: PageHead, hints: EventHints): Claim | null {
  const names: EventName[] = []
  const title = nameKey(hints.title ?? '')
  const people = new Set(hints.people.map(nameKey))
  const add = (text: string | null, source: FactSource, score: number): void => {
    const name = text === null ? null : eventName(text)
    if (name === null) return
    const key = nameKey(name)
    if (
      key === '' ||
      key === title ||
      (title.length > 7 && key.includes(title)) ||
      people.has(key) ||
      isSectionName(name) ||
      factLabel(name) !== null
    )
      return
    names.push({
      name,
      source,
      score: score + (looksLikeEvent(name) ? 15 : 0) + (/(?:19|20)\d\d/.test(name) ? 6 : 0),
    })
  }
  for (const name of hints.named) add(name, 'json-ld', 40)
  add(head.meta('citation_conference_title', 'citation_conference'), 'meta', 45)
  add(head.meta('og:site_name', 'application-name'), 'opengraph', 24)
  if (hints.session) {
    for (const part of outsideTitle(head.title, hints.title)) add(part, 'title', 18)
    for (const part of outsideTitle(head.meta('og:title'), hints.title)) add(part, 'opengraph', 14)
    for (const { text, score } of linksToHome(page)) add(text, 'markup', score)
    for (const line of page.lines.slice(0, 120)) {
      const named = line.to - line.from < 160 && line.block.zone !== 'nav' ? eventInLine(line.text) : null
      if (named !== null) add(named, 'text', 34)
    }
    for (const line of page.lines.slice(0, 60))
      if (line.heading !== null && looksLikeEvent(line.text) && line.text.length < 70)
        add(line.text, 'heading', 12)
    for (const line of page.lines.slice(0, 200))
      if (line.block.zone === 'header' && line.text.length < 60 && looksLikeEvent(line.text))
        add(line.text, 'markup', 8)
    const copyright = /(?:©|\(c\)|copyright)\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*([^.|·©\n]{3,60})/i.exec(
      page.text.slice(-3_000),
    )?.[1]
    if (copyright && looksLikeEvent(copyright)) add(copyright, 'text', 0)
  }
  const best = withSupport(names)
  return best && best.score >= (hints.session ? 16 : 24)
    ? {
        fact: 'event',
        value: best.name,
        source: best.source,
        rank: Math.min(best.score, claimRank.label - 1),
      }
    : null
}

function withSupport(names: readonly EventName[]): EventName | null {
  let best: EventName | null = null
  for (const each of names.slice(0, 60)) {
    const key = nameKey(each.name)
    const others = new Set<string>()
    let score = each.score
    for (const other of names.slice(0, 60)) {
      if (other === each) continue
      const otherKey = nameKey(other.name)
      const kind = `${other.source} ${otherKey}`
      if (others.has(kind)) continue
      if (otherKey === key && other.source !== each.source) score += 12
      else if (otherKey !== key && ` ${key} `.includes(` ${otherKey} `) && key.length < 70) score += 10
      else continue
      others.add(kind)
    }
    if (best === null || score > best.score) best = { ...each, score }
  }
  return best
}

/** Parts of a `<title>` that are not the talk's. */
function outsideTitle(text: string | null, title: string | null): string[] {
  if (text === null) return []
  const parts = looseParts(text)
  const key = nameKey(title ?? '')
  const rest = parts.filter(
    (part) => nameKey(part) !== key && !(key !== '' && ` ${key} `.includes(` ${nameKey(part)} `)),
  )
  return rest.flatMap((whole) => {
    // `Conf 2026: Title, cut`.
    const [head = ''] = whole.split(/:\s/)
    const part = head !== whole && looksLikeEvent(head) ? head : whole
    // `Conf 2026: Title`, and `Title (Conf 2026)`.
    const inner = key !== '' && nameKey(part).includes(key)
    if (!inner || title === null) return [part]
    const at = part.toLowerCase().indexOf(title.toLowerCase())
    return at === -1
      ? []
      : [part.slice(0, at), part.slice(at + title.length)]
          .map((piece) => piece.replace(/^[\s:(),-]+|[\s:(),-]+$/g, ''))
          .filter((piece) => piece.length > 2)
  })
}

/** In the header, the navigation and the breadcrumb, and the first heading of the page. */
function linksToHome(page: FlatPage): { text: string; score: number }[] {
  const found: { text: string; score: number }[] = []
  for (const element of page.elements) {
    if (found.length >= 12) break
    const brand =
      element.words.some((word) => brandWords.has(word)) &&
      element.to - element.from <= 60 &&
      !page.text.slice(element.from, element.to).includes('\n') &&
      (element.name !== 'div' || page.elements[element.index + 1]?.name !== 'a')
    const href = element.node.attribs.href ?? '#'
    const home =
      element.name === 'a' &&
      (isHomePath(href) || (isEventPath(href) && looksLikeEvent(textOf(page, element))))
    const crumb = element.zone === 'breadcrumb' && (element.name === 'a' || element.name === 'li')
    if (!brand && !home && !crumb) continue
    if (element.zone === 'footer' || element.zone === 'related') continue
    const text = textOf(page, element) || pictureText(page, element.index, element.end)
    if (text !== '' && text.length <= 90) found.push({ text, score: brand ? 16 : crumb ? 8 : 10 })
  }
  return found
}
const isEventPath = (href: string): boolean => /\/(?:events?|conferences?|c|e)\/[^/?#]+\/?$/.test(href)
const brandWords = new Set(['brand', 'sitename', 'sitetitle', 'logo', 'masthead'])

function pictureText(page: FlatPage, first: number, end: number): string {
  for (let at = first; at < Math.min(end, first + 8); at += 1) {
    const element = page.elements[at]
    if (element?.name === 'img') return element.node.attribs.alt ?? element.node.attribs.title ?? ''
  }
  return ''
}

/** `A session at Secure Habits 2012`, `This talk is part of the Glaciology Seminars series.` */
function eventInLine(text: string): string | null {
  const at =
    /^(?:[Aa]n? )?(?:[Ss]ession|[Tt]alk|session|talk|presentation|keynote|lecture|tutorial|workshop|vortrag)?\s*(?:[Pp]resented|[Gg]iven|[Rr]ecorded|[Hh]eld|gehalten)?\s*(?:[Aa]t|auf der|bei)\s+(?:the\s+)?(\p{Lu}[^.,;|]{2,60})[.]?$/u.exec(
      text,
    )?.[1]
  if (at !== undefined) return looksLikeEvent(at) ? at : null
  return (
    /\bpart of (?:the )?(\p{Lu}[^.,;|]{2,60}?) (?:series|conference|seminar series)\b/u.exec(text)?.[1] ??
    null
  )
}

/** What stands before a place or the days: `Euro-Akustik 2007 – Göteborg, 10–14 June 2007`. */
function withoutDays(name: string): string {
  const parts = name.split(/\s+[–—|-]\s+|,\s+/)
  const { spans, date, lastDate } = readWhen(name)
  const [from] = spans[0] ?? []
  if (from === undefined || (date === null && lastDate === null)) return name
  const [head = ''] = parts
  return parts.length > 1 && head.length <= from && head.length > 3 ? head : name.slice(0, from)
}

const eventName = (text: string): string | null => {
  const name = plainText(
    withoutDays(/^\S+\/\S/.test(text) ? (text.split(/[/:]/)[0] ?? text) : text)
      .replace(/\s*\([^()]*\)\s*$/, (note) =>
        isOnlyWhen(note) || /^\s*\(series\)/i.test(note) || /\((?:indico|pretalx|frab|sched)\)/i.test(note)
          ? ''
          : note,
      )
      .replace(/\b(?:logo|home ?page|home|website|official site|start ?page)\b/gi, ' ')
      .replace(
        /^(?:more from|more talks from|all talks from|back to|go to|return to|welcome to|about|the)\s+/i,
        '',
      )
      .replace(/^[\s|:·•/,–—‹›«»←→<>-]+|[\s|:·•/,–—‹›«»←→<>([-]+$/g, ''),
  )
  if (name === null || name.length < 3 || name.length > 120 || !/\p{L}/u.test(name)) return null
  if (isOnlyWhen(name) || /^[\w-]+(?:\.[\w-]+)+$/.test(name)) return null
  return /[.!?]\s+\p{Lu}/u.test(name) ? null : name
}
