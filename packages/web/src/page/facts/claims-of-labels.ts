import { primarySubtag } from '@async-events/core/language-tag'
import { isOnlyWhen } from '../times/is-only-when.ts'
import { readDuration } from '../times/read-duration.ts'
import { readWhen, type WhenReference } from '../times/read-when.ts'
import { type Claim, claimRank } from './claim.ts'
import type { FlatElement, FlatPage } from './flat-element.ts'
import { lineAt, textOf } from './flat-page.ts'
import type { LabelledValue } from './labelled-values.ts'
import { languageTag } from './language-name.ts'
import { plainText, webUrl } from './page-facts.ts'
import { peopleIn } from './people-in.ts'
import { isRoomPath, roomName, trackName } from './place-name.ts'
import { isSectionName } from './title-parts.ts'
import { type StatedTime, timeInText, withNothing } from './when.ts'

/** Facts that stand beside a label or under a heading. */
export function claimsOfLabels(
  page: FlatPage,
  values: readonly LabelledValue[],
  reference: WhenReference,
  url: string,
): Claim[] {
  return values.flatMap((value) => claimsOf(page, value, reference, url))
}

function claimsOf(page: FlatPage, value: LabelledValue, reference: WhenReference, url: string): Claim[] {
  const { label } = value
  const source = 'label' as const
  const rank = value.icon ? claimRank.className : claimRank.label
  const text = value.block ? firstLine(page, value) : textOf(page, value)
  const whole = text === textOf(page, value)
  const elements = value.elements.map(({ node }) => node)
  const all = whole ? { elements } : {}
  switch (label) {
    case 'speakers':
    case 'authors': {
      const single =
        !/s\)?\b|innen|en$|i$|tragende|ierende|者|ки:?$/i.test(value.name.replace(/[:\s]+$/, '')) ||
        /^(?:presented by|talk by)/i.test(value.name)
      const { people, bare } = peopleIn(page, { ...value, single: single && !value.block }, url)
      if (people.length === 0) return []
      const weak = label === 'authors' ? 12 : value.block ? 2 : 0
      return [{ fact: 'speakers', value: people, source, rank: rank - weak, ...(bare && { elements }) }]
    }
    case 'room':
    case 'place': {
      const room = isOnlyWhen(text) ? null : roomName(withoutTime(text, reference))
      return room === null
        ? []
        : [
            {
              fact: 'room',
              value: room,
              source,
              rank: label === 'room' ? rank : rank - 10,
              ...(whole && room.length >= text.length - 2 && { elements }),
            },
          ]
    }
    case 'track':
    case 'category': {
      const track = trackName(text)
      return track === null || text.length > 100 || (label === 'category' && isSectionName(track))
        ? []
        : [{ fact: 'track', value: track, source, rank: label === 'track' ? rank : rank - 25, ...all }]
    }
    case 'event':
      return text.length > 120 ? [] : [{ fact: 'event', value: text, source, rank: rank + 5, ...all }]
    case 'day':
    case 'start':
    case 'end':
    case 'time':
    case 'duration':
    case 'whenAndWhere': {
      const time = timeOfLabel(label, text, reference)
      const claims: Claim[] = []
      if (time !== null)
        claims.push({
          fact: 'when',
          value: time,
          source,
          rank,
          ...(whole && isOnlyWhen(text, reference.language ?? '') && { elements }),
        })
      const linked = roomLinkIn(page, value)
      if (linked !== null) claims.push({ fact: 'room', value: linked, source, rank: rank - 5 })
      const place =
        label === 'duration' || label === 'end' || time === null ? null : placeBeside(text, reference)
      if (place !== null) claims.push({ fact: 'room', value: place, source, rank: rank - 15 })
      return claims
    }
    case 'language': {
      const tag = languageTag(text) ?? (text.length <= 12 ? primarySubtag(text) : null)
      return tag === null ? [] : [{ fact: 'language', value: tag, source, rank, ...all }]
    }
    case 'licence': {
      const licence = linkIn(page, value, url) ?? plainText(text, 200)
      return licence === null || text.length > 200
        ? []
        : [{ fact: 'licence', value: licence, source, rank, ...all }]
    }
    case 'keywords': {
      const words = keywordsOf(page, value)
      return words.length === 0
        ? []
        : [{ fact: 'keywords', value: words, source, rank, ...((whole || value.block) && { elements }) }]
    }
    case 'text': {
      const description = plainText(text, 5_000)
      return value.block && description !== null && description.length > 40
        ? [{ fact: 'description', value: description, source: 'text', rank: claimRank.prose }]
        : []
    }
    default:
      return []
  }
}

