import { monthNamed, weekdayNamed } from './calendar-names.ts'
import { isCjk, isJoinedNumber, isMark, isWord, type Token } from './tokens.ts'
import {
  afternoon,
  hourUnits,
  midnight,
  morning,
  noon,
  partOfDayAdverbs,
  partOfDayFillers,
} from './words-of-time.ts'
import { zoneAfter } from './zone-after.ts'

export interface Clock {
  hour: number
  minute: number
  half: 'am' | 'pm' | null
  /** `14:30`, `14.30`, `14h30` or `14 Uhr`, `14`, `noon`. Dots and bare numbers need evidence around them. */
  form: 'colon' | 'dot' | 'unit' | 'bare' | 'named'
  /** `Uhr`, `h`, `uur` stand behind it. */
  unit: boolean
  /** `1h30` may be a duration. */
  maybeDuration: boolean
  zone: string | null
  next: number
}

/** The time of day that starts at a token. */
export function clockAt(tokens: readonly Token[], start: number): Clock | null {
  const token = tokens[start]
  if (!token) return null
  if (token.kind === 'word') return namedClock(tokens, start) ?? cjkHalfClock(tokens, start)
  if (token.kind !== 'number' || token.text.length > 4) return null
  const digits = digitsAt(tokens, start)
  if (digits === null) return null
  const { hour, minute } = digits
  // `12 noon`, `12:00 midnight`
  const named = hour === 12 && minute === 0 ? namedClock(tokens, digits.next) : null
  if (named) return named
  let { form, next } = digits
  let half = halfAfter(tokens, next, form)
  next = half?.next ?? next
  const unit = form === 'unit' ? null : unitAfter(tokens, next)
  if (unit !== null) {
    form = form === 'bare' ? 'unit' : 'colon'
    half ??= halfAfter(tokens, unit, form)
    next = Math.max(half?.next ?? 0, unit)
  }
  const after = tokens[next]
  const zone = form === 'bare' && !half ? null : zoneAfter(tokens, next, isStamp(tokens, start))
  if (zone) next = zone.next
  else if (after && !after.gap && !isNextText(after, form)) return null
  if (hour > 24 || (hour === 24 && minute > 0) || minute > 59) return null
  return {
    hour: hour % 24,
    minute,
    // `14:00 PM` is said by pages that print both.
    half: half && hour <= 12 ? half.half : null,
    form: half && form !== 'unit' ? 'colon' : form,
    unit: unit !== null || form === 'unit',
    maybeDuration: form === 'unit' && tokens[start + 1]?.name === 'h' && hour <= 5 && !half && !zone,
    zone: zone?.zone ?? null,
    next,
  }
}

/** `14:30 Uhr`, `10:00h`, `3 o’clock` */
function unitAfter(tokens: readonly Token[], at: number): number | null {
  const [unit, sign, word] = [tokens[at], tokens[at + 1], tokens[at + 2]]
  if (unit?.name === 'o' && isMark(sign, "'’") && word?.name === 'clock') return at + 3
  if (!isWord(unit, hourUnits)) return null
  // `10:00 u2` is no hour.
  const splits = unit?.name === 'u' && unit.gap && sign !== undefined && !sign.gap && sign.kind !== 'mark'
  return splits ? null : at + 1
}

const militaryUnits = new Set(['hrs', 'hours', 'uhr', 'h'])

/** What may be written directly after a time: punctuation, and the text of the next element (`14:40Sleeping relays`). */
function isNextText(token: Token, form: Clock['form']): boolean {
  if (token.kind !== 'word') return !isMark(token, '%°$€£=^')
  return isCjk(token) || form === 'unit' || (form === 'colon' && /^\p{Lu}\p{Ll}{2}/u.test(token.text))
}

interface Digits {
  hour: number
  minute: number
  form: Clock['form']
  next: number
}

function digitsAt(tokens: readonly Token[], start: number): Digits | null {
  const [token, second, third] = [tokens[start], tokens[start + 1], tokens[start + 2]]
  if (!token) return null
  const hour = token.value
  if (token.text.length > 2) {
    const figures = { hour: Math.floor(hour / 100), minute: hour % 100 }
    if (token.text.length === 4 && isWord(second, militaryUnits))
      return { ...figures, form: 'unit', next: start + 2 }
    return halfAfter(tokens, start + 1, 'bare') ? { ...figures, form: 'colon', next: start + 1 } : null
  }
  if (isMark(second, ':') && !second?.gap && isJoinedNumber(third, 2)) {
    const seconds = tokens[start + 3]
    const more = isMark(seconds, ':') && !seconds?.gap
    if (more && !isJoinedNumber(tokens[start + 4], 2)) return null
    const next = start + (more ? 5 : 3)
    if (more && (isMark(tokens[next], ':') || isLength(token, tokens[start + 4]))) return null
    const reading: Digits = { hour, minute: third.value, form: 'colon', next }
    if (!isFraction(tokens, next)) return reading
    return isStamp(tokens, start) ? { ...reading, next: next + 2 } : null
  }
  if (isMark(second, '.') && !second?.gap && isJoinedNumber(third, 2))
    return isFraction(tokens, start + 3) ? null : { hour, minute: third.value, form: 'dot', next: start + 3 }
  if (second && isHourSign(second)) {
    const minutes = minutesAfterUnit(tokens, start + 2)
    return { hour, minute: minutes?.minute ?? 0, form: 'unit', next: minutes?.next ?? start + 2 }
  }
  return { hour, minute: 0, form: 'bare', next: start + 1 }
}

