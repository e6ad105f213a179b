import type { Programme, ProgrammeProblem, ProgrammeSession } from '@async-events/core'
import { knownConference } from './known-conferences.ts'
import { scheduleLimits } from './limits.ts'
import { sortLinks, webAddress } from './media/sort-links.ts'
import type { Report, StatedPerson, StatedProgramme, StatedSession, Text } from './stated.ts'
import { plainLine, plainText } from './text/plain-text.ts'
import { spokenLanguage } from './text/spoken-language.ts'
import { readMoment } from './times/read-moment.ts'
import { type DayRules, sessionTime } from './times/session-time.ts'
import { zoneNamed } from './times/zone.ts'

interface Context extends DayRules {
  report: Report
  base: string | null
  /** Of the programme itself. */
  url: string | null
  language: Text
  pageOf(session: StatedSession): string | null
}

export interface NormaliseOptions {
  format: string
  /** Where the schedule was fetched. */
  url: string | null
  /** Of schedules that name no zone. */
  time_zone: string | null
  report: Report
  problems: ProgrammeProblem[]
}

/** Texts as values that jobs can be made of; what cannot be read is reported with its line. */
export function normalise(stated: StatedProgramme, options: NormaliseOptions): Programme {
  const { report } = options
  const title = lineOf(stated.title) ?? null
  const known = knownConference(title ?? '')
  const stated_zone = lineOf(stated.time_zone) ?? null
  const named = stated_zone ?? options.time_zone ?? known?.time_zone ?? null
  const zone = named === null ? null : zoneNamed(named)
  if (named !== null && zone === null)
    report.problem(
      'zone_unknown',
      1,
      `The time zone "${named}" is not known: times are taken as they are written.`,
    )
  const url = address(stated.url, null) ?? address(stated.base_url, null) ?? options.url
  const context: Context = {
    report,
    zone,
    base: address(stated.base_url, null) ?? url,
    url,
    dayChange: readMoment(stated.day_change ?? '')?.minutes ?? null,
    language: stated.language,
    pageOf: ({ slug }) => (known && slug ? known.page(slug.trim()) : null),
  }
  const kept = stated.sessions.slice(0, scheduleLimits.events)
  if (kept.length < stated.sessions.length)
    report.problem(
      'too_many',
      stated.sessions[kept.length]?.line ?? 1,
      `Only the first ${scheduleLimits.events} of ${stated.sessions.length} events are read.`,
      { left_out: true },
    )
  const sessions = kept.flatMap((one) => normaliseSession(one, context) ?? [])
  if (zone === null && named === null && sessions.some(({ time }) => time && !hasOffset.test(time.starts_at)))
    report.problem(
      'no_zone',
      1,
      'The schedule names no time zone: times are those on the clocks of the conference.',
    )
  return {
    format: options.format,
    title,
    url,
    time_zone: zone?.name ?? null,
    sessions: withoutDuplicates(sessions, report),
    problems: options.problems.toSorted((a, b) => a.line - b.line),
    events: stated.sessions.length,
  }
}

const hasOffset = /[+-]\d\d:\d\d$/

function normaliseSession(stated: StatedSession, context: Context): ProgrammeSession | null {
  const { report } = context
  const title = lineOf(stated.title, 500)
  const id = stated.ids.map((text) => lineOf(text)).find((text) => text !== undefined)
  const event = title ?? id ?? null
  if (title === undefined) {
    report.problem('no_title', stated.line, 'The event has no title.', { event, left_out: true })
    return null
  }
  if ((stated.title?.length ?? 0) > 600)
    report.problem('text_cut', stated.line, 'The title is longer than 500 characters and was cut.', { event })
  const { time, problems } = sessionTime(stated, context)
  for (const { code, text } of problems)
    report.problem(code, stated.line, `"${plainLine(text, 60)}" cannot be read as a ${code.split('_')[0]}.`, {
      event,
    })
  const own =
    (stated.urls ?? []).map((text) => address(text, context.base)).find((one) => one !== null) ?? null
  const url = own ?? context.pageOf(stated)
  const { unreadable, ...media } = sortLinks(stated.links ?? [], context.base ?? url)
  for (const text of unreadable)
    report.problem('link_unreadable', stated.line, `"${plainLine(text, 100)}" is no web address.`, { event })
  for (const { url: file, readable, kind } of media.attachments)
    if (!readable && kind === 'slides')
      report.problem(
        'attachment_not_readable',
        stated.line,
        `Slides that are no PDF or presentation are not read: ${plainLine(file, 200)}`,
        { event },
      )
  return {
    id: id ?? url ?? [title, time?.starts_at ?? '', stated.room ?? ''].join('|'),
    line: stated.line,
    title,
    subtitle: lineOf(stated.subtitle) ?? null,
    url,
    slug: lineOf(stated.slug) ?? null,
    track: lineOf(stated.track, 200) ?? null,
    room: lineOf(stated.room, 200) ?? null,
    type: lineOf(stated.type, 200) ?? null,
    language: languageOf(stated, context, event),
    abstract: proseOf(stated.abstract),
    description: proseOf(stated.description),
    time,
    day: dayOf(stated, time?.date ?? null),
    speakers: peopleOf(stated.people ?? [], context.base),
    ...media,
    licence: lineOf(stated.licence) ?? null,
    do_not_record: stated.do_not_record ?? false,
    off: stated.off ?? (isCancelled.test(title) ? 'cancelled' : null),
  }
}

