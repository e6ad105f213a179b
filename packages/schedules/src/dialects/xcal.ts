import { childText, readXml, within } from '../source/read-xml.ts'
import type { StatedProgramme } from '../stated.ts'
import type { Dialect } from './dialect.ts'
import { cancelledState } from './states.ts'

/** xCal, as pentabarf, frab and FOSDEM export it next to `schedule.xml`. */
export const xcal: Dialect = {
  name: 'xcal',
  recognises: ({ kind, text }) => kind === 'xml' && /<(?:[\w-]+:)?vcalendar\b/i.test(text.slice(0, 20_000)),
  read({ text }, report) {
    const programme: StatedProgramme = {
      title: /<(?:\w+:)?x-wr-caldesc>([^<]{1,300})</i.exec(text)?.[1] ?? null,
      sessions: [],
    }
    readXml(text, {
      names: new Set(['vevent']),
      report,
      on({ element }) {
        const of = (...names: string[]) => childText(element, ...names)
        programme.sessions.push({
          line: element.line,
          ids: [of('uid'), of('event-id')],
          title: of('summary'),
          subtitle: of('subtitle'),
          urls: [of('url')],
          slug: of('event-slug', 'slug'),
          track: of('category', 'categories'),
          room: of('location'),
          language: of('language'),
          abstract: of('description'),
          start: of('dtstart'),
          end: of('dtend'),
          duration: of('duration'),
          people: within(element, 'attendee').map(({ text: name }) => ({ name })),
          links: within(element, 'attach').map(({ text: url }) => ({ url, isFile: true })),
          off: cancelledState(of('status')),
        })
      },
    })
    return programme
  },
}
