import { readWhen, type WhenReference } from '../times/read-when.ts'
import { isChip } from './chip-words.ts'
import { type Claim, claimRank } from './claim.ts'
import { claimsOfLine } from './claims-of-line.ts'
import { factLabel } from './fact-labels.ts'
import { type FlatElement, type FlatLine, type FlatPage, sameText } from './flat-element.ts'
import { lineAt } from './flat-page.ts'
import { languageTag } from './language-name.ts'
import { roomName, trackName } from './place-name.ts'
import { isSessionKind } from './session-kinds.ts'
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
  let skipped = 0
  for (let at = after; at < Math.min(page.lines.length, after + linesAfter); at += 1) {
    const line = page.lines[at]
    if (!line || line.block.zone === 'footer') break
    if (isButton(page, line)) continue
    if (isProse(line.text)) break
    const found = claimsOfLine(page, line, { reference, url, rank, people: true })
    // A heading that states no fact begins the text.
    if (line.heading !== null && found.length === 0 && !isSessionKind(line.text)) {
      skipped += 1
      if (skipped > 2 || line.to - line.from > 60 || factLabel(line.text) !== null || at > after + 3) break
    }
    claims.push(...(found.length > 0 ? found : trackInChip(line, claims)))
    rank -= 0.5
  }
  rank = claimRank.byline - 4
  for (let at = first - 1; at >= Math.max(0, first - linesBefore); at -= 1) {
    const line = page.lines[at]
    if (!line || line.block.zone !== null || isProse(line.text)) break
    claims.push(...claimsOfLine(page, line, { reference, url, rank, people: false }))
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

/** `<span class="badge">Hardware</span>` beside the time, without a label. */
function trackInChip(line: FlatLine, claims: readonly Claim[]): Claim[] {
  const timed = claims.some((claim) => claim.fact === 'when' && claim.value.start !== null)
  if (!timed || !isChip(line.block) || line.text.includes(':') || isSessionKind(line.text)) return []
  const track = languageTag(line.text) === null ? trackName(line.text) : null
  const fact = claims.some((claim) => claim.fact === 'room') ? 'track' : 'room'
  return track === null ? [] : [{ fact, value: track, source: 'markup', rank: claimRank.weak }]
}

const isProse = (text: string): boolean =>
  text.length > maxLine || (text.length > 60 && /\p{Ll}[.!?](?:\s+\p{Lu}\p{Ll}*\s+\p{Ll}|$)/u.test(text))

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
