import type { PagePerson } from '@async-events/core'
import { readWhen, type WhenReference } from '../times/read-when.ts'
import { type Claim, claimRank } from './claim.ts'
import { factLabel } from './fact-labels.ts'
import type { FlatElement } from './flat-element.ts'
import { type FlatLine, type FlatPage, lineAt, outermost, sameText } from './flat-page.ts'
import { languageTag } from './language-name.ts'
import { nameKey } from './name-key.ts'
import { namesInText } from './names-in-text.ts'
import { uniqueBy } from './page-facts.ts'
import { isPersonPath, peopleIn } from './people-in.ts'
import { isRoomPath, isTrackPath, looksLikeRoom, roomName, trackName } from './place-name.ts'
import { timeOf } from './when.ts'

const linesBefore = 5
const linesAfter = 12
/** Longer lines are prose. */
const maxLine = 220

/** What stands around the title: `Ana Ruiz | Friday 12:30 | Assembly Room`, `by Li Wei`, `Tuesday 2:20 p.m.–2:50 p.m.`. */
export function claimsOfByline(
  page: FlatPage,
  title: FlatElement,
  reference: WhenReference,
  url: string,
): Claim[] {
  const claims: Claim[] = []
  const first = lineAt(page, title.from)
  const after = lineAt(page, title.to)
  let rank = claimRank.byline
  for (let at = after; at < Math.min(page.lines.length, after + linesAfter); at += 1) {
    const line = page.lines[at]
    if (!line || line.block.zone === 'footer') break
    if (isButton(page, line)) continue
    if (isProse(line.text)) break
    const found = claimsOfLine(page, line, { reference, url, rank, after: true })
    // A heading that states no fact begins the text.
    if (line.heading !== null && found.length === 0) break
    claims.push(...found)
    rank -= 0.5
  }
  rank = claimRank.byline - 4
  for (let at = first - 1; at >= Math.max(0, first - linesBefore); at -= 1) {
    const line = page.lines[at]
    if (!line || line.block.zone !== null || isProse(line.text)) break
    claims.push(...claimsOfLine(page, line, { reference, url, rank, after: false }))
    rank -= 1
  }
  claims.push(...claimsOfHeading(page, title, reference))
  return claims
}

/** `Sign up or log in to save this to your schedule`. */
function isButton(page: FlatPage, line: FlatLine): boolean {
  const whole = page.elements[line.last - 1]
  for (let at = line.first; at < line.last; at += 1) {
    const element = page.elements[at]
    if (
      element &&
      sameText(element, line) &&
      element.words.some((word) => word === 'button' || word === 'btn')
    )
      return true
  }
  return line.block.name === 'button' || whole?.name === 'button'
}

interface LineContext {
  reference: WhenReference
  url: string
  rank: number
  after: boolean
}

const isProse = (text: string): boolean =>
  text.length > maxLine || (text.length > 60 && /\p{Ll}[.!?](?:\s+\p{Lu}\p{Ll}*\s+\p{Ll}|$)/u.test(text))

interface Fragment {
  text: string
  from: number
  to: number
}

function claimsOfLine(page: FlatPage, line: FlatLine, { reference, url, rank, after }: LineContext): Claim[] {
  if (
    factLabel(line.text) !== null ||
    (/^[^:]{2,30}:\s/.test(line.text) === true && factLabel(line.text.split(':')[0] ?? '') !== null)
  )
    return []
  const when = readWhen(line.text, reference)
  const time = timeOf(when)
  const fragments = fragmentsOf(page, line, when.spans)
  const claims: Claim[] = []
  const people: PagePerson[] = []
  const unknown: Fragment[] = []
  let other = 0
  let room: string | null = null
  let track: string | null = null
  for (const fragment of fragments) {
    const { text } = fragment
    const link = linkOf(page, line, fragment)
    const href = link?.node.attribs.href ?? ''
    if (link && isPersonPath(href)) {
      const found = peopleIn(
        page,
        { ...fragment, first: line.first, last: line.last, single: true },
        url,
      ).people
      people.push(...found)
      if (found.length === 0) other += 1
    } else if (isRoomPath(href) && room === null) room = roomName(text)
    else if (isTrackPath(href) && track === null) track = trackName(text)
    else if (
      /^(?:room|raum|saal|salle|sala|location|ort)\s*:?\s+\S/i.test(text) ||
      looksLikeRoom(text.replace(/^(?:in|at|@)\s+(?:the\s+)?/i, ''))
    ) {
      if (room === null) room = roomName(text.replace(/^(?:in|at|@)\s+(?:the\s+)?/i, ''))
      else other += 1
    } else if (kinds.has(nameKey(text))) other += 1
    else if (languageTag(text) !== null && text.split(' ').length === 1) other += 1
    else unknown.push(fragment)
  }
  const stated = /^(?:by|von|par|por|di|door|with|mit|avec|con|presented by|speakers?)\s*:?\s+\p{Lu}/iu.test(
    line.text,
  )
  for (const fragment of unknown) {
    const names = namesInText(fragment.text, {
      stated: stated && fragment.from === line.from,
      single: fragments.length > 1 && time === null,
    })
    const strong =
      stated ||
      time !== null ||
      room !== null ||
      people.length > 0 ||
      isEmphasised(page, line, fragment) ||
      line.heading !== null
    if (names.length > 0 && (after || stated || people.length > 0) && strong && people.length < 8)
      people.push(...names.map((name) => ({ name, url: null, imageUrl: null })))
    else if (time?.start != null && room === null && fragments.length <= 4 && isPlaceShaped(fragment.text))
      room = roomName(fragment.text.replace(/^(?:in|at|@|im|in der)\s+(?:the\s+)?/i, ''))
    else other += 1
  }
  const elements = other === 0 && sameText(line.block, line) ? { elements: [outermost(line.block).node] } : {}
  const source = 'text' as const
  if (time !== null && (time.start !== null || time.date !== null || time.weekday !== null))
    claims.push({ fact: 'when', value: time, source, rank, ...elements })
  if (room !== null) claims.push({ fact: 'room', value: room, source, rank, ...elements })
  if (track !== null) claims.push({ fact: 'track', value: track, source, rank, ...elements })
  if (people.length > 0)
    claims.push({
      fact: 'speakers',
      value: uniqueBy(people, (person) => person.name),
      source,
      rank: people.some((person) => person.url !== null) || stated ? rank + 5 : rank,
      ...elements,
    })
  return claims
}

