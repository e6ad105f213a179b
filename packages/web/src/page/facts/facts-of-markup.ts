import type { PageFacts, PagePerson } from '@async-events/core'
import { primarySubtag } from '@async-events/core/language-tag'
import type { Cheerio, CheerioAPI } from 'cheerio/slim'
import { joinTime, readClockTimes, readDate, statedTime } from '../times/session-times.ts'
import { isElement, type PageNode } from '../tree/bounded-page.ts'
import { type FactLabel, factLabel } from './fact-labels.ts'
import { linksIn } from './links-in.ts'
import { documentType, isVideoFile, plainText, uniqueBy, webUrl } from './page-facts.ts'

/** A labelled value on the page, and the elements that the main text may omit for it. */
interface Labelled {
  value: Cheerio<PageNode>
  elements: PageNode[]
}

export interface MarkupReading {
  facts: Partial<PageFacts>
  /** Elements that contain only these facts. */
  factElements: Set<PageNode>
  /** Number of different labelled facts; a page with several is about one session. */
  labelled: number
}

/** Facts in the layouts of frab, pentabarf, pretalx and plain pages: label tables, lists, headings, class names. */
export function factsOfMarkup($: CheerioAPI, url: string): MarkupReading {
  const found = new Map<FactLabel, Labelled[]>()
  const add = (label: FactLabel | null, labelled: Labelled): void => {
    if (label !== null) found.set(label, [...(found.get(label) ?? []), labelled])
  }
  readTables($, add)
  readLabelledItems($, add)
  readHeadingBlocks($, add)

  const text = (label: FactLabel): string | null =>
    (found.get(label) ?? []).map(({ value }) => plainText(value.text(), 200)).find((line) => line !== null) ??
    null
  const inBlock = (label: FactLabel): Cheerio<PageNode> =>
    $((found.get(label) ?? []).flatMap(({ value }) => value.toArray()))
  const blockLinks = linksIn(
    $,
    inBlock('attachments').find('a[href]').add(inBlock('attachments').filter('a[href]')),
    url,
  )

  const day = readDate(text('day') ?? '') ?? readDate(text('time') ?? '')
  const clock = readClockTimes(text('time') ?? '')
  const [start = clock[0]] = readClockTimes(text('start') ?? '')
  const [end = clock[1]] = readClockTimes(text('end') ?? '')
  const stated = $('time[datetime]')
    .toArray()
    .map((element) => statedTime($(element).attr('datetime')))
    .filter((time) => time !== null)
  const own = ownTitle($)

  const linkBlock = linksIn($, inBlock('links').find('a[href]').add(inBlock('links').filter('a[href]')), url)
  return {
    facts: {
      title: own,
      language: languageOf(text('language')),
      speakers: readSpeakers($, inBlock('speakers'), url),
      event: text('event'),
      track: text('track') ?? classText($, '.track, .talk-track, .session-track', 100),
      room: text('room') ?? classText($, '.room, .talk-room, .session-room', 100),
      startsAt: joinTime(day, start) ?? stated[0] ?? null,
      endsAt: joinTime(day, end) ?? stated[1] ?? null,
      licence: webUrl(inBlock('licence').find('a[href]').attr('href'), url) ?? text('licence'),
      keywords: (text('keywords') ?? '')
        .split(/[,;]/)
        .map((word) => plainText(word, 80))
        .filter((word) => word !== null),
      links: [...linkBlock, ...blockLinks].filter(
        (link) => documentType(link.url) === null && !isVideoFile(link.url),
      ),
    },
    factElements: new Set([...found].flatMap(([, all]) => all.flatMap(({ elements }) => elements))),
    labelled: found.size,
  }
}

