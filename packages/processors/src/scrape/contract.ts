import { artifactRefSchema, defineProcessor, fetchErrors } from '@async-events/core'
import { z } from 'zod'

const person = z.object({ name: z.string(), url: z.string().nullable(), image_url: z.string().nullable() })
const attachment = z.object({
  url: z.string(),
  title: z.string().nullable(),
  media_type: z.string().nullable(),
})
const link = z.object({ url: z.string(), title: z.string() })

export const scrapeContract = defineProcessor({
  name: 'scrape',
  summary:
    'Reads the page of a session: main text, metadata, speakers, links, and where video and slides are.',
  queue: 'scrape',
  version: 3,
  params: z.object({ url: z.string(), source_language: z.string().default('en') }),
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
    speakers: z.array(person).max(50),
    event: z.string().nullable(),
    track: z.string().nullable(),
    room: z.string().nullable(),
    /** ISO 8601 as the page states it. */
    starts_at: z.string().nullable(),
    ends_at: z.string().nullable(),
    licence: z.string().nullable(),
    keywords: z.array(z.string()).max(30),
    video_url: z.string().nullable(),
    attachments: z.array(attachment).max(30),
    links: z.array(link).max(100),
    /** Main text as Markdown. */
    text: artifactRefSchema,
    text_chars: z.number().int().nonnegative(),
  }),
  timeoutMs: 90_000,
  weight: 3,
  retry: { attempts: 3, backoffMs: 5_000 },
  errors: [...fetchErrors, 'unsupported_source', 'artifact_missing'],
})
