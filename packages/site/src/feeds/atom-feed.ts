import { toXml } from 'xast-util-to-xml'
import { x } from 'xastscript'
import { titleOf } from '../pages/talk-list.ts'
import type { SiteContext } from '../pages/write-page.ts'
import { addressOf, urnOf } from './addresses.ts'

/** All talks as an Atom feed (RFC 4287), the latest first. Links are relative to the feed without an address of the site. */
export function atomFeed({ conference, language }: SiteContext, baseUrl: string | null): string {
  const { talks, title } = conference
  const latest = talks.toSorted((a, b) => b.updated.getTime() - a.updated.getTime())
  const to = (path: string): string => addressOf(baseUrl, path)
  const feed = x('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': language }, [
    x('title', title),
    x('id', baseUrl ?? urnOf(talks.map(({ id }) => id).join())),
    x('updated', (latest[0]?.updated ?? new Date(0)).toISOString()),
    x('link', { rel: 'self', href: to('feed.xml') }),
    x('link', { rel: 'alternate', type: 'text/html', href: to('index.html') }),
    ...latest.map((talk) =>
      x('entry', { 'xml:lang': talk.facts.language ?? undefined }, [
        x('title', titleOf(talk)),
        x('id', urnOf(talk.id)),
        x('updated', talk.updated.toISOString()),
        x('link', { rel: 'alternate', type: 'text/html', href: to(talk.page) }),
        // Each entry has an author, or the feed has.
        ...(talk.facts.speakers.length > 0 ? talk.facts.speakers : [{ name: title }]).map(({ name }) =>
          x('author', x('name', name)),
        ),
        ...(talk.facts.track === '' ? [] : [x('category', { term: talk.facts.track })]),
        ...(talk.facts.lead === '' ? [] : [x('summary', talk.facts.lead)]),
      ]),
    ),
  ])
  return `<?xml version="1.0" encoding="utf-8"?>\n${toXml(feed)}\n`
}
