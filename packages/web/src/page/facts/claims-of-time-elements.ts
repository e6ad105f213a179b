import { readStamp } from '../times/read-stamp.ts'
import { readWhen, type WhenReference } from '../times/read-when.ts'
import { type Claim, claimRank } from './claim.ts'
import type { FlatElement, FlatPage } from './flat-element.ts'
import { lineAt } from './flat-page.ts'
import { type StatedTime, timeOf, withNothing } from './when.ts'

/** When `<time datetime>` says; its text and what stands behind it in the line add the end: `<time>…</time>–10:15`. */
export function claimsOfTimeElements(
  page: FlatPage,
  title: FlatElement | null,
  reference: WhenReference,
): Claim[] {
  const claims: Claim[] = []
  let last = -1
  for (const element of page.elements) {
    if (
      element.name !== 'time' ||
      element.zone !== null ||
      element.from < last ||
      claims.length >= 6 ||
      isOfPublication(element)
    )
      continue
    const line = lineOf(page, element)
    const time = timeOfLine(page, element, line, reference)
    if (time === null || (time.date === null && time.weekday === null && isInProse(page, element))) continue
    last = line.to
    const far = title === null ? 0 : Math.min(15, Math.abs(element.from - title.to) / 200)
    claims.push({ fact: 'when', value: time, source: 'markup', rank: claimRank.className + 2 - far })
  }
  return claims
}

/** A clock time alone in a long line tells of something else. */
function isInProse(page: FlatPage, element: FlatElement): boolean {
  const line = page.lines[lineAt(page, element.from + 1) - 1]
  return line !== undefined && line.to - line.from > 120
}

/** The line, or lines, that the element is in: to the end of its paragraph. */
function lineOf(page: FlatPage, element: FlatElement): { from: number; to: number } {
  const end = page.text.indexOf('\n', element.to)
  return { from: element.from, to: Math.min(end === -1 ? page.text.length : end, element.to + 120) }
}

function timeOfLine(
  page: FlatPage,
  element: FlatElement,
  line: { from: number; to: number },
  reference: WhenReference,
): StatedTime | null {
  const stamps: { stamp: NonNullable<ReturnType<typeof readStamp>>; element: FlatElement }[] = []
  for (let at = element.index; at < page.elements.length; at += 1) {
    const next = page.elements[at]
    if (!next || next.from > line.to || stamps.length >= 2) break
    if (next.name !== 'time') continue
    const stamp = readStamp(next.node.attribs.datetime)
    if (stamp !== null) stamps.push({ stamp, element: next })
  }
  const text = page.text.slice(line.from, line.to)
  const read = timeOf(readWhen(text, reference))
  const [first, second] = stamps
  if (!first) return read
  const { date, time, offset } = first.stamp
  // On the clock of readers of the page, not of Greenwich.
  const shown = read?.start ?? null
  const start = offset === 'Z' && shown !== null ? shown : (time ?? shown)
  const later =
    second &&
    second.stamp.date === date &&
    second.stamp.time !== null &&
    time !== null &&
    second.stamp.time > time
      ? second.stamp.time
      : null
  const end = offset === 'Z' ? (read?.end ?? null) : (later ?? read?.end ?? null)
  return withNothing({
    date,
    start,
    end: end !== null && start !== null && end !== start ? end : null,
    offset: offset === 'Z' && shown !== null && shown !== time ? null : offset,
    duration: read?.duration ?? null,
  })
}

const isOfPublication = (element: FlatElement): boolean => {
  if (
    'pubdate' in element.node.attribs ||
    /Published|Modified|Created/.test(element.node.attribs.itemprop ?? '')
  )
    return true
  for (
    let outer: FlatElement | null = element, steps = 0;
    outer !== null && steps < 4;
    outer = outer.parent, steps += 1
  )
    if (outer.words.some((word) => publicationWords.has(word))) return true
  return false
}
const publicationWords = new Set([
  'published',
  'publish',
  'updated',
  'modified',
  'posted',
  'entry',
  'post',
  'comment',
  'comments',
  'byline',
  'pubdate',
  'created',
])
