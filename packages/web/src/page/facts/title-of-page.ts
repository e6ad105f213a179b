import type { FactSource } from '@async-events/core'
import { isOnlyWhen } from '../times/is-only-when.ts'
import { isDescribed } from './described-person.ts'
import { factLabel } from './fact-labels.ts'
import type { FlatElement, FlatPage } from './flat-element.ts'
import { isInside, textOf } from './flat-page.ts'
import type { PageHead } from './head-of-page.ts'
import { isHomePath } from './home-path.ts'
import { nameKey } from './name-key.ts'
import { plainText } from './page-facts.ts'
import { looksLikePerson } from './person-name.ts'
import { isSectionName, looksLikeEvent, looseParts, titleParts } from './title-parts.ts'
import { timeInText } from './when.ts'

export interface PageTitle {
  text: string
  source: FactSource
  /** The heading. */
  element: FlatElement | null
}

export interface TitleHints {
  /** Names of sessions in the page's data. */
  named: readonly string[]
  /** Names of the site and of conferences. */
  events: readonly string[]
  /** Who speaks: their name as a heading is no title. */
  people: readonly string[]
  url: string
  /** Values of labels such as `Title`. */
  labelled: readonly string[]
  /** What the job calls the session. */
  session: string | null
}

interface Candidate extends PageTitle {
  score: number
}

/** The session's title: the heading, or part of `<title>`, that most of the page agrees on. */
export function titleOfPage(page: FlatPage, head: PageHead, hints: TitleHints): PageTitle | null {
  const stated = head.meta('og:title', 'twitter:title', 'dc.title', 'citation_title')
  const parts = head.title === null ? [] : titleParts(head.title)
  const context: Context = {
    whole: nameKey(head.title ?? ''),
    parts: new Set(
      [...parts, ...looseParts(head.title ?? '').flatMap((part) => [part, ...part.split(/:\s+/)])].map(
        nameKey,
      ),
    ),
    stated: nameKey(stated ?? ''),
    statedParts: new Set(stated === null ? [] : [...titleParts(stated), ...looseParts(stated)].map(nameKey)),
    named: new Set(hints.named.map(nameKey)),
    events: new Set(hints.events.map(nameKey)),
    people: new Set(hints.people.map(nameKey)),
    slug: slugWords(hints.url),
    session: nameKey(hints.session ?? ''),
    text: page.text.slice(0, 40_000),
  }
  const candidates: Candidate[] = headings(page).flatMap((element, order) => {
    const text = titleAlone(headingText(page, element), context)
    if (text === null) return []
    const own = (levels[element.name] ?? 4) - Math.min(order, 8) + titleWords(element)
    const score = own + placePenalty(page, element) + support(text, context)
    return [{ text, element, source: isTitleElement(element) ? 'markup' : 'heading', score }]
  })
  const stating = (text: string | null, source: FactSource, score: number): void => {
    const alone = titleAlone(text, context)
    if (alone !== null)
      candidates.push({ text: alone, element: null, source, score: score + support(alone, context, source) })
  }
  for (const value of hints.labelled) stating(value, 'label', 44)
  for (const part of parts) stating(part, 'title', parts.length > 1 ? 25 : 18)
  if (parts.length > 1) stating(head.title, 'title', 4)
  const statedParts = stated === null ? [] : titleParts(stated)
  for (const part of statedParts) stating(part, 'opengraph', 24)
  if (statedParts.length > 1) stating(stated, 'opengraph', 12)
  return choose(page, candidates)
}

/** Headings that are the names of people whom the page tells of. */
export function peopleInHeadings(page: FlatPage, title: string | null): string[] {
  const text = page.text.slice(0, 40_000)
  const key = nameKey(title ?? '')
  return headings(page)
    .slice(0, 20)
    .flatMap((element) => {
      const name = /^h[1-3]$/.test(element.name) ? headingText(page, element) : null
      return name !== null && nameKey(name) !== key && looksLikePerson(name) && isDescribed(name, text)
        ? [name]
        : []
    })
}

