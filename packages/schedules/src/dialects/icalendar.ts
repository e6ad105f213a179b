import type { Report, StatedProgramme, StatedSession } from '../stated.ts'
import type { Dialect } from './dialect.ts'
import { cancelledState } from './states.ts'

/** iCalendar (RFC 5545), as pretalx, Sched, Sessionize, Indico and calendars export it. */
export const icalendar: Dialect = {
  name: 'icalendar',
  recognises: ({ kind }) => kind === 'icalendar',
  read({ text }, report) {
    const programme: StatedProgramme = { sessions: [] }
    const zones = new Map<string, number>()
    let event: Property[] | null = null
    let [begun, nested, last] = [0, 0, 1]
    /** Calendars that have begun and not ended. */
    let open = 0
    const close = (): void => {
      if (event !== null) programme.sessions.push(sessionOf(event, begun, zones))
      event = null
    }
    for (const property of propertiesOf(text, report)) {
      const { name, value, line } = property
      last = line
      if (value.toUpperCase() === 'VCALENDAR') open += name === 'BEGIN' ? 1 : name === 'END' ? -1 : 0
      if (name === 'BEGIN' && value.toUpperCase() === 'VEVENT') {
        if (event !== null) report.problem('malformed', begun, 'The VEVENT is not closed.')
        close()
        event = []
        begun = line
        nested = 0
      } else if (name === 'END' && value.toUpperCase() === 'VEVENT') close()
      else if (event !== null) {
        // Alarms in an event have a description of their own.
        if (name === 'BEGIN') nested += 1
        else if (name === 'END') nested -= 1
        else if (nested <= 0) event.push(property)
      } else if (name === 'X-WR-CALNAME' || name === 'NAME') programme.title ??= unescaped(value)
      else if (name === 'X-WR-TIMEZONE' || name === 'TZID') programme.time_zone ??= value
      else if (name === 'URL' || name === 'SOURCE') programme.url ??= value
    }
    // Between two events nothing else would tell that there were more.
    if (event !== null) report.problem('malformed', begun, 'The source ends within a VEVENT.')
    else if (open > 0) report.problem('malformed', last, 'The source ends within the VCALENDAR.')
    close()
    for (const [zone] of [...zones].toSorted((a, b) => b[1] - a[1])) programme.time_zone ??= zone
    return programme
  },
}

interface Property {
  name: string
  parameters: string
  value: string
  line: number
}

const maxLine = 200_000

/** Content lines, unfolded: a line that begins with white space goes on with the one before. */
function* propertiesOf(text: string, report: Report): Generator<Property> {
  let held: { text: string; line: number } | null = null
  let number = 0
  for (const raw of [...text.split(/\r\n|\n|\r/), '']) {
    number += 1
    if (held !== null && /^[ \t]/.test(raw)) {
      if (held.text.length < maxLine) held.text += raw.slice(1)
      continue
    }
    if (held !== null && held.text.trim() !== '') {
      const property = propertyOf(held.text, held.line)
      if (property === null) report.problem('malformed', held.line, 'The line is no property of iCalendar.')
      else yield property
    }
    held = { text: raw, line: number }
  }
}

function propertyOf(text: string, line: number): Property | null {
  const name = /^[\w-]{1,60}/.exec(text)?.[0]
  if (name === undefined) return null
  let quoted = false
  for (let at = name.length; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted
    if (text[at] === ':' && !quoted)
      return {
        name: name.toUpperCase(),
        parameters: text.slice(name.length, at),
        value: text.slice(at + 1),
        line,
      }
  }
  return null
}

function sessionOf(event: readonly Property[], line: number, zones: Map<string, number>): StatedSession {
  const one = (name: string) => event.find((property) => property.name === name)
  const text = (name: string) => {
    const value = one(name)?.value
    return value === undefined ? null : unescaped(value)
  }
  const zone = parameterOf(one('DTSTART')?.parameters ?? '', 'TZID')
  if (zone !== null) zones.set(zone, (zones.get(zone) ?? 0) + 1)
  return {
    line,
    ids: [text('UID')],
    title: text('SUMMARY'),
    urls: [text('URL'), /\bhttps?:\/\/[^\s"<>]+/.exec(text('DESCRIPTION') ?? '')?.[0]],
    track: text('CATEGORIES')?.split(',')[0] ?? null,
    room: text('LOCATION'),
    language: parameterOf(one('SUMMARY')?.parameters ?? '', 'LANGUAGE'),
    abstract: text('DESCRIPTION'),
    start: one('DTSTART')?.value ?? null,
    end: one('DTEND')?.value ?? null,
    duration: one('DURATION')?.value ?? null,
    people: [
      ...event
        .filter(({ name }) => name === 'ATTENDEE' || name === 'ORGANIZER')
        .filter(({ name, parameters }) => name === 'ATTENDEE' || /SPEAKER/i.test(parameters))
        .map(({ parameters }) => ({ name: parameterOf(parameters, 'CN') })),
      ...(text('X-SPEAKERS') ?? text('X-SPEAKER') ?? '').split(/[,;]/).map((name) => ({ name })),
    ],
    links: event
      .filter(({ name }) => name === 'ATTACH' || name === 'CONFERENCE')
      .map(({ name, value, parameters }) => ({
        url: value,
        title: parameterOf(parameters, 'FILENAME') ?? parameterOf(parameters, 'LABEL'),
        isFile: name === 'ATTACH',
      })),
    off: cancelledState(text('STATUS')),
  }
}

function parameterOf(parameters: string, name: string): string | null {
  const found = new RegExp(`;${name}=(?:"([^"]*)"|([^;:]*))`, 'i').exec(parameters)
  return found?.[1] ?? found?.[2] ?? null
}

const unescaped = (value: string): string =>
  value.replaceAll(/\\([\\;,nN])/g, (_all, sign: string) => (/n/i.test(sign) ? '\n' : sign))
