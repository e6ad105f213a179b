import type { Passage } from '@async-events/core'

/** Error codes and skip reasons that the document explains; other failures are named only. */
export const toldReasons = [
  'source_not_found',
  'source_unavailable',
  'source_too_large',
  'host_not_found',
  'dns_error',
  'timeout',
  'bad_response',
  'tls_error',
  'too_many_redirects',
  'robots_disallowed',
  'url_not_allowed',
  'destination_not_allowed',
  'unsupported_source',
  'unsupported_media',
  'invalid_media',
  'no_audio_stream',
  'invalid_pdf',
  'pdf_encrypted',
  'too_many_pages',
  'page_too_large',
  'resource_limit',
  'tool_missing',
  'transcriber_unavailable',
  'transcriber_refused',
  'transcript_invalid',
  'step_timeout',
  'worker_crashed',
  'not_configured',
  'language_not_supported',
] as const
export type ToldReason = (typeof toldReasons)[number]

/** Processors whose failure the document names. */
export type NamedPart = 'scrape' | 'video' | 'audio' | 'pdf'

/** Fixed texts of the document that are not in templates. */
export interface Wording {
  /** `{engine}` is the name of the engine, `{fields}` what it made, `{sources}` some of `sources`. */
  quoted: string
  sources: Record<Passage['from'], string>
  /** The gists of a talk's parts, next to `fields`. */
  gists: string
  /** The transcript is not quoted. */
  misheard: string
  written: string
  /** `{engine}` translated the parts of the document; with the transcript, or without. */
  translatedDocument: string
  translatedAll: string
  notTranslated: string
  /** `{engine}` heard the transcript. */
  heardNotice: string
  /** `{engine}` read text from pictures. */
  readNotice: string
  /** First line of a transcript that `{engine}` heard. */
  heard: string
  /** Follows the first line of a transcript with `{count}` names that were mended. */
  mended: string
  /** First line of a transcript that came with the recording. */
  captions: string
  /** The same for one that was corrected by hand. */
  corrected: string
  /** Fields of the own templates, by name. */
  fields: Record<string, string>
  /** `{title}` is the session. Alt text of the player's picture. */
  watch: string
  watchLink: string
  listenLink: string
  /** `{number}` counts from 1. */
  slide: string
  /** `{time}` is a clock time of the recording. */
  slideAt: string
  /** For a slide read from its picture. */
  readFromPicture: string
  /** `{notes}` is what follows. */
  speakerNotes: string
  /** `{count}` slides are not shown, one or more. */
  oneLeft: string
  left: string
  /** A line about a failed part; `{failed}` says so, followed by a comma and the reason if known. */
  failure: string
  failed: Record<NamedPart, { part: string; failed: string }>
  reasons: Record<ToldReason, string>
  /** A recording without speech. */
  nothingSaid: string
}
