import type { Expectation } from '@async-events/core'
import type { TranscriptFormat } from '@async-events/processors/captions'

/** One for each format, as they differ byte for byte. That of JSON is the ETag of the file `transcript.json`, too. */
export const transcriptEtag = (sha256: string, format: TranscriptFormat): string =>
  format === 'json' ? `"${sha256}"` : `"${sha256}-${format}"`

type Conditions = { 'if-match'?: string | undefined; 'if-none-match'?: string | undefined }

/**
 * `If-Match` and `If-None-Match` of a change (RFC 9110, section 13.1): with the ETag of any format, as a change of one is
 * a change of all. A weak one never matches `If-Match`.
 */
export function expectationOf({ 'if-match': match, 'if-none-match': noneMatch }: Conditions): Expectation {
  return (current) =>
    (match === undefined || names(tagsOf(match), current)) &&
    (noneMatch === undefined || !names(tagsOf(noneMatch).map(strong), current))
}

const names = (tags: readonly string[], current: string | null): boolean =>
  current !== null && tags.some((tag) => tag === '*' || hashIn(tag) === current)

/** True when the caller has this one already. */
export const isKnown = (noneMatch: string | undefined, etag: string): boolean =>
  noneMatch !== undefined && tagsOf(noneMatch).some((tag) => tag === '*' || strong(tag) === etag)

const tagsOf = (header: string): string[] => header.split(',').map((tag) => tag.trim())
const strong = (tag: string): string => tag.replace(/^W\//, '')
const hashIn = (tag: string): string | undefined => /^"([0-9a-f]{64})(?:-[a-z]+)?"$/.exec(tag)?.[1]
