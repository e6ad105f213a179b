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
  language: z.string().nullable().describe('BCP 47, as page, file name or file state.'),
  label: z.string().nullable(),
  vtt: artifactRefSchema
    .nullable()
    .default(null)
    .describe('WebVTT; null where the file was not fetched or holds no captions.'),
})
const link = z.object({ url: z.string(), title: z.string() })

export const scrapeContract = defineProcessor({
  name: 'scrape',
  summary:
    'Reads the page of a session: main text, metadata, speakers, links, and where recording, captions and slides are.',
  queue: 'scrape',
  version: 5,
  params: z.object({
    url: z.string().describe('A fragment, `#…`, names the part of a page for many talks.'),
    source_language: z.string().default('en').describe('Captions in it come first.'),
    session: z
      .string()
      .nullable()
      .optional()
      .describe('Title of the session: chooses among several on one page.'),
    day: z.string().nullable().optional().describe('Completes times without a date.'),
  }),
  reads: [],
  source: 'url',
  engines: [],
  result: z.object({
    url: z.string().describe('After redirects and `meta refresh`.'),
    title: z
      .string()
      .nullable()
      .describe(
        'Heading that the linked data, `og:title` or `<title>` confirm; else those themselves, without the name of the site.',
      ),
    description: z
      .string()
      .nullable()
      .describe(
        'Linked data, `og:description`, `<meta name="description">`; the paragraph under “Abstract”. Plain text.',
      ),
    language: z
      .string()
      .nullable()
      .describe('Of the text as detected, else as `<html lang>` or linked data say; BCP 47 primary subtag.'),
    talk_language: z
      .string()
      .nullable()
      .default(null)
      .describe('That the talk is given in, where label or linked data say so; BCP 47 primary subtag.'),
    speakers: z
      .array(person)
      .max(50)
      .describe(
        '`performer` of linked data; label or heading such as “Speakers”; class names; links to pages of speakers; names in the line under the title. Without affiliations; pictures from beside the names.',
      ),
    event: z
      .string()
      .nullable()
      .describe(
        '`superEvent`, or an `Event` that is not the talk; site name; end or beginning of `<title>`; link in the header; breadcrumb.',
      ),
    track: z
      .string()
      .nullable()
      .describe('Label; class names; links to pages of tracks; badge beside the time.'),
    room: z
      .string()
      .nullable()
      .describe(
        'Label or heading; class names; `location` of linked data; links to pages of rooms; what stands behind the time.',
      ),
    starts_at: z
      .string()
      .nullable()
      .describe(
        'Label; linked data; class names; `<time>`; the line with day and time. ISO 8601, no more of it than the page states.',
      ),
    ends_at: z.string().nullable().describe('As `starts_at`; or from start and duration.'),
    day: z
      .string()
      .nullable()
      .default(null)
      .describe('`YYYY-MM-DD`; an English weekday where neither the page nor the job names a date.'),
    starttime: z.string().nullable().default(null).describe('`HH:MM` on the clock of the place.'),
    endtime: z.string().nullable().default(null).describe('`HH:MM` on the clock of the place.'),
    duration: z
      .number()
      .nullable()
      .default(null)
      .describe('Minutes. Label, linked data, or beside the time.'),
    licence: z
      .string()
      .nullable()
      .describe('Linked data; label; `rel="license"`; `<meta>`; “licensed under …” in the text.'),
    keywords: z
      .array(z.string())
      .max(30)
      .describe('Linked data; label such as “Tags”; `<meta name="keywords">`.'),
    video_url: z
      .string()
      .nullable()
      .describe(
        'Player, frame or link in the part of the session, or that says so: also those that scripts complete, `VideoObject`, `og:video`. No background loop, no other talk.',
      ),
    captions: z
      .array(caption)
      .max(20)
      .default([])
      .describe(
        '`<track>` of the recording’s player; links to `.vtt` and `.srt`. Those in the language of the job first.',
      ),
    attachments: z
      .array(attachment)
      .max(30)
      .describe(
        'Links and frames in the part of the session, or that say so: files, slides at the usual hosts, HTML slides. None of header and footer, sponsors or venue.',
      ),
    links: z.array(link).max(100).describe('Of the main text and of lists under “Links”.'),
    fact_sources: z
      .record(z.string(), z.string())
      .default({})
      .describe(
        'Where each fact was found: `front-matter`, `json-ld`, `microdata`, `markup` (class names, `<time>`), `label`, `heading`, `text`, `opengraph`, `meta`, `title` or `url`. Where places contradict each other, JSON-LD comes first, then labels, microdata, class names, the line under the title, `<time>`, `<meta>` and prose.',
      ),
    text: artifactRefSchema.describe('Main text as Markdown, without what is a fact above.'),
    text_chars: z.number().int().nonnegative(),
  }),
  timeoutMs: 90_000,
  weight: 3,
  retry: { attempts: 3, backoffMs: 5_000 },
  errors: [...fetchErrors, 'unsupported_source', 'artifact_missing'],
})
