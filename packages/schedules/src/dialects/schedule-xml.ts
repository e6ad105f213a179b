import { childNamed, childText, readXml, within, type XmlElement } from '../source/read-xml.ts'
import type { StatedLink, StatedPerson, StatedProgramme, StatedSession } from '../stated.ts'
import type { Dialect } from './dialect.ts'
import { cancelledState } from './states.ts'

/**
 * `schedule.xml` of pentabarf, FOSDEM, frab, pretalx, wafer (DebConf) and C3VOC: `schedule/day/room/event`. Written after
 * C3VOC's schema and files of real years, which leave out and add elements.
 */
export const scheduleXml: Dialect = {
  name: 'schedule-xml',
  recognises: ({ kind, text }) =>
    kind === 'xml' &&
    /<(?:[\w-]+:)?(?:schedule|iCalendarSchedule|event)\b/i.test(text) &&
    !/<(?:[\w-]+:)?vcalendar\b/i.test(text.slice(0, 20_000)),
  read({ text }, report) {
    const programme: StatedProgramme = { sessions: [] }
    readXml(text, {
      names: new Set(['event', 'conference']),
      report,
      on({ element, ancestors }) {
        if (element.name === 'conference') Object.assign(programme, conferenceOf(element))
        else if (element.children.length > 0) programme.sessions.push(eventOf(element, ancestors))
      },
    })
    return programme
  },
}

function conferenceOf(conference: XmlElement): Partial<StatedProgramme> {
  return {
    title: childText(conference, 'title') ?? childText(conference, 'acronym'),
    url: childText(conference, 'url', 'conf_url'),
    base_url: childText(conference, 'base_url'),
    time_zone: childText(conference, 'time_zone_name', 'timezone', 'time_zone'),
    day_change: childText(conference, 'day_change'),
    language: childText(conference, 'language'),
  }
}

function eventOf(event: XmlElement, ancestors: readonly XmlElement[]): StatedSession {
  const day = ancestors.findLast(({ name }) => name === 'day')?.attributes
  const room = ancestors.findLast(({ name }) => name === 'room')?.attributes.name
  const recording = childNamed(event, 'recording')
  const text = (...names: string[]) => childText(event, ...names)
  return {
    line: event.line,
    ids: [
      event.attributes.guid,
      text('guid', 'uuid'),
      event.attributes.id,
      event.attributes.code,
      text('slug'),
    ],
    title: text('title'),
    subtitle: text('subtitle'),
    urls: [
      text('url', 'full_conf_url', 'conf_url'),
      text('origin_url'),
      withoutFeedback(text('feedback_url')),
    ],
    slug: text('slug'),
    track: text('track'),
    room: text('room') ?? room ?? null,
    type: text('type'),
    language: text('language'),
    abstract: text('abstract'),
    description: text('description'),
    date: text('date'),
    start: text('start'),
    end: text('end'),
    duration: text('duration'),
    day: day ? { index: day.index, date: day.date, start: day.start, end: day.end } : null,
    people: peopleOf(event),
    links: linksOf(event),
    licence:
      childText(recording ?? event, 'license', 'licence') ?? text('license', 'licence', 'recording_license'),
    do_not_record: /^(?:true|1|yes)$/i.test(
      (childText(recording ?? event, 'optout') ?? text('do_not_record') ?? '').trim(),
    ),
    off: cancelledState(event.attributes.status ?? event.attributes.state ?? text('status', 'state')),
  }
}

const withoutFeedback = (url: string | null): string | null =>
  url === null || !/\/feedback\/?$/.test(url.trim()) ? null : url.trim().replace(/feedback\/?$/, '')

function peopleOf(event: XmlElement): StatedPerson[] {
  const persons = [
    ...within(childNamed(event, 'persons'), 'person'),
    ...within(childNamed(event, 'speakers'), 'speaker'),
  ]
  return persons.map((person) => ({
    name:
      person.children.length > 0
        ? (childText(person, 'public_name', 'name', 'full_public_name') ?? person.text)
        : person.text || person.attributes.name,
    url: person.attributes.url ?? person.attributes.href ?? childText(person, 'url'),
    image_url: person.attributes.avatar ?? childText(person, 'avatar', 'image'),
  }))
}

/** Elements that are a recording by their name. */
const recordings = ['video_download_url', 'video_url', 'recording_url', 'video']

function linksOf(event: XmlElement): StatedLink[] {
  const listed = (group: string, name: string, isFile: boolean): StatedLink[] =>
    within(childNamed(event, group), name).map((one) => ({
      url: one.attributes.href ?? one.attributes.url ?? childText(one, 'url') ?? one.text,
      title: one.attributes.title ?? childText(one, 'title') ?? one.text,
      kind: one.attributes.type ?? one.attributes.kind ?? null,
      isFile,
    }))
  return [
    ...event.children
      .filter(({ name }) => recordings.includes(name))
      .map(
        (one): StatedLink => ({
          url: one.attributes.href ?? one.text,
          title: one.attributes.title,
          is: 'recording',
        }),
      ),
    // `recording` has licence and opt-out; some put the file there, too
    ...[childNamed(event, 'recording'), childNamed(event, 'media')].flatMap((one): StatedLink[] => {
      const url = one && (one.attributes.href ?? one.attributes.url ?? childText(one, 'url', 'link'))
      return url ? [{ url, is: 'recording' }] : []
    }),
    ...listed('media', 'file', true).map((link): StatedLink => ({ ...link, is: 'recording' })),
    ...listed('attachments', 'attachment', true),
    ...listed('links', 'link', false),
    ...listed('resources', 'resource', true),
  ]
}
