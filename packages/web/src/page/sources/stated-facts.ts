import type { FactName, PageAttachment, PageFacts, PagePerson } from '@async-events/core'
import { primarySubtag } from '@async-events/core/language-tag'
import { documentType, factLimits, isVideoFile, plainText, uniqueBy, webUrl } from '../facts/page-facts.ts'
import { isVideoPage, vimeoPage, youTubePage } from '../media/video-hosts.ts'
import { isRecord } from './front-matter.ts'

/** What front matter or the head lines of a text state. */
export interface StatedFacts {
  facts: Partial<PageFacts>
  /** For the reader of labelled facts, which knows days and times in all their forms. */
  labelled: { label: string; value: string; facts: FactName[] }[]
}

/** Names of each fact, lower case without `_`, `-` and blanks. */
const names = {
  title: 'title titel titre título titolo talktitle sessiontitle name',
  description: 'description summary excerpt abstract teaser beschreibung zusammenfassung résumé resumen',
  speakers:
    'speakers speaker presenters presenter authors author by persons people person host hosts referent referentin referenten referierende vortragende vortragender sprecher sprecherin intervenants intervenant ponentes ponente relatori relatore',
  event: 'event eventname conference conferencename meetup veranstaltung konferenz tagung',
  track: 'track devroom stream strang themenstrang',
  room: 'room location venue place raum saal ort salle sala lieu stage bühne',
  date: 'date day datum eventdate talkdate sessiondate fecha data',
  start: 'start starts starttime startdate startsat begin begins beginn from',
  end: 'end ends endtime enddate endsat until ende to',
  time: 'time when hour uhrzeit zeit hora ora',
  duration: 'duration length dauer durée duración durata',
  language: 'language lang locale sprache langue idioma lingua',
  licence: 'licence license lizenz licencia licenza',
  keywords: 'tags keywords topics schlagwörter stichwörter',
  video: 'video videourl youtube youtubeid vimeo recording recordingurl videolink aufzeichnung mitschnitt',
  slides:
    'slides slidesurl slide slideurl slideslink presentation presentationurl deck pdf folien attachments files materials handout',
  links: 'links link repo repository website homepage',
} as const
export type StatedName = keyof typeof names

const byKey = new Map<string, StatedName>(
  Object.entries(names).flatMap(([name, keys]) =>
    keys.split(' ').map((key): [string, StatedName] => [key, name as StatedName]),
  ),
)

const bareKey = (key: string): string =>
  key
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '')

export const isStatedName = (key: string): boolean => byKey.has(bareKey(key))

/** Tables in which sites keep their own values. */
const groups = new Set(['params', 'extra', 'talk', 'session', 'meta', 'taxonomies'])

export function statedFacts(data: Record<string, unknown>, url: string): StatedFacts {
  const values = valuesIn(data)
  const text = (name: StatedName, maxChars: number = factLimits.text): string | null =>
    plainText(textOf(values.get(name)), maxChars)
  const videos = urlsOf(values.get('video'), url, videoUrl)
  const files = urlsOf(values.get('slides'), url, webUrl)
  const attachments = files.filter((file) => documentType(file.url) !== null)
  const others = files.filter((file) => documentType(file.url) === null)
  const speakers = peopleOf(values.get('speakers'), url)
  const moment = stampOf(text('start') ?? '') ?? stampOf(text('date') ?? '')
  const end = stampOf(text('end') ?? '')
  const minutes = minutesOf(values.get('duration'))
  const languageText = text('language')
  return {
    facts: {
      title: text('title'),
      description: text('description', factLimits.description),
      speakers,
      event: text('event'),
      track: text('track'),
      room: text('room'),
      startsAt: moment?.zone ? moment.iso : null,
      endsAt: end?.zone ? end.iso : null,
      language: languageText !== null && languageText.length <= 12 ? primarySubtag(languageText) : null,
      licence:
        webUrl(/^https?:/.test(text('licence') ?? '') ? text('licence') : null, url) ?? text('licence'),
      duration: minutes,
      keywords: listOf(values.get('keywords'))
        .map((word) => plainText(word, 80))
        .filter((word) => word !== null)
        .slice(0, factLimits.keywords),
      videoUrl: videos[0]?.url ?? null,
      attachments: attachments.map(
        ({ url: file, title }): PageAttachment => ({ url: file, title, mediaType: documentType(file) }),
      ),
      links: [...others, ...urlsOf(values.get('links'), url, webUrl)].map(({ url: target, title }) => ({
        url: target,
        title: title ?? target,
      })),
    },
    labelled: labelledOf(values, { moment, end, language: languageText }),
  }
}

/** The first value of each name; a value within a group of the site counts after those outside. */
function valuesIn(data: Record<string, unknown>): Map<StatedName, unknown> {
  const found = new Map<StatedName, unknown>()
  const add = (record: Record<string, unknown>): void => {
    for (const [key, value] of Object.entries(record)) {
      const name = byKey.get(bareKey(key))
      if (name === undefined || found.has(name) || isEmpty(value)) continue
      if (name === 'video' && /^(?:youtube|vimeo)(?:id)?$/.test(bareKey(key)) && typeof value !== 'object') {
        found.set(name, hosted(bareKey(key), String(value)))
      } else found.set(name, value)
    }
  }
  add(data)
  for (const [key, value] of Object.entries(data)) if (groups.has(bareKey(key)) && isRecord(value)) add(value)
  return found
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

function textOf(value: unknown): string | null {
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(', ')
  if (isRecord(value)) return textOf(value.name ?? value.title)
  return null
}

function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.slice(0, 200).flatMap((item) => textOf(item) ?? [])
  return (textOf(value) ?? '').split(/[,;]/)
}