/** Rows of label and value, and tables with labels in the first row and values in the second. */
function readTables($: CheerioAPI, add: (label: FactLabel | null, labelled: Labelled) => void): void {
  $('table').each((_index, table) => {
    const rows = $(table)
      .find('tr')
      .toArray()
      .map((row) => $(row).children('td, th').toArray())
      .filter((cells) => cells.length > 0)
    const labelOf = (cell: PageNode | undefined): FactLabel | null =>
      cell ? factLabel($(cell).text()) : null
    const pairs = rows.filter((cells) => cells.length === 2 && labelOf(cells[0]) !== null)
    if (pairs.length >= 2 && pairs.length * 2 >= rows.length) {
      for (const [label, value] of pairs)
        if (value) add(labelOf(label), { value: $(value), elements: [table] })
      return
    }
    const [head = [], body = []] = rows
    const known = head.filter((cell) => labelOf(cell) !== null).length
    if (rows.length === 2 && known >= 2 && known * 2 >= head.length) {
      head.forEach((cell, index) => {
        const value = body[index]
        if (value) add(labelOf(cell), { value: $(value), elements: [table] })
      })
    }
  })
}

/** `<dt>Room</dt><dd>…</dd>`, `<li><strong>Room</strong> …</li>`, `<p>Room: …</p>`. */
function readLabelledItems($: CheerioAPI, add: (label: FactLabel | null, labelled: Labelled) => void): void {
  $('dt').each((_index, term) => {
    const label = factLabel($(term).text())
    const values = $(term).nextUntil('dt', 'dd')
    if (label !== null) add(label, { value: values, elements: [term, ...values.toArray()] })
  })
  $('li, p, div, span').each((_index, element) => {
    if (!isElement(element) || element.children.length > 12) return
    const whole = $(element).text()
    if (whole.length > 300) return
    const first = element.children.find((child) => child.type !== 'text' || child.data.trim() !== '')
    if (!first) return
    if (isElement(first) && /^(?:strong|b|span|em|label|small)$/.test(first.name)) {
      const label = factLabel($(first).text())
      if (label === null) return
      const rest = $(element).contents().not($(first))
      if (rest.text().replace(/^\s*:/, '').trim() === '') return
      // `by` and `with` begin sentences, too.
      add(label, {
        value: rest.text().trim().startsWith(':') ? withoutColon($, rest) : rest,
        elements: [element],
      })
      return
    }
    const colon = /^\s*([^:.!?]{2,30}):\s+\S/.exec(whole)
    if (!colon || first.type !== 'text' || !first.data.includes(':')) return
    const label = factLabel(colon[1] ?? '')
    if (label === null) return
    const copy = $(element).clone()
    const [head] = copy.contents().toArray()
    if (head?.type === 'text') head.data = head.data.replace(/^[^:]*:/, '')
    add(label, { value: copy.contents(), elements: [element] })
  })
}

function withoutColon($: CheerioAPI, nodes: Cheerio<PageNode>): Cheerio<PageNode> {
  const copy = nodes.clone()
  const first = copy.toArray().find((node) => node.type === 'text' && node.data.trim() !== '')
  if (first?.type === 'text') first.data = first.data.replace(/^\s*:/, '')
  return $(copy.toArray())
}

/** `<h3>Speakers</h3>` and its content up to the next heading. */
function readHeadingBlocks($: CheerioAPI, add: (label: FactLabel | null, labelled: Labelled) => void): void {
  const blocks: readonly FactLabel[] = ['speakers', 'attachments', 'links', 'video', 'keywords', 'licence']
  $('h2, h3, h4, h5, h6').each((_index, heading) => {
    const label = factLabel($(heading).text())
    if (label === null || !blocks.includes(label)) return
    const value = $(heading).nextUntil('h1, h2, h3, h4, h5, h6, hr, section, article')
    if (value.length === 0) return
    const text = value.text().replace(/\s+/g, ' ').trim()
    const linked = value.find('a').add(value.filter('a')).text().replace(/\s+/g, ' ').trim()
    // Prose under such a heading is part of the talk; a list of links or names is not.
    const bare = linked.length >= text.length * 0.5 || text.length < (label === 'speakers' ? 1_500 : 200)
    add(label, { value, elements: bare ? [heading, ...value.toArray()] : [] })
  })
}

