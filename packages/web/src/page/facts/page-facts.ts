import type { PageFacts } from '@async-events/core'

export const factLimits = {
  text: 500,
  description: 5_000,
  speakers: 50,
  keywords: 30,
  attachments: 30,
  links: 100,
} as const

/** The first source of a fact wins; later ones only add a person's links. */
export function mergeFacts(readings: readonly Partial<PageFacts>[]): PageFacts {
  const first = <K extends keyof PageFacts>(key: K): PageFacts[K] | null => {
    for (const reading of readings) {
      const value = reading[key]
      if (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '') {
        return value as PageFacts[K]
      }
    }
    return null
  }
  const people = readings.flatMap((reading) => reading.speakers ?? [])
  const speakers = uniqueBy(first('speakers') ?? [], (person) => nameKey(person.name)).map((person) => {
    const same = people.filter((other) => nameKey(other.name) === nameKey(person.name))
    return {
      name: person.name,
      url: person.url ?? same.find((other) => other.url !== null)?.url ?? null,
      imageUrl: person.imageUrl ?? same.find((other) => other.imageUrl !== null)?.imageUrl ?? null,
    }
  })
  const attachments = readings.flatMap((reading) => reading.attachments ?? [])
  return {
    title: first('title'),
    description: first('description'),
    language: first('language'),
    speakers: speakers.slice(0, factLimits.speakers),
    event: first('event'),
    track: first('track'),
    room: first('room'),
    startsAt: first('startsAt'),
    endsAt: first('endsAt'),
    day: first('day'),
    startTime: first('startTime'),
    endTime: first('endTime'),
    duration: first('duration'),
    licence: first('licence'),
    keywords: uniqueBy(first('keywords') ?? [], (word) => word.toLowerCase()).slice(0, factLimits.keywords),
    videoUrl: first('videoUrl'),
    captions: first('captions') ?? [],
    sources: {},
    attachments: uniqueBy(attachments, (attachment) => attachment.url).slice(0, factLimits.attachments),
    links: uniqueBy(first('links') ?? [], (link) => link.url).slice(0, factLimits.links),
  }
}

const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase()

export function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Set<string>()
  return items.filter((item) => !seen.has(key(item)) && seen.add(key(item)))
}

/** One line of plain text, or null when it is empty. */
export function plainText(
  text: string | null | undefined,
  maxChars: number = factLimits.text,
): string | null {
  const line = (text ?? '')
    .replace(/[\s\u00a0\u200b]+/g, ' ')
    .trim()
    .normalize('NFC')
  if (line === '') return null
  return line.length <= maxChars ? line : `${line.slice(0, maxChars - 1).trimEnd()}…`
}

/** An absolute http(s) URL without credentials, or null. */
export function webUrl(href: string | null | undefined, base: string): string | null {
  const text = href?.trim() ?? ''
  if (text === '' || text.length > 2048 || !URL.canParse(text, base)) return null
  const url = new URL(text, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  url.username = ''
  url.password = ''
  return url.href
}

const mediaTypes: Record<string, string> = {
  pdf: 'application/pdf',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odp: 'application/vnd.oasis.opendocument.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  key: 'application/vnd.apple.keynote',
  zip: 'application/zip',
  epub: 'application/epub+zip',
  csv: 'text/csv',
}

/** Media type of a document by its URL's file extension; null for other URLs. */
export function documentType(url: string): string | null {
  return mediaTypes[pathEnding(url)] ?? null
}

export const isVideoFile = (url: string): boolean =>
  /^(?:mp4|m4v|webm|mkv|mov|ogv|avi)$/.test(pathEnding(url))

/** The extension of a URL's path, in lower case; empty without one. */
export const pathEnding = (url: string): string =>
  /\.([a-z0-9]{2,5})$/i.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? ''