function peopleOf(value: unknown, url: string): PagePerson[] {
  const people = (Array.isArray(value) ? value : [value]).slice(0, 100).flatMap((item): PagePerson[] => {
    if (isRecord(item)) {
      const name = plainText(textOf(item.name ?? item.title ?? item.full_name), 120)
      if (name === null) return []
      const link = item.url ?? item.website ?? item.link ?? item.homepage
      const image = item.image ?? item.photo ?? item.picture ?? item.avatar
      return [{ name, url: webUrl(textOf(link), url), imageUrl: webUrl(textOf(image), url) }]
    }
    return namesIn(textOf(item) ?? '').map((name) => ({ name, url: null, imageUrl: null }))
  })
  return uniqueBy(people, ({ name }) => name.toLowerCase()).slice(0, factLimits.speakers)
}

/** `Ann Moor and Rob Dyke`, `Ann Moor, Rob Dyke`; `Moor, Ann` and `Ann Moor, Fen Trust` stay as they are written. */
function namesIn(text: string): string[] {
  const bare = text.replace(/<[^<>]{0,200}>|\([^()]{0,200}\)/g, ' ')
  return bare
    .split(/\s*;\s*|\s+(?:and|und|et|y|&)\s+/)
    .flatMap((part) => {
      const pieces = part.split(/\s*,\s*/).filter((piece) => piece !== '')
      return pieces.every((piece) => piece.trim().includes(' ')) ? pieces : [part]
    })
    .map((name) => plainText(name, 120))
    .filter((name) => name !== null)
}

interface Place {
  url: string
  title: string | null
}

function urlsOf(
  value: unknown,
  base: string,
  read: (text: string | null, base: string) => string | null,
): Place[] {
  return (Array.isArray(value) ? value : [value]).slice(0, 50).flatMap((item): Place[] => {
    const target = isRecord(item)
      ? textOf(item.url ?? item.link ?? item.href ?? item.file ?? item.path)
      : textOf(item)
    // `link: yes` is no address.
    const isAddress = target !== null && /^https?:\/\/|^\.{0,2}\/|\.[a-z0-9]{2,5}(?:[?#]|$)/i.test(target)
    const found = isAddress ? read(target, base) : null
    return found === null
      ? []
      : [{ url: found, title: isRecord(item) ? plainText(textOf(item.title ?? item.name), 200) : null }]
  })
}

function videoUrl(text: string | null, base: string): string | null {
  const url = webUrl(text, base)
  return url !== null && (isVideoFile(url) || isVideoPage(url)) ? url : null
}

function hosted(key: string, value: string): string {
  if (/^https?:/.test(value)) return value
  if (!/^[\w-]{5,20}$/.test(value)) return value
  return key.startsWith('youtube') ? youTubePage(value) : vimeoPage(value)
}

interface Stamp {
  iso: string
  day: string
  time: string | null
  zone: boolean
}

/** `2026-02-14`, `2026-02-14 10:30:00 +0100`, `2026-02-14T10:30Z`. Midnight is what programs write for no time. */
function stampOf(text: string): Stamp | null {
  const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i.exec(
    text.trim(),
  )
  if (!found?.[1]) return null
  const [, day, clock, offset] = found
  const time = clock === undefined || clock === '00:00' ? null : clock
  const zone = offset?.toUpperCase().replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2') ?? ''
  return {
    iso: time === null ? day : `${day}T${time}:00${zone}`,
    day,
    time,
    zone: time !== null && zone !== '',
  }
}

function minutesOf(value: unknown): number | null {
  const text = (textOf(value) ?? '').trim().toLowerCase()
  const iso = /^pt(?:(\d{1,2})h)?(?:(\d{1,3})m)?/.exec(text)
  if (iso && (iso[1] || iso[2])) return Number(iso[1] ?? 0) * 60 + Number(iso[2] ?? 0)
  const clock = /^(\d{1,2}):(\d\d)(?::\d\d)?$/.exec(text)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  const hours = /^(\d{1,2})(?:\.(\d))?\s*(?:h|hours?|stunden?|heures?|horas?|ore)\b/.exec(text)
  if (hours) return Math.round((Number(hours[1]) + Number(`0.${hours[2] ?? 0}`)) * 60)
  const minutes = /^(\d{1,3})\s*(?:$|m\b|min|′|')/.exec(text)?.[1]
  return minutes === undefined || Number(minutes) === 0 ? null : Number(minutes)
}

function labelledOf(
  values: ReadonlyMap<StatedName, unknown>,
  { moment, end, language }: { moment: Stamp | null; end: Stamp | null; language: string | null },
): StatedFacts['labelled'] {
  const text = (name: StatedName): string | null => plainText(textOf(values.get(name)), 200)
  const names = peopleOf(values.get('speakers'), 'http://localhost/').map(({ name }) => name)
  const times: FactName[] = ['day', 'startTime', 'endTime', 'startsAt', 'endsAt']
  const clock = (name: 'start' | 'end', stamp: Stamp | null): string | null =>
    stamp === null || stampOf(text(name) ?? '') === null ? text(name) : stamp.time
  const rows: [label: string, value: string | null | undefined, facts: FactName[]][] = [
    ['Speakers', names.join(', '), ['speakers']],
    ['Event', text('event'), ['event']],
    ['Track', text('track'), ['track']],
    ['Room', text('room'), ['room']],
    ['Date', moment?.day ?? text('date'), times],
    ['Start', clock('start', moment) ?? moment?.time, times],
    ['End', clock('end', end), times],
    ['Time', text('time'), times],
    ['Language', language, ['language']],
  ]
  return rows.flatMap(([label, value, facts]) => (value ? [{ label, value, facts }] : []))
}