const speakerClasses = [
  '[class*="speaker-name" i]',
  '.speaker-wrapper h3, .speaker-wrapper h4, .speaker-wrapper a[href]',
  '.talk-speakers a, .session-speakers a, .event-persons a, .persons a',
  '.speakers .name, .speaker .name, .speakers h3, .speakers h4, .speaker h3, .speaker h4',
  '.speakers a, .speaker a, ul.persons li',
  '.speakers li, .speaker',
]

function readSpeakers($: CheerioAPI, block: Cheerio<PageNode>, url: string): PagePerson[] {
  const fromBlock = peopleIn($, block, url)
  if (fromBlock.length > 0) return fromBlock
  for (const selector of speakerClasses) {
    const people = $(selector)
      .slice(0, 50)
      .toArray()
      .flatMap((element) => personOf($(element), url) ?? [])
    if (people.length > 0) return uniqueBy(people, (person) => person.name)
  }
  return []
}

function peopleIn($: CheerioAPI, block: Cheerio<PageNode>, url: string): PagePerson[] {
  if (block.length === 0) return []
  const each = (found: Cheerio<PageNode>): PagePerson[] =>
    uniqueBy(
      found
        .slice(0, 50)
        .toArray()
        .flatMap((element) => personOf($(element), url) ?? []),
      (person) => person.name,
    )
  const links = each(block.find('a[href]').add(block.filter('a[href]')))
  if (links.length > 0) return links
  const items = each(block.find('li, h4, h5, strong, b, [class*="name" i]').add(block.filter('strong, b')))
  if (items.length > 0) return items
  return namesIn(block.first().text()).map((name) => ({ name, url: null, imageUrl: null }))
}

/** `Ana Ruiz, Jörg Müller and Li Wei`. */
function namesIn(text: string): string[] {
  const line = plainText(text, 400) ?? ''
  const names = line.split(/\s*[,;/·]\s*|\s+(?:and|und|et|y|&)\s+/).map(personName)
  return names.every((name) => name !== null) ? names : []
}

function personOf(element: Cheerio<PageNode>, url: string): PagePerson | null {
  const name = personName(element.text())
  if (name === null) return null
  const around = element.closest('.speaker, .speaker-wrapper, li, tr, figure')
  const link = element.is('a') ? element : element.find('a').add(element.closest('a')).first()
  const image = element.find('img').add(around.find('img')).first()
  return { name, url: webUrl(link.attr('href'), url), imageUrl: webUrl(image.attr('src'), url) }
}

/** A person's name: a few words, no sentence, address or label. */
function personName(text: string): string | null {
  const name = plainText(text.replace(/\(.*?\)|^(?:by|von|with|mit)\s+/gi, ''), 120)
  if (name === null || name.length < 2 || name.length > 80 || factLabel(name) !== null) return null
  if (/[@<>{}|:!?]|https?|\d{3}|\.\s+\p{Lu}\p{L}+\s+\p{Ll}/u.test(name)) return null
  return name.split(' ').length <= 6 ? name : null
}

/** pretalx and frab mark the talk's heading. */
function ownTitle($: CheerioAPI): string | null {
  const heading = $('.talk-title, .event-title, .session-title, h1.title, #talk-title, [itemprop="headline"]')
    .first()
    .clone()
  heading.find('small, button, time, .talk-meta, a[href$=".ics"]').remove()
  return plainText(heading.text())
}

const classText = ($: CheerioAPI, selector: string, maxChars: number): string | null => {
  const text = plainText($(selector).first().text(), maxChars + 1)
  return text !== null && text.length <= maxChars ? text.replace(/^(?:room|raum|track)\s*:\s*/i, '') : null
}

function languageOf(text: string | null): string | null {
  const names: Record<string, string> = {
    english: 'en',
    englisch: 'en',
    deutsch: 'de',
    german: 'de',
    français: 'fr',
    french: 'fr',
    español: 'es',
    spanish: 'es',
  }
  return text === null ? null : (names[text.toLowerCase()] ?? primarySubtag(text))
}
