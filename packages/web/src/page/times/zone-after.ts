import { isMark, type Token } from './tokens.ts'

/** Abbreviations in use for talks; only in capitals, right after a time. */
const abbreviations = new Set(
  (
    'UTC GMT Z WET WEST BST IST CET CEST MEZ MESZ EET EEST MSK TRT GST PKT NPT ICT WIB HKT SGT MYT PHT JST KST AWST ACST ' +
    'ACDT AEST AEDT NZST NZDT SAST EAT WAT CAT BRT ART CLT COT PET ET EST EDT CT CST CDT MT MST MDT PT PST PDT AKST AKDT HST'
  ).split(' '),
)
const regions = new Set(
  'Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific'.split(' '),
)

export interface ZoneReading {
  /** `CEST`, `Europe/Berlin`, `UTC` or `+02:00`. */
  zone: string
  next: number
}

/** The zone at `start`, also in brackets. In a stamp `-05:00` is an offset, elsewhere the end of a range. */
export function zoneAfter(tokens: readonly Token[], start: number, stamp: boolean): ZoneReading | null {
  const bracket = isMark(tokens[start], '([')
  const at = bracket ? start + 1 : start
  const found = offsetAt(tokens, at, stamp) ?? nameAt(tokens, at)
  if (!found || !bracket) return found
  if (isMark(tokens[found.next], ')]')) return { zone: found.zone, next: found.next + 1 }
  // `(CEST, local time)` keeps its bracket: only the zone is understood.
  return found
}

/** A zone apart from a time: `Start (UTC+1): 09:40`, `Europe/Lisbon timezone`. An abbreviation needs its brackets. */
export function zoneAt(tokens: readonly Token[], at: number): ZoneReading | null {
  const found = nameAt(tokens, at)
  if (!found) return null
  const bracketed = isMark(tokens[at - 1], '([') && isMark(tokens[found.next], ')]')
  return bracketed || /[/+-]/.test(found.zone) ? found : null
}

export const isZoneName = (token: Token): boolean => abbreviations.has(token.text) || regions.has(token.text)

function nameAt(tokens: readonly Token[], at: number): ZoneReading | null {
  const token = tokens[at]
  if (token?.kind !== 'word') return null
  const after = tokens[at + 1]
  if (abbreviations.has(token.text)) {
    if (after && !after.gap && after.kind !== 'mark') return null
    const offset = token.text === 'UTC' || token.text === 'GMT' ? offsetAt(tokens, at + 1, true) : null
    return offset ?? { zone: token.text, next: at + 1 }
  }
  if (!regions.has(token.text) || !isMark(after, '/') || after?.gap) return null
  let next = at + 1
  let zone = token.text
  // At most `America/Argentina/Buenos_Aires`.
  for (let part = 0; part < 4; part++) {
    const [sign, name] = [tokens[next], tokens[next + 1]]
    if (!sign || !isMark(sign, '/_') || sign.gap || name?.kind !== 'word' || name.gap) break
    zone += sign.text + name.text
    next += 2
  }
  return { zone, next }
}

/** `+02:00`, `+0200`, `+2`. */
function offsetAt(tokens: readonly Token[], at: number, stamp: boolean): ZoneReading | null {
  const sign = tokens[at]
  if (!isMark(sign, stamp ? '+-' : '+')) return null
  const [hours, colon, minutes] = [tokens[at + 1], tokens[at + 2], tokens[at + 3]]
  if (hours?.kind !== 'number' || hours.gap) return null
  if (stamp && sign?.text === '-' && sign.gap) return null
  const colonMinutes =
    isMark(colon, ':') && !colon?.gap && minutes?.kind === 'number' && !minutes.gap ? minutes : null
  const [hour, minute] =
    hours.text.length === 4
      ? [Math.floor(hours.value / 100), hours.value % 100]
      : [hours.value, colonMinutes?.value ?? 0]
  if (hours.text.length > 4 || hours.text.length === 3 || hour > 14 || minute > 59) return null
  const next = at + (colonMinutes && hours.text.length !== 4 ? 4 : 2)
  return { zone: `${sign?.text}${two(hour)}:${two(minute)}`, next }
}

const two = (number: number): string => String(number).padStart(2, '0')