/** As conferences mark it when the schedule must not change otherwise. */
const isCancelled =
  /^\W*(?:cancell?ed|abgesagt|entfällt|annulé|cancelado|annullato|geannuleerd)\b|[[(](?:cancell?ed|abgesagt|entfällt|fällt aus)[\])]\s*$/i

function languageOf(
  stated: StatedSession,
  { report, language }: Context,
  event: string | null,
): string | null {
  const text = lineOf(stated.language) ?? lineOf(language)
  if (text === undefined) return null
  const found = spokenLanguage(text)
  if (found === undefined)
    report.problem('language_unknown', stated.line, `"${text.slice(0, 60)}" is no language that is known.`, {
      event,
    })
  return found ?? null
}

function dayOf({ day }: StatedSession, date: string | null): ProgrammeSession['day'] {
  const stated = readMoment(day?.date ?? '')?.date ?? readMoment(day?.start ?? '')?.date ?? date
  const index = Number.parseInt(day?.index ?? '', 10)
  return stated === null ? null : { date: stated, index: Number.isNaN(index) ? null : index }
}

function peopleOf(stated: readonly StatedPerson[], base: string | null): ProgrammeSession['speakers'] {
  const people = stated.flatMap(({ name, url, image_url }) => {
    const shown = lineOf(name)
    return shown === undefined
      ? []
      : [{ name: shown, url: address(url, base), image_url: address(image_url, base) }]
  })
  return people
    .filter(({ name }, at) => people.findIndex((one) => one.name === name) === at)
    .slice(0, scheduleLimits.people)
}

/**
 * The same event twice is one. Two events of one id, as repeated talks have it, stay two: the second one's id gets its time, so that it is the same in
 * the next version of the schedule.
 */
function withoutDuplicates(sessions: readonly ProgrammeSession[], report: Report): ProgrammeSession[] {
  const byId = new Map<string, ProgrammeSession[]>()
  return sessions.flatMap((session) => {
    const before = byId.get(session.id) ?? []
    byId.set(session.id, [...before, session])
    const [first] = before
    if (first === undefined) return [session]
    const about = { event: session.title }
    const same = before.find((one) => isSame(one, session))
    if (same) {
      report.problem('duplicate', session.line, `The event stands in line ${same.line}, too.`, {
        ...about,
        left_out: true,
      })
      return []
    }
    report.problem('duplicate_id', session.line, `The event in line ${first.line} has the same id.`, about)
    return [
      {
        ...session,
        id: [session.id, session.time?.starts_at ?? before.length + 1, session.room ?? ''].join(' ').trim(),
      },
    ]
  })
}

const isSame = (one: ProgrammeSession, other: ProgrammeSession): boolean =>
  one.title === other.title && one.time?.starts_at === other.time?.starts_at && one.room === other.room

function lineOf(text: Text, maxChars: number = scheduleLimits.line): string | undefined {
  if (text === null || text === undefined) return undefined
  const line = plainLine(text, maxChars)
  return line === '' ? undefined : line
}

function proseOf(text: Text): string | null {
  if (text === null || text === undefined) return null
  return plainText(text, scheduleLimits.prose) || null
}

const address = (text: Text, base: string | null): string | null =>
  text === null || text === undefined ? null : webAddress(text, base)
