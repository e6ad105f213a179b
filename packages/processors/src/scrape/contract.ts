import { artifactRefSchema, defineProcessor, fetchErrors } from '@async-events/core'
import { z } from 'zod'

const person = z.object({ name: z.string(), url: z.string().nullable(), image_url: z.string().nullable() })
const attachment = z.object({
  url: z.string(),
  title: z.string().nullable(),
  media_type: z.string().nullable(),
})
const caption = z.object({
  url: z.string(),
  /** BCP 47, as page, file name or file state. */
  language: z.string().nullable(),
  label: z.string().nullable(),
  /** WebVTT; null where the file was not fetched or holds no captions. */
  vtt: artifactRefSchema.nullable().default(null),
})
const link = z.object({ url: z.string(), title: z.string() })

export const scrapeContract = defineProcessor({
  name: 'scrape',
  summary:
    'Reads the page of a session: main text, metadata, speakers, links, and where recording, captions and slides are.',
  queue: 'scrape',
  version: 4,
  params: z.object({
    url: z.string(),
    source_language: z.string().default('en'),
    /** Title of the session: chooses among several on one page. */
    session: z.string().nullable().optional(),
    /** Completes times without a date. */
    day: z.string().nullable().optional(),
  }),
  reads: [],
  source: 'url',
  engines: [],
  result: z.object({
    /** After redirects. */
    url: z.string(),
    title: z.string().nullable(),
    /** Short description as the page's metadata states it. */
    description: z.string().nullable(),
    /** As detected from the text, else as the page declares it; BCP 47 primary subtag. */
    language: z.string().nullable(),
    /** That the talk is given in, where the page says so apart from its own; BCP 47 primary subtag. */
    talk_language: z.string().nullable().default(null),
    speakers: z.array(person).max(50),
    event: z.string().nullable(),
    track: z.string().nullable(),
    room: z.string().nullable(),
    /** ISO 8601 as the page states it. */
    starts_at: z.string().nullable(),
    ends_at: z.string().nullable(),
    /** `YYYY-MM-DD`, or an English weekday where the page names no date. */
    day: z.string().nullable().default(null),
    /** `HH:MM` on the clock of the place. */
    starttime: z.string().nullable().default(null),
    endtime: z.string().nullable().default(null),
    /** Minutes. */
    duration: z.number().nullable().default(null),
    licence: z.string().nullable(),
    keywords: z.array(z.string()).max(30),
    video_url: z.string().nullable(),
    /** Of the recording, as the page names them, those in its language first. */
    captions: z.array(caption).max(20).default([]),
    attachments: z.array(attachment).max(30),
    links: z.array(link).max(100),
    /** Where on the page each fact was found: `json-ld`, `microdata`, `markup`, `label`, `heading`, `text`, … */
    fact_sources: z.record(z.string(), z.string()).default({}),
    /** Main text as Markdown. */
    text: artifactRefSchema,
    text_chars: z.number().int().nonnegative(),
  }),
  timeoutMs: 90_000,
  weight: 3,
  retry: { attempts: 3, backoffMs: 5_000 },
  errors: [...fetchErrors, 'unsupported_source', 'artifact_missing'],
})
