import type { PagePerson } from '@async-events/core'
import { readDuration } from '../times/read-duration.ts'
import { readWhen, type WhenReference } from '../times/read-when.ts'
import { isChip } from './chip-words.ts'
import type { Claim } from './claim.ts'
import { isDescribed } from './described-person.ts'
import { factLabel } from './fact-labels.ts'
import { type FlatElement, type FlatLine, type FlatPage, outermost, sameText } from './flat-element.ts'
import { languageTag } from './language-name.ts'
import { type Fragment, fragmentsOf } from './line-fragments.ts'
import { namesInText } from './names-in-text.ts'
import { uniqueBy } from './page-facts.ts'
import { isPersonPath, peopleIn } from './people-in.ts'
import { shapedName } from './person-name.ts'
import { isRoomPath, isTrackPath, looksLikeRoom, roomName, trackName } from './place-name.ts'
import { isSessionKind } from './session-kinds.ts'
import { timeOf, withNothing } from './when.ts'

export interface LineContext {
  reference: WhenReference
  url: string
  rank: number
  /** Names alone are people here: below the title, and not above it. */
  people: boolean
}

interface LineReading {
  people: PagePerson[]
  /** A link, or a word such as `by`, says that they are people. */
  stated: boolean
  room: string | null
  track: string | null
  minutes: number | null
  /** There is more than facts. */
  rest: boolean
}

/** `Ana Ruiz | Friday 12:30 | Assembly Room`, `by Li Wei`, `Tuesday 2:20 p.m.–2:50 p.m.`: what each piece of the line is. */
export function claimsOfLine(page: FlatPage, line: FlatLine, context: LineContext): Claim[] {
  if (isLabelled(line.text)) return []
  const { rank } = context
  const when = readWhen(line.text, context.reference)
  const read = timeOf(when)
  const found = readFragments(page, line, { ...context, spans: when.spans, timed: read?.start != null })
  const time =
    found.minutes === null
      ? read
      : { ...(read ?? withNothing({})), duration: read?.duration ?? found.minutes }
  const elements = !found.rest && sameText(line.block, line) ? { elements: [outermost(line.block).node] } : {}
  const source = 'text' as const
  const claims: Claim[] = []
  if (time !== null) claims.push({ fact: 'when', value: time, source, rank, ...elements })
  if (found.room !== null) claims.push({ fact: 'room', value: found.room, source, rank, ...elements })
  if (found.track !== null) claims.push({ fact: 'track', value: found.track, source, rank, ...elements })
  const people = uniqueBy(found.people, (person) => person.name)
  if (people.length > 0)
    claims.push({
      fact: 'speakers',
      value: people,
      source,
      rank: found.stated ? rank + 5 : rank,
      ...elements,
    })
  return claims
}

/** Labels are read elsewhere. */
const isLabelled = (text: string): boolean =>
  factLabel(text) !== null || (/^[^:]{2,30}:\s/.test(text) && factLabel(text.split(':')[0] ?? '') !== null)

interface FragmentContext extends LineContext {
  spans: readonly [number, number][]
  timed: boolean
}

function readFragments(page: FlatPage, line: FlatLine, context: FragmentContext): LineReading {
  const found: LineReading = {
    people: [],
    stated: false,
    room: null,
    track: null,
    minutes: null,
    rest: false,
  }
  const fragments = fragmentsOf(page, line, context.spans)
  const unknown = fragments.filter((fragment) => !readKnown(page, line, fragment, context, found))
  const by = byWords.test(line.text)
  found.stated ||= by
  for (const fragment of unknown) {
    if (!readUnknown(page, line, fragment, { ...context, by, alone: fragments.length === 1 }, found))
      found.rest = true
  }
  return found
}

const byWords = /^(?:by|von|par|por|di|door|with|mit|avec|con|presented by|speakers?)\s*:?\s+\p{Lu}/iu

/** What the address of a link, or a word, says. */
function readKnown(
  page: FlatPage,
  line: FlatLine,
  fragment: Fragment,
  context: FragmentContext,
  found: LineReading,
): boolean {
  const text = fragment.text.replace(/^(?:in|at|@|im|in der)\s+(?:the\s+)?(?=[\p{L}\p{N}])/iu, '')
  const link = linkAround(page, line, fragment)
  const href = link?.node.attribs.href ?? ''
  if (link && isPersonPath(href)) {
    const region = { ...fragment, first: line.first, last: line.last, single: true }
    const { people } = peopleIn(page, region, context.url)
    found.people.push(...people)
    found.stated ||= people.length > 0
    // The link may hold the affiliation as well.
    if (people.map(({ name }) => name).join('').length < text.length * 0.8) found.rest = true
    return people.length > 0
  }
  if (isRoomPath(href) && found.room === null) found.room = roomName(text)
  else if (isTrackPath(href) && found.track === null) found.track = trackName(text)
  else if (/^\d{1,3}\s?(?:m|min|mins|minutes|minuten|h|hours?)\.?$/i.test(text))
    found.minutes = readDuration(text.replace(/m$/, 'min'))
  else if (found.room === null && (looksLikeRoom(text) || roomLabel.test(text)))
    found.room = roomName(text.replace(/\.$/, ''))
  else if (isSessionKind(text) || (languageTag(text) !== null && !text.includes(' '))) found.rest = true
  else return false
  return true
}
const roomLabel = /^(?:room|raum|saal|salle|sala|location|ort)\s*:?\s+\S/i

