import { visibleText } from '../tree/visible-text.ts'

export const factLimits = {
  text: 500,
  description: 5_000,
  speakers: 50,
  keywords: 30,
  attachments: 30,
  links: 100,
} as const

export function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Set<string>()
  return items.filter((item) => !seen.has(key(item)) && seen.add(key(item)))
}

/** One line of plain text, or null when it is empty. */
export function plainText(
  text: string | null | undefined,
  maxChars: number = factLimits.text,
): string | null {
  const line = visibleText(text ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC')
  if (line === '') return null
  return line.length <= maxChars ? line : `${line.slice(0, maxChars - 1).trimEnd()}…`
}

/** An absolute http(s) URL without credentials, or null. */
export function webUrl(href: string | null | undefined, base: string): string | null {
  const text = href?.trim() ?? ''
  if (text === '' || text.length > 2048) return null
  const url = URL.parse(text, base)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null
  // Each assignment writes the URL anew.
  if (url.username !== '') url.username = ''
  if (url.password !== '') url.password = ''
  return url.href
}

const mediaTypes: Record<string, string> = {
  pdf: 'application/pdf',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  pps: 'application/vnd.ms-powerpoint',
  ppsx: 'application/vnd.openxmlformats-officedocument.presentationml.slideshow',
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