/** The line without its times, cut at separators and where elements begin and end. */
function fragmentsOf(page: FlatPage, line: FlatLine, spans: readonly [number, number][]): Fragment[] {
  const cuts = new Set<number>()
  for (const [from, to] of spans) cuts.add(line.from + from).add(line.from + to)
  for (let at = line.first; at < line.last; at += 1) {
    const element = page.elements[at]
    if (element && element.from >= line.from && element.to <= line.to && element.to > element.from)
      cuts.add(element.from).add(element.to)
  }
  for (const found of line.text.matchAll(/\s*[|·•;/→]\s+|\s+[–—-]\s+|\s+@\s+/g))
    cuts.add(line.from + found.index).add(line.from + found.index + found[0].length)
  if (spans.length > 0) for (const found of line.text.matchAll(/,\s+/g)) cuts.add(line.from + found.index)
  const edges = [
    line.from,
    ...[...cuts].filter((cut) => cut > line.from && cut < line.to).sort((a, b) => a - b),
    line.to,
  ]
  const fragments: Fragment[] = []
  for (let at = 0; at + 1 < edges.length; at += 1) {
    const from = edges[at] ?? 0
    const to = edges[at + 1] ?? 0
    if (spans.some(([begin, end]) => from >= line.from + begin && to <= line.from + end)) continue
    const raw = page.text.slice(from, to)
    const text = raw
      .replace(/^[\s,;:|·•()[\]/@–—-]+|[\s,;:|·•([\]/@–—-]+$/g, '')
      .replace(/^\)+|^(?:and|und|et|in|at|on|by|von|the|from|to)$/i, '')
    if (/[\p{L}\p{N}]/u.test(text))
      fragments.push({ text, from: from + raw.indexOf(text), to: from + raw.indexOf(text) + text.length })
  }
  return fragments
}

function linkOf(page: FlatPage, line: FlatLine, fragment: Fragment): FlatElement | null {
  for (let at = line.first; at < line.last; at += 1) {
    const element = page.elements[at]
    if (element?.name === 'a' && element.from <= fragment.from && element.to >= fragment.to) return element
  }
  for (
    let outer: FlatElement | null = line.block, steps = 0;
    outer !== null && steps < 3;
    outer = outer.parent, steps += 1
  )
    if (outer.name === 'a') return outer
  return null
}

function isEmphasised(page: FlatPage, line: FlatLine, fragment: Fragment): boolean {
  for (let at = line.first; at < line.last; at += 1) {
    const element = page.elements[at]
    if (
      element &&
      /^(?:b|strong|em|i|a)$/.test(element.name) &&
      element.from <= fragment.from &&
      element.to >= fragment.to
    )
      return true
  }
  return false
}

const isPlaceShaped = (text: string): boolean =>
  text.length <= 60 &&
  /^[\p{Lu}\p{N}\p{Lo}]|^(?:in|at|@)\s/u.test(text.trim()) &&
  (/\p{L}/u.test(text) || /^\d{1,4}$/.test(text.trim())) &&
  text.split(' ').length <= 7 &&
  roomName(text) !== null

/** Kinds and levels of sessions stand in the same line. */
const kinds = new Set(
  'talk talks keynote workshop tutorial panel lightning talk|lightning talk|long talk|short talk|beginner|intermediate|advanced|novice|all levels|all|in person|online|remote|virtual|hybrid|presentation|session|breakout session|breakout|poster|demo|bof|birds of a feather|lecture|vortrag|general|video|slides|recording|watch|add to calendar|ical|ics|share|tweet|confirmed|accepted|plenary|discussion|conference talk|standard talk|regular talk|live|recorded|english|en|de|fr|edit|back|feedback|favorite|favourite|bookmark|rate|print|login|sold out|free'
    .split('|')
    .flatMap((each) => (each.startsWith('talk ') ? each.split(' ') : [each])),
)

/** Text in a heading that is not its title: `<h3>Title <small>2026-02-14, 10:00, Room 1</small></h3>`. */
function claimsOfHeading(page: FlatPage, title: FlatElement, reference: WhenReference): Claim[] {
  const claims: Claim[] = []
  for (let at = title.index + 1; at < title.end; at += 1) {
    const element = page.elements[at]
    if (element?.name !== 'small' || element.from === element.to) continue
    const text = page.text.slice(element.from, element.to).replaceAll('\n', ' ')
    const when = readWhen(text, reference)
    const time = timeOf(when)
    if (time === null) continue
    claims.push({ fact: 'when', value: time, source: 'heading', rank: claimRank.byline })
    const end = when.spans.at(-1)?.[1] ?? 0
    const rest = text.slice(end).replace(/^[\s,;|·•–—-]+/, '')
    const room = rest === '' ? null : roomName(rest)
    if (room !== null && room.length <= 60)
      claims.push({ fact: 'room', value: room, source: 'heading', rank: claimRank.byline })
  }
  return claims
}
