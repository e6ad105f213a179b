import { toXml } from 'xast-util-to-xml'
import { x } from 'xastscript'
import type { PageTalk } from '../conference.ts'
import { clock } from '../facts/clock.ts'
import { titleOf } from '../pages/talk-list.ts'
import type { SiteContext } from '../pages/write-page.ts'
import { addressOf, urnOf } from './addresses.ts'

/** By ending of the file; what players ask for by name. */
const mediaTypes: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  m4v: 'video/x-m4v',
  mov: 'video/quicktime',
  webm: 'video/webm',
  ogv: 'video/ogg',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  opus: 'audio/ogg',
  flac: 'audio/flac',
  wav: 'audio/wav',
}

/** Recordings that play by themselves, as podcast players read them (RSS 2.0 with the names of Apple). */
export function podcastFeed({ conference, language }: SiteContext, baseUrl: string | null): string {
  const { talks, title } = conference
  const items = talks.flatMap((talk) => {
    const media = talk.facts.recording?.media
    return media ? [itemOf(talk, media, baseUrl)] : []
  })
  const feed = x(
    'rss',
    {
      version: '2.0',
      'xmlns:itunes': 'http://www.itunes.com/dtds/podcast-1.0.dtd',
      'xmlns:atom': 'http://www.w3.org/2005/Atom',
    },
    x('channel', [
      x('title', title),
      x('link', addressOf(baseUrl, 'index.html')),
      x('description', title),
      x('language', language),
      x('atom:link', { rel: 'self', type: 'application/rss+xml', href: addressOf(baseUrl, 'podcast.xml') }),
      x('itunes:explicit', 'false'),
      ...items,
    ]),
  )
  return `<?xml version="1.0" encoding="utf-8"?>\n${toXml(feed)}\n`
}

function itemOf(talk: PageTalk, media: string, baseUrl: string | null) {
  const { speakers, recording, lead } = talk.facts
  const ending = /\.([a-z0-9]+)$/i.exec(new URL(media).pathname)?.[1]?.toLowerCase() ?? ''
  return x('item', [
    x('title', titleOf(talk)),
    x('guid', { isPermaLink: 'false' }, urnOf(talk.id)),
    x('link', addressOf(baseUrl, talk.page)),
    x('pubDate', talk.updated.toUTCString()),
    ...(lead === '' ? [] : [x('description', lead)]),
    ...(speakers.length === 0 ? [] : [x('itunes:author', speakers.map(({ name }) => name).join(', '))]),
    ...(recording?.duration == null ? [] : [x('itunes:duration', clock(recording.duration))]),
    // Its length in bytes is not known; readers take 0 for that.
    x('enclosure', { url: media, length: '0', type: mediaTypes[ending] ?? 'application/octet-stream' }),
  ])
}