/** What a heading stands over may go on: its facts are in the first line. */
function firstLine(page: FlatPage, value: LabelledValue): string {
  const line = page.lines[lineAt(page, value.from)]
  return line && line.from < value.to ? line.text : textOf(page, value)
}

function timeOfLabel(
  label: LabelledValue['label'],
  text: string,
  reference: WhenReference,
): StatedTime | null {
  if (label === 'duration') {
    const duration = readDuration(text)
    return duration === null ? null : withNothing({ duration })
  }
  const time = timeInText(text, { ...reference, labelled: true })
  if (time === null || label === 'time' || label === 'whenAndWhere' || label === 'day') return time
  if (label === 'start') return { ...time, duration: null }
  const end = time.end ?? time.start
  return end === null ? null : withNothing({ end })
}

/** `14 February 2026, 10:00, Plenary hall`: what is left when the time is out. */
function placeBeside(text: string, reference: WhenReference): string | null {
  const end = readWhen(text, reference).spans.at(-1)?.[1]
  const tail =
    end === undefined
      ? ''
      : text
          .slice(end)
          .replace(/^[\s,;|·•@–—-]+|[\s,;|·•@–—-]+$/g, '')
          .trim()
  const rest = tail === '' ? withoutTime(text, reference) : tail
  if (rest === text.trim() || /[():]/.test(rest)) return null
  const name = roomName(rest.replace(/^(?:in|at|@|im|in der|en|à|a|au)\s+(?:the\s+)?/i, ''))
  return name !== null &&
    name.length >= 3 &&
    /^\p{Lu}|^\p{N}/u.test(name) &&
    !/^(?:UTC|GMT|CE?S?T|CET|[A-Z]{1,2}[SD]?T)\b/.test(name)
    ? name
    : null
}

function withoutTime(text: string, reference: WhenReference): string {
  if (!/\d/.test(text)) return text.trim()
  const { spans } = readWhen(text, reference)
  let rest = ''
  let at = 0
  for (const [from, to] of spans) {
    rest += text.slice(at, from)
    at = to
  }
  rest += text.slice(at)
  return rest.replace(/^[\s,;|·•@–—-]+|[\s,;|·•@–—-]+$/g, '').trim()
}

function keywordsOf(page: FlatPage, value: LabelledValue): string[] {
  const linked = elementsIn(page, value).filter((element) => element.name === 'a' || element.name === 'li')
  const leaves = linked.filter(
    (element) =>
      element.to > element.from && !linked.some((other) => other !== element && other.parent === element),
  )
  const parts =
    leaves.length > 1
      ? leaves.map((element) => textOf(page, element))
      : textOf(page, value).split(/[,;|·•#\n]/)
  if (value.to - value.from > 400 && leaves.length < 2) return []
  return parts.flatMap((word) => {
    const bare = plainText(word.replace(/^[#,;\s]+|[,;\s]+$/g, ''), 80)
    return bare !== null && bare.split(' ').length <= 6 ? [bare] : []
  })
}

const elementsIn = (page: FlatPage, value: LabelledValue): FlatElement[] =>
  page.elements
    .slice(value.first, value.last)
    .filter((element) => element.from >= value.from && element.to <= value.to)

const roomLinkIn = (page: FlatPage, value: LabelledValue): string | null => {
  const link = elementsIn(page, value).find(
    (element) => element.name === 'a' && isRoomPath(element.node.attribs.href ?? ''),
  )
  return link ? roomName(textOf(page, link)) : null
}

function linkIn(page: FlatPage, value: LabelledValue, url: string): string | null {
  const link = elementsIn(page, value).find((element) => element.name === 'a')
  return link ? webUrl(link.node.attribs.href, url) : null
}
