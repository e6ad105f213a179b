import {
  artifactRefSchema,
  defineProcessor,
  languageField,
  mendedNamesSchema,
  timeRangeField,
  transcriptSourceSchema,
  vocabularyField,
} from '@async-events/core'
import { z } from 'zod'

/** A transcript segment. Times in seconds. */
export const segmentSchema = z.object({
  start: z.number().nonnegative(),
  end: z.number().nonnegative(),
  text: z.string(),
  speaker: z.string().nullable(),
})
export type Segment = z.infer<typeof segmentSchema>

/** As it is stored: `segments` of the result is a JSON list of these. */
export const storedSegmentSchema = segmentSchema.extend({
  turn: z.literal(true).optional().describe('Somebody else begins to speak, and nothing says who.'),
  words: z
    .array(z.tuple([z.number().nonnegative(), z.number().nonnegative(), z.string()]))
    .optional()
    .describe(
      '`[start, end, word]`, blanks aside the text of the segment; absent when the source tells none.',
    ),
  heard: z.string().optional().describe('The text before names in it were mended.'),
  confidence: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('How sure the engine is of the words; absent where it does not tell.'),
})
export type StoredSegment = z.infer<typeof storedSegmentSchema>

export const audioContract = defineProcessor({
  name: 'audio',
  summary:
    'Turns the sound of the recording into a transcript with times, or takes the captions that are there.',
  queue: 'audio',
  version: 3,
  params: z.object({
    source_language: z.string().default('en'),
    captions: z
      .array(
        z.object({
          url: z.string().nullable().default(null),
          language: z.string().nullable(),
          label: z.string().nullable(),
          vtt: artifactRefSchema,
        }),
      )
      .optional()
      .describe('That the page names.'),
    captions_url: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .describe('Captions that the job names.'),
    event: z.string().nullable().optional(),
    session: z.string().nullable().optional().describe('Title of the talk.'),
    speakers: z.array(z.string()).nullable().optional(),
    vocabulary: vocabularyField.nullable().optional(),
    page: z
      .object({ title: z.string().nullable(), event: z.string().nullable(), speakers: z.array(z.string()) })
      .optional()
      .describe('What the page says about the talk.'),
    headings: z.array(z.string()).optional().describe('Of the slides.'),
    video_range: timeRangeField
      .optional()
      .describe('Of the recording, the part to hear; times of the result count from its start.'),
  }),
  reads: ['video'],
  standalone: {
    after: ['video'],
    parameters: z.strictObject({
      source_language: languageField.default('en'),
      vocabulary: vocabularyField.optional(),
    }),
    reads: 'A video or audio file, or a page that shows one.',
    // Without speech the files are empty.
    files: async ({ vtt, srt, text, segments, words }) =>
      words === 0
        ? []
        : [
            { path: 'transcript.vtt', ref: vtt },
            { path: 'transcript.srt', ref: srt },
            { path: 'transcript.txt', ref: text },
            { path: 'transcript.json', ref: segments },
          ],
  },
  engines: ['transcript'],
  result: z.object({
    engine: z.string().describe('Speech engine, or `captions`.'),
    source: transcriptSourceSchema
      .nullable()
      .default(null)
      .describe('Which captions were taken, or why an engine was asked; null of earlier versions.'),
    language: z.string().nullable().describe('Primary subtag as detected; null when unknown.'),
    duration: z
      .number()
      .nonnegative()
      .nullable()
      .describe('Seconds of the recording, or of the part that was heard.'),
    segments: artifactRefSchema.describe('JSON list of `StoredSegment`.'),
    vtt: artifactRefSchema,
    srt: artifactRefSchema,
    text: artifactRefSchema.describe('Plain text, in paragraphs.'),
    words: z.number().int().nonnegative(),
    mended: mendedNamesSchema
      .default({ count: 0, places: [] })
      .describe(
        'Near misses of names in what a program heard, as they were heard and as they are written now.',
      ),
  }),
  timeoutMs: 4 * 3_600_000,
  weight: 40,
  retry: { attempts: 3, backoffMs: 5_000 },
  errors: [
    'invalid_media',
    'no_audio_stream',
    'resource_limit',
    'tool_missing',
    'transcriber_unavailable',
    'transcriber_refused',
    'transcript_invalid',
    'timeout',
    'storage_full',
    'artifact_missing',
  ],
})
