import type { Fetched } from '@async-events/core'

export type SourceKind = 'html' | 'text' | 'other'

/** First bytes of what links sometimes lead to instead of a page. */
const binaryMarks: readonly (readonly [offset: number, bytes: string])[] = [
  [0, '%PDF-'],
  [0, '\x89PNG'],
  [0, '\xff\xd8\xff'],
  [0, 'GIF8'],
  [0, 'PK\x03\x04'],
  [0, '\x1f\x8b'],
  [0, 'RIFF'],
  [0, 'OggS'],
  [0, 'ID3'],
  [0, '\x1a\x45\xdf\xa3'],
  [0, '\xd0\xcf\x11\xe0'],
  [0, '%!PS'],
  [4, 'ftyp'],
]

/** What was fetched by its bytes first and by its stated type second: servers call anything `text/html`. */
export function sourceKind({ body, mediaType }: Pick<Fetched, 'body' | 'mediaType'>): SourceKind {
  const head = body.subarray(0, 2048).toString('latin1')
  if (binaryMarks.some(([offset, bytes]) => head.startsWith(bytes, offset))) return 'other'
  const wide = head.startsWith('\xff\xfe') || head.startsWith('\xfe\xff')
  if (!wide && head.includes('\0')) return 'other'
  if (/<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]/i.test(head)) return 'html'
  if (/^(?:\xef\xbb\xbf)?\s*(?:<\?xml|<rss|<feed|<svg)/.test(head) && mediaType !== 'application/xhtml+xml')
    return 'other'
  if (mediaType === 'text/html' || mediaType === 'application/xhtml+xml') return 'html'
  if (mediaType === 'text/plain' || mediaType === 'text/markdown') return 'text'
  return mediaType === '' && (body.length === 0 || /<[a-z][^<>]*>/i.test(head)) ? 'html' : 'other'
}