/** `1:02:33` and `00:43:12` tell how long a recording is. */
const isLength = (hour: Token, second: Token | undefined): boolean =>
  second?.value !== 0 && (hour.text.length === 1 || hour.value === 0)

const cjkHours = new Set(['時', '时', '点', '點', '시'])
const cjkMinutes = new Set(['分', '분'])

const isHourSign = (token: Token): boolean =>
  token.kind === 'word' && (/^(?:h|u|uhr|uur)$/.test(token.name) || cjkHours.has(token.text))

function minutesAfterUnit(tokens: readonly Token[], at: number): { minute: number; next: number } | null {
  const token = tokens[at]
  if (token?.text === '半') return { minute: 30, next: at + 1 }
  if (token?.kind !== 'number' || token.text.length !== 2 || token.value > 59) return null
  const after = tokens[at + 1]
  if (after && cjkMinutes.has(after.text)) return { minute: token.value, next: at + 2 }
  if (after && !after.gap && (after.kind === 'number' || isMark(after, ':.'))) {
    const full = isMark(after, '.') && tokens[at + 2]?.kind !== 'number'
    if (!full) return null
  }
  // `14h 30 places` has no minutes.
  if (token.gap && after?.kind === 'word' && after.name.length > 4) return null
  if (token.gap && (monthNamed(after) || weekdayNamed(after))) return null
  return { minute: token.value, next: at + 1 }
}

/** `10:00.000` is a media time, `10.30.2` a version. */
function isFraction(tokens: readonly Token[], at: number): boolean {
  const [sign, digits] = [tokens[at], tokens[at + 1]]
  return isMark(sign, '.,') && !sign?.gap && digits?.kind === 'number' && !digits.gap
}

interface Half {
  half: 'am' | 'pm'
  next: number
}

/** `PM`, `p.m.`, `p. m.`; a lone `p` only right after minutes (`2:00p`). */
function halfAfter(tokens: readonly Token[], at: number, form: Clock['form']): Half | null {
  const token = tokens[at]
  if (token?.kind !== 'word')
    return isMark(token, "'’") && tokens[at + 1]?.name === 's' ? partOfDayAfter(tokens, at + 1) : null
  if (token.name === 'am' || token.name === 'pm') {
    // German `am` is "on": `um 10:00 am Montag`.
    const german = token.text === 'am' && token.gap && isGermanDay(tokens, at + 1)
    return german ? null : { half: token.name, next: isMark(tokens[at + 1], '.') ? at + 2 : at + 1 }
  }
  if (token.name !== 'a' && token.name !== 'p') return partOfDayAfter(tokens, at)
  const half = token.name === 'a' ? 'am' : 'pm'
  const [dot, letter, end] = [tokens[at + 1], tokens[at + 2], tokens[at + 3]]
  if (isMark(dot, '.') && !dot?.gap && letter?.name === 'm')
    return { half, next: isMark(end, '.') && !end?.gap ? at + 4 : at + 3 }
  const lone = !token.gap && form === 'colon' && (!dot || dot.gap || dot.kind === 'mark')
  return lone ? { half, next: at + 1 } : null
}

/** `in the afternoon`, `abends`, `du soir`, `de la tarde`, `'s avonds`; `10:00 Night birds` is a title. */
function partOfDayAfter(tokens: readonly Token[], start: number): Half | null {
  let at = start
  while (at < start + 5 && (isWord(tokens[at], partOfDayFillers) || isMark(tokens[at], "'’-"))) at += 1
  const token = tokens[at]
  if (at === start && !isWord(token, partOfDayAdverbs)) return null
  const half = isWord(token, morning) ? 'am' : isWord(token, afternoon) ? 'pm' : null
  return half && { half, next: at + 1 }
}

function isGermanDay(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  const weekday = weekdayNamed(token)
  if (weekday) return weekday.languages.includes('de')
  return token?.kind === 'number' && isMark(tokens[at + 1], '.') && !tokens[at + 1]?.gap
}

/** `noon`, `12 noon`; the number before it belongs to it. */
function namedClock(tokens: readonly Token[], start: number): Clock | null {
  const token = tokens[start]
  const hour = isWord(token, noon) ? 12 : isWord(token, midnight) ? 0 : null
  if (hour === null) return null
  const zone = zoneAfter(tokens, start + 1, false)
  return {
    hour,
    minute: 0,
    half: null,
    form: 'named',
    unit: false,
    maybeDuration: false,
    zone: zone?.zone ?? null,
    next: zone?.next ?? start + 1,
  }
}

const cjkHalves: Readonly<Record<string, 'am' | 'pm'>> = {
  午前: 'am',
  上午: 'am',
  오전: 'am',
  午後: 'pm',
  下午: 'pm',
  오후: 'pm',
}

/** `午後2時30分`, `下午2:00`. */
function cjkHalfClock(tokens: readonly Token[], start: number): Clock | null {
  const [first, second] = [tokens[start], tokens[start + 1]]
  if (!first || !isCjk(first)) return null
  const half = cjkHalves[`${first.text}${second?.text}`]
  if (half === undefined || tokens[start + 2]?.kind !== 'number') return null
  const clock = clockAt(tokens, start + 2)
  if (!clock || clock.form === 'bare') return null
  return { ...clock, half: clock.hour <= 12 ? half : null }
}

/** After a date and `T`. */
const isStamp = (tokens: readonly Token[], start: number): boolean =>
  tokens[start - 1]?.text === 'T' && tokens[start]?.gap === false