function choose(page: FlatPage, candidates: readonly Candidate[]): PageTitle | null {
  const ranked = candidates.toSorted((a, b) => b.score - a.score)
  const proper = ranked.slice(0, 10).filter(({ text }) => isPossible(text))
  // `Talk` is better than nothing.
  const possible =
    proper.length > 0 ? proper : ranked.filter(({ text }) => text.length >= 2 && factLabel(text) === null)
  const [first] = possible
  if (!first) return null
  const headings = possible.filter(({ element }) => element !== null && element.zone === null)
  if (first.element !== null) {
    // The name of the conference over the title of the talk.
    const below = headings.find(({ text, score }) => score >= 15 && !looksLikeEvent(text))
    return looksLikeEvent(first.text) && below && below.score >= first.score - 45
      ? below
      : innerOf(first, headings)
  }
  const key = nameKey(first.text)
  const same = headings.find(({ text }) => nameKey(text) === key)
  if (same) return same
  // `<title>` adds the conference to the heading.
  const within = headings.find(
    ({ text, score }) => score >= 20 && text.length >= 8 && ` ${key} `.includes(` ${nameKey(text)} `),
  )
  if (within) return within
  // A heading of the page rather than the name of its site, which is all that the head of some pages has.
  const [heading] = headings
  if (looksLikeEvent(first.text) && heading && heading.score >= 20 && !looksLikeEvent(heading.text))
    return heading
  return { ...first, element: elementWith(page, key) }
}

/** `<h1><span class="namespace">2023:Program/</span><span class="title">…`: the part that is marked as the title. */
function innerOf(first: Candidate, headings: readonly Candidate[]): Candidate {
  const { element } = first
  const inner = headings.find(
    (other) =>
      other.element !== null &&
      element !== null &&
      other.element !== element &&
      isInside(other.element, element) &&
      other.source === 'markup' &&
      first.text.endsWith(other.text),
  )
  return inner ? { ...inner, element } : first
}

/** The shortest element that begins with the title, where it is no heading. */
function elementWith(page: FlatPage, key: string): FlatElement | null {
  let best: FlatElement | null = null
  for (const element of page.elements) {
    const length = element.to - element.from
    if (length < key.length * 0.9 || length > key.length * 2 + 40 || element.zone !== null) continue
    if (best !== null && length >= best.to - best.from) continue
    if (nameKey(textOf(page, element)).startsWith(key)) best = element
  }
  return best
}

interface Context {
  whole: string
  parts: ReadonlySet<string>
  stated: string
  statedParts: ReadonlySet<string>
  named: ReadonlySet<string>
  events: ReadonlySet<string>
  people: ReadonlySet<string>
  slug: ReadonlySet<string>
  session: string
  text: string
}

const levels: Record<string, number> = {
  h1: 30,
  h2: 20,
  h3: 14,
  h4: 8,
  h5: 4,
  h6: 2,
  b: 16,
  strong: 16,
  font: 16,
  big: 16,
}

function headings(page: FlatPage): FlatElement[] {
  const found: FlatElement[] = []
  for (const element of page.elements) {
    if (found.length >= 30) break
    if (element.from === element.to || (element.zone !== null && element.zone !== 'header')) continue
    if (/^h[1-6]$/.test(element.name) || isTitleElement(element)) found.push(element)
  }
  return found.some((element) => element.zone === null) ? found : [...found, ...boldLines(page)]
}

/** Old pages have letters of another size instead of headings. */
function boldLines(page: FlatPage): FlatElement[] {
  return page.lines.slice(0, 40).flatMap((line) => {
    if (line.block.zone !== null || line.to - line.from > 200) return []
    const bold = page.elements
      .slice(line.first, line.last)
      .find((element) => /^(?:b|strong|font|big)$/.test(element.name) && sameSpan(element, line))
    return bold ? [bold] : []
  })
}