/** Names, and a place beside a time. */
function readUnknown(
  page: FlatPage,
  line: FlatLine,
  fragment: Fragment,
  context: FragmentContext & { by: boolean; alone: boolean },
  found: LineReading,
): boolean {
  const { text } = fragment
  if (page.text[fragment.to] === ':') return false
  const speaking = speaksOf.exec(text)?.[1]
  if (speaking !== undefined && shapedName(speaking) !== null) {
    found.people.push({ name: speaking, url: null, imageUrl: null })
    found.stated = true
    found.rest = true
    return true
  }
  const emphasised = isEmphasised(page, line, fragment)
  const single = !context.alone && !context.timed
  const names = namesInText(text, { stated: context.by && fragment.from === line.from, single })
  const shaped = isSentence(line.text) ? isPlaceInSentence(page, fragment) : isPlaceShaped(text)
  const place = context.timed && found.room === null && shaped ? roomName(text) : null
  const behind = fragment.from - line.from >= (context.spans.at(-1)?.[1] ?? 0)
  if (context.timed && found.track === null && isInChip(page, line, fragment)) {
    found.track = trackName(text)
    return found.track !== null
  }
  // Behind the time stands the place, before it the speaker, unless the page tells of such a person.
  if (
    place !== null &&
    behind &&
    !emphasised &&
    !context.by &&
    !(names.length > 0 && isDescribed(text, page.text.slice(0, 40_000)))
  ) {
    found.room = place
    return true
  }
  const evident =
    (names.length > 0 && line.text.includes(';')) ||
    (names.length > 1 && names.join('').length > text.length * 0.7) ||
    (names.length > 0 && isDescribed(names[0] ?? '', page.text.slice(0, 40_000))) ||
    context.by ||
    context.timed ||
    found.room !== null ||
    found.people.length > 0 ||
    emphasised ||
    line.heading !== null
  if (names.length > 0 && evident && (context.people || context.by || found.people.length > 0)) {
    found.people.push(...names.map((name) => ({ name, url: null, imageUrl: null })))
    // An affiliation is no fact.
    return names.join('').length >= text.replace(/^(?:by|with|von|mit|par|avec|por|con)\s/i, '').length * 0.8
  }
  if (place === null) return false
  found.room = place
  return true
}

const speaksOf =
  /^(.{4,50}?)\s+(?:will\s+(?:be\s+)?)?(?:speaks?|speaking|talks?|talking|presents?|presenting|gives?|lectures?|shows?)\b/i

function linkAround(page: FlatPage, line: FlatLine, fragment: Fragment): FlatElement | null {
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
  if (line.block.words.includes('bold') && fragment.from === line.from) return true
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

function isInChip(page: FlatPage, line: FlatLine, fragment: Fragment): boolean {
  return page.elements
    .slice(line.first, line.last)
    .some(
      (element) =>
        !element.block && isChip(element) && element.from === fragment.from && element.to === fragment.to,
    )
}

const isSentence = (text: string): boolean => /\p{Ll}{2}[.!?]$/u.test(text) && text.split(' ', 7).length === 7

/** `… at 10:00 in the Old Mill.` */
const isPlaceInSentence = (page: FlatPage, { text, from }: Fragment): boolean =>
  isPlaceShaped(text) &&
  /(?:^|[\s\d])(?:in|at|@|im|en|à|a)\s+(?:(?:the|der|dem|la|le)\s+)?$/iu.test(
    page.text.slice(Math.max(0, from - 12), from),
  )

const isPlaceShaped = (text: string): boolean =>
  text.length <= 60 &&
  /^[\p{Lu}\p{N}\p{Lo}]|^(?:in|at|@)\s/u.test(text.trim()) &&
  (/\p{L}/u.test(text) || /^\d{1,4}$/.test(text.trim())) &&
  text.split(' ').length <= 7 &&
  roomName(text) !== null
