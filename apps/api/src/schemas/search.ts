import { line, passageKinds } from '@async-events/core'
import { z } from 'zod'
import { ids } from './examples.ts'
import { booleanText, instant, ownUrl, wholeNumber } from './fields.ts'

export const searchQuery = z.strictObject({
  q: z
    .string()
    .min(1)
    .max(500)
    .describe(
      'words, all of which a talk has to hold, in any of their forms; a "phrase" as it stands; the last word may be unfinished. Of more than 16 words the first ones count',
    ),
  event: line(200).optional(),
  track: line(200).optional(),
  speaker: line(200).optional(),
  batch_id: line(200).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'must be a language such as en')
    .max(3)
    .optional()
    .describe('of the document, or of what is said: the first part of its tag'),
  archived: booleanText
    .optional()
    .describe('only of archived batches, or (false) only of others; both by default'),
  limit: wholeNumber(1, 50).optional().describe('talks, 1 to 50, default 10'),
  skip: wholeNumber(0, 10_000).optional(),
  passages: wholeNumber(0, 10).optional().describe('of each talk, 0 to 10, default 3'),
})

const passage = z
  .object({
    kind: z.enum(passageKinds).describe('where it stands'),
    language: z.string().describe('`und` when it is not known'),
    parts: z
      .array(z.object({ text: z.string(), found: z.boolean() }).meta({ id: 'SearchPassagePart' }))
      .describe('together they are the passage; plain text, of one line'),
    seconds: z.number().nullable().describe('of the talk, at which it is said or shown'),
    slide: z.int().nullable().describe('number of the slide'),
    recording_url: z.string().nullable().describe('the recording at that time'),
  })
  .meta({ id: 'SearchPassage' })

const hit = z
  .object({
    job_id: z.string(),
    job_url: ownUrl,
    batch_id: z.string().nullable(),
    title: z.string(),
    event: z.string(),
    track: z.string(),
    speakers: z.array(z.string()),
    language: z.string().nullable().describe('of the document'),
    passages: z.array(passage).describe('the best ones, the best first'),
  })
  .meta({ id: 'SearchHit' })

const facet = z
  .array(z.object({ value: z.string(), count: z.int() }).meta({ id: 'SearchFacetValue' }))
  .describe('the most frequent first, at most 50')

export const searchAnswer = z
  .object({
    status: z.literal('success'),
    total: z.int().describe('talks that were found, and that the caller may read'),
    is_complete: z.boolean().describe('false: so many talks hold these words that not all were looked at'),
    indexed_until: instant
      .nullable()
      .describe('documents that were finished since may be missing; null while the index is filled'),
    hits: z.array(hit),
    facets: z
      .object({ event: facet, track: facet, speaker: facet })
      .describe('of all talks that were found')
      .meta({ id: 'SearchFacets' }),
  })
  .meta({
    id: 'SearchAnswer',
    examples: [
      {
        status: 'success',
        total: 1,
        is_complete: true,
        indexed_until: '2026-05-02T18:00:00.000Z',
        hits: [
          {
            job_id: ids.job_id,
            job_url: `/api/event-job/jobs/${ids.job_id}`,
            batch_id: ids.batch_id,
            title: 'Reed beds and patience',
            event: 'Bar Conf 2026',
            track: 'wetlands',
            speakers: ['Ana Ruiz'],
            language: 'en',
            passages: [
              {
                kind: 'transcript',
                language: 'en',
                parts: [
                  { text: 'Grey ', found: false },
                  { text: 'herons', found: true },
                  { text: ' hunt at the outlet.', found: false },
                ],
                seconds: 754,
                slide: null,
                recording_url: 'https://video.example.org/reed-beds.webm#t=754',
              },
            ],
          },
        ],
        facets: {
          event: [{ value: 'Bar Conf 2026', count: 1 }],
          track: [{ value: 'wetlands', count: 1 }],
          speaker: [{ value: 'Ana Ruiz', count: 1 }],
        },
      },
    ],
  })