const subjects = new Set([
  'talk',
  'event',
  'session',
  'entry',
  'post',
  'page',
  'presentation',
  'lecture',
  'contribution',
  'tribe',
  'sz',
  'proposal',
  'paper',
])
const isTitleElement = (element: FlatElement): boolean =>
  element.words.includes('title') &&
  (element.words.length === 1 || element.words.some((word) => subjects.has(word))) &&
  element.to - element.from <= 300 &&
  !/^(?:a|article|section|ul|ol|body|main|table)$/.test(element.name)

function titleWords(element: FlatElement): number {
  if (element.node.attribs.itemprop === 'name' || element.node.attribs.itemprop === 'headline') return 8
  if (isTitleElement(element)) return /^h[1-6]$/.test(element.name) ? 12 : 14
  return element.words.includes('title') || element.words.includes('summary') ? 6 : 0
}

function zonePenalty(element: FlatElement): number {
  if (element.zone === 'header') return -14
  return element.zone === null ? 0 : -60
}

const placePenalty = (page: FlatPage, element: FlatElement): number =>
  zonePenalty(element) - (isHomeLink(page, element) ? 25 : 0)

/** The site's name leads to its first page. */
function isHomeLink(page: FlatPage, heading: FlatElement): boolean {
  for (let at = heading.index; at < Math.min(heading.end, heading.index + 6); at += 1) {
    const element = page.elements[at]
    if (element?.name === 'a' && isHomePath(element.node.attribs.href ?? '#')) return true
  }
  return false
}

/** How much of the rest of the page agrees that this is the title. */
function support(text: string, context: Context, own: FactSource | null = null): number {
  const key = nameKey(text)
  if (key === '') return -100
  let score = 0
  if (own === 'title') score += 0
  else if (context.parts.has(key) || key === context.whole) score += 30
  else if (key.length > 3 && ` ${context.whole} `.includes(` ${key} `)) score += 20
  if (own === 'opengraph') score += 0
  else if (key === context.stated || context.statedParts.has(key)) score += 20
  else if (key.length > 3 && ` ${context.stated} `.includes(` ${key} `)) score += 12
  if (context.named.has(key)) score += 25
  if (
    context.session !== '' &&
    (key === context.session || (key.length > 12 && context.session.includes(key)))
  )
    score += 40
  score += slugShare(key, context.slug)
  if (context.events.has(key)) score -= 70
  else if (looksLikeEvent(text) && text.length < 50) score -= 16
  if (context.people.has(key)) score -= 60
  else if (looksLikePerson(text) && isDescribed(text, context.text)) score -= 70
  const time = /\d[:.h]\d\d/.test(text) ? timeInText(text, {}) : null
  if (time !== null && time.start !== null && (time.date !== null || time.weekday !== null)) score -= 60
  if (key.split(' ').length === 1) score -= 4
  return score
}

const slugWords = (url: string): ReadonlySet<string> => {
  const path = decodeSafely(new URL(url).pathname.replace(/\.\w{2,5}$/, ''))
  const [slug = ''] = path
    .split('/')
    .filter((part) => /[a-z]{3}/i.test(part))
    .slice(-1)
  return new Set(
    slug
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 2 && !/^\d+$/.test(word)),
  )
}

