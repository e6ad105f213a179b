import { transcriptFormats } from '@async-events/processors/captions'
import { z } from 'zod'
import * as examples from './examples.ts'

/** Bytes of a transcript that is sent: a day of speech with the times of its words. */
export const maxTranscriptBytes = 5 * 1024 * 1024

const time = z.number().min(0).max(360_000)
const text = z.string().max(maxTranscriptBytes)

const segment = z
  .object({
    start: time,
    end: time,
    text,
    speaker: text.nullable(),
    turn: z.literal(true).optional().describe('somebody else begins to speak, and nothing says who'),
    words: z
      .array(z.tuple([time, time, text]).meta({ minItems: 3, maxItems: 3 }))
      .max(maxTranscriptBytes)
      .optional()
      .describe('`[start, end, word]`; absent when they are not known'),
  })
  .meta({ id: 'TranscriptSegment', description: 'Times in seconds of the recording.' })

export const segments = z
  .array(segment)
  .max(maxTranscriptBytes)
  .meta({
    id: 'TranscriptSegments',
    description: 'In order of time. As a request also JSON of Whisper, of YouTube, and `results.transcript`.',
    examples: [examples.segments],
  })

const captionFile = z.string().max(maxTranscriptBytes)
/** One content for each type; what it is in truth is found by its bytes. */
export const transcriptBody = {
  content: {
    'text/vtt': { schema: captionFile },
    'application/x-subrip': { schema: captionFile },
    'text/plain': { schema: captionFile },
    'application/json': { schema: segments },
  },
}

export const transcriptContent = {
  200: {
    description: 'The transcript.',
    content: {
      'text/vtt': { schema: z.string() },
      'application/x-subrip': { schema: z.string() },
      'text/plain': { schema: z.string() },
      'application/json': { schema: segments },
    },
  },
  304: z.null().describe('Not modified.'),
}

export const transcriptQuery = z.strictObject({
  format: z.enum(transcriptFormats).optional().describe('overrides `Accept`; by default `vtt`'),
})

const etags = z.string().max(4_000)
export const changeHeaders = z.looseObject({
  'if-match': etags
    .optional()
    .describe('ETag of the transcript that was changed, in any format: 412 if it is no longer that one'),
  'if-none-match': etags.optional().describe('`*`: 412 if there is a transcript'),
})
export const putHeaders = changeHeaders.extend({
  'content-language': z
    .string()
    .max(35)
    .regex(/^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8}){0,4}$/, 'must be a language tag such as "en"')
    .optional()
    .describe('language of the transcript; by default as its file states it, else detected'),
})

export const correction = z
  .object({
    etag: z.string().describe('for `If-Match`'),
    language: z.string().nullable(),
    at: z.iso.datetime(),
    by: z.string().nullable().describe('user'),
  })
  .meta({
    id: 'Correction',
    description: 'A corrected transcript, which takes the place of what was heard until it is removed.',
  })
