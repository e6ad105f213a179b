import type { Fetched } from '@async-events/core'

export type SourceKind = 'html' | 'text' | 'markdown' | 'other'

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

const textTypes: ReadonlySet<string> = new Set([
  'text/plain',
  'text/markdown',
  'text/x-markdown',
  'text/x-rst',
  'text/prs.fallenstein.rst',
  'text/asciidoc',
  'text/org',
  'text/x-org',
  'application/markdown',
])

/** What was fetched by its bytes first and by its stated type second: servers call anything `text/html`. */
export function sourceKind({
  body,
  mediaType,
  url = '',
  charset = null,
}: Pick<Fetched, 'body' | 'mediaType'> & Partial<Pick<Fetched, 'url' | 'charset'>>): SourceKind {
  const head = body.subarray(0, 2048).toString('latin1')
  if (binaryMarks.some(([offset, bytes]) => head.startsWith(bytes, offset))) return 'other'
  const wide = head.startsWith('\xff\xfe') || head.startsWith('\xfe\xff') || charset?.startsWith('utf-16')
  if (!wide && head.includes('\0')) return 'other'
  const ending = /\.([a-z]{2,8})$/i.exec(pathOf(url))?.[1]?.toLowerCase() ?? ''
  const isText =
    textTypes.has(mediaType) ||
    (/^(?:|application\/octet-stream)$/.test(mediaType) && textEndings.test(ending))
  // A text may speak of tags; a page called text begins with them.
  const tags = isText
    ? /^(?:\xef\xbb\xbf)?\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body)[\s>]/i
    : pageTags
  if (tags.test(head)) return 'html'
  if (isText) return /markdown/.test(mediaType) || markdownEndings.test(ending) ? 'markdown' : 'text'
  if (/^(?:\xef\xbb\xbf)?\s*(?:<\?xml|<rss|<feed|<svg)/.test(head) && mediaType !== 'application/xhtml+xml')
    return 'other'
  if (mediaType === 'text/html' || mediaType === 'application/xhtml+xml') return 'html'
  return mediaType === '' && (body.length === 0 || /<[a-z][^<>]*>/i.test(head)) ? 'html' : 'other'
}

const pageTags = /<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]/i
/** A server that has no type for `.md` calls it plain text. */
const markdownEndings = /^(?:md|markdown|mdown|mkdn?|mdx|qmd|rmd)$/
const textEndings = /^(?:md|markdown|mdown|mkdn?|mdx|qmd|rmd|txt|text|rst|rest|adoc|asciidoc|org)$/

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : '')
