import { isOnlyWhen } from '../times/is-only-when.ts'
import type { WhenReference } from '../times/read-when.ts'
import { isChip } from './chip-words.ts'
import { type Claim, claimRank } from './claim.ts'
import { claimsOfLine } from './claims-of-line.ts'
import { factLabel } from './fact-labels.ts'
import type { FlatElement, FlatLine, FlatPage } from './flat-element.ts'
import { trackName } from './place-name.ts'
import { isSessionKind } from './session-kinds.ts'
import { timeInText } from './when.ts'

const clock = /\d[:.h]\d\d|\d\s?[ap]\.?m\b|\d\s?(?:uhr|h)\b/i
const around = 3

/** Where the page has one time, with what stands beside it: a column of facts without labels, or a sentence. */
export function claimsOfTimedLines(
  page: FlatPage,
  title: FlatElement | null,
  reference: WhenReference,
  url: string,
): Claim[] {
  const timed = page.lines.filter((line) => isTimed(line, reference))
  const [first] = timed
  // A page with several times is a schedule.
  if (!first || timed.length > 3 || new Set(timed.map(({ text }) => text)).size > 2) return []
  const context = { reference, url, rank: claimRank.prose + 5, people: true }
  const own = claimsOfLine(page, first, context)
  if (!isOnlyWhen(first.text, reference.language ?? '')) return own
  const claims = [...own]
  for (let at = Math.max(0, first.index - around); at <= first.index + around; at += 1) {
    const line = page.lines[at]
    if (
      !line ||
      line === first ||
      line.block.zone !== null ||
      line.to - line.from > 80 ||
      (title !== null && line.from >= title.from && line.to <= title.to) ||
      !isBeside(line, first)
    )
      continue
    const found = claimsOfLine(page, line, { ...context, rank: context.rank - 1 })
    claims.push(...(found.length > 0 ? found : bareFact(line, claims)))
  }
  return claims
}

function isTimed(line: FlatLine, reference: WhenReference): boolean {
  if (line.block.zone !== null || line.to - line.from > 160 || !clock.test(line.text)) return false
  const time = timeInText(line.text, reference)
  if (time === null || time.start === null) return false
  return time.date !== null || time.weekday !== null || isOnlyWhen(line.text, reference.language ?? '')
}

const isBeside = (line: FlatLine, other: FlatLine): boolean =>
  line.block === other.block || line.block.parent === other.block.parent || line.block.parent === other.block

/** A word or two beside the time, in a box of its own: the room, then the track. */
function bareFact(line: FlatLine, claims: readonly Claim[]): Claim[] {
  const { text } = line
  if (
    text.length > 50 ||
    text.includes(':') ||
    /[.!?]$/.test(text) ||
    isSessionKind(text) ||
    line.heading !== null ||
    factLabel(text) !== null
  )
    return []
  const name = trackName(text)
  if (name === null || isOnlyWhen(text) || !/^[\p{Lu}\p{N}\p{Lo}]/u.test(name)) return []
  const fact = claims.some((claim) => claim.fact === 'room') ? 'track' : 'room'
  if (fact === 'track' && (!isChip(line.block) || claims.some((claim) => claim.fact === 'track'))) return []
  return [{ fact, value: name, source: 'text', rank: claimRank.weak }]
}