function decodeSafely(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function slugShare(key: string, slug: ReadonlySet<string>): number {
  if (slug.size < 2) return 0
  const words = new Set(key.split(' '))
  const shared = [...slug].filter((word) => words.has(word)).length
  return shared >= 2 && shared / slug.size >= 0.5 ? 12 : 0
}

const isPossible = (text: string): boolean =>
  text.length >= 2 &&
  text.length <= 300 &&
  !isSectionName(text) &&
  !isOnlyWhen(text) &&
  factLabel(text) === null &&
  !/^#\S+$/.test(text) &&
  /[\p{L}\p{N}]/u.test(text)

/** Without what belongs to it only by place: the time in small letters, buttons, marks. */
function headingText(page: FlatPage, element: FlatElement): string | null {
  let text = ''
  let at = element.from
  for (let index = element.index + 1; index < element.end; index += 1) {
    const inner = page.elements[index]
    if (!inner) break
    if (inner.from < at || inner.from === inner.to || sameSpan(inner, element) || !isBeside(inner)) continue
    text += `${page.text.slice(at, inner.from)} `
    at = inner.to
    index = inner.end - 1
  }
  text += page.text.slice(at, element.to)
  return plainText(text) ?? plainText(textOf(page, element))
}

const sameSpan = (a: FlatElement, b: { from: number; to: number }): boolean =>
  a.from === b.from && a.to === b.to

const isBeside = (element: FlatElement): boolean =>
  /^(?:small|button|time|sup)$/.test(element.name) ||
  (element.name === 'a' && /\.ics(?:$|\?)|^#/.test(element.node.attribs.href ?? '')) ||
  element.words.some((word) => besideWords.has(word))
const besideWords = new Set([
  'badge',
  'label',
  'tag',
  'meta',
  'permalink',
  'headerlink',
  'anchor',
  'sr',
  'visually',
  'subtitle',
  'buttons',
  'button',
  'btn',
  'actions',
  'editsection',
])

/** `Title: …`, `Conf 2026: …` and ` | Conf 2026` are not part of it. */
function titleAlone(text: string | null, { events }: Context): string | null {
  if (text === null) return null
  const isEvent = (part: string): boolean =>
    part.length < 70 &&
    !/\d[:.h]\d\d/.test(part) &&
    (events.has(nameKey(part)) || (looksLikeEvent(part) && /\d{4}/.test(part) && part.length < 50))
  let bare = text
    .replace(/\s*(?:[¶#]|\[edit\])$/, '')
    .replace(/^#?\d{1,5}[.:)]?\s+(?=\p{Lu}.{8})/u, (number) => (number.startsWith('#') ? '' : number))
  for (let at = bare.search(/:\s/); at > 0; at = bare.search(/:\s/)) {
    const prefix = bare.slice(0, at)
    if (!prefixes.test(prefix) && !isSectionName(prefix) && !isEvent(prefix)) break
    if (keptPrefixes.test(prefix)) break
    bare = bare.slice(at + 1).trim()
  }
  // Pages of wikis below others: `2023:Program/Title`.
  const path = bare.split('/')
  if (
    path.length > 1 &&
    path.slice(0, -1).every((step) => isSectionName(step) || isEvent(step.replace(/:.*$/, '')))
  )
    bare = path.at(-1) ?? bare
  const note = /\s*\(([^()]{3,70})\)$/.exec(bare)
  if (note && (isEvent(note[1] ?? '') || isOnlyWhen(note[1] ?? '')) && note.index > 2)
    bare = bare.slice(0, note.index)
  const parts = bare.split(/\s+(?:\||::|»|·|•|\/\/|[—–-])\s+/)
  const last = parts.at(-1) ?? ''
  if (parts.length > 1 && (isEvent(last) || isSectionName(last))) {
    const kept = bare.slice(0, bare.lastIndexOf(last)).replace(/\s*(?:\||::|»|·|•|\/\/|[—–-])\s*$/, '')
    if (kept.length > 2) bare = kept
  }
  const first = parts[0] ?? ''
  if (parts.length > 1 && isEvent(first) && bare.length > first.length + 4)
    bare = bare.slice(first.length).replace(/^\s*(?:\||::|»|·|•|\/\/|[—–-])\s*/, '')
  return plainText(bare)
}

const prefixes =
  /^(?:title|talk(?: title)?|session(?: title)?|presentation|lecture|titel|titre|título|titolo|vortrag|conférence|charla|palestra)$/i
/** They are part of many titles. */
const keptPrefixes = /^(?:keynote|workshop|tutorial|panel|poster|lightning talk)s?$/i
