import { artifactRefSchema, defineProcessor, timeRangeField } from '@async-events/core'
import { z } from 'zod'

/** When something is shown, in seconds of the talk; `end` is null when unknown. */
export const spanSchema = z.object({
  start: z.number().nonnegative(),
  end: z.number().nonnegative().nullable(),
})
export type Span = z.infer<typeof spanSchema>

/** `index` of the result: when which slide is shown. What is not certain is not there. */
export const slidesIndexSchema = z.object({
  /** Pages of slide files that are shown. */
  pages: z.array(
    z.object({
      /** `sha256` of the file's `index`. */
      file: z.string(),
      /** Counted from 1. */
      number: z.number().int().positive(),
      spans: z.array(spanSchema),
      /** Likeness of page and picture, 0 to 1. */
      confidence: z.number(),
    }),
  ),
  /** Slides as the recording shows them, where no file has any. */
  scenes: z.array(
    z.object({
      picture: artifactRefSchema,
      title: z.string().nullable(),
      /** A line a line of the slide; empty without text. */
      text: z.string(),
      spans: z.array(spanSchema),
    }),
  ),
})
export type SlidesIndex = z.infer<typeof slidesIndexSchema>

export const slidesContract = defineProcessor({
  name: 'slides',
  summary:
    'Finds the slides in the pictures of the recording: which page is shown when, and slides of which there is no file.',
  queue: 'pdf',
  version: 2,
  params: z.object({
    source_language: z.string().default('en'),
    video_url: z.string().nullable().optional(),
    video_range: timeRangeField.optional().describe('What of the recording is the talk.'),
  }),
  reads: ['video', 'pdf'],
  shared: true,
  engines: [],
  result: z.object({
    index: artifactRefSchema.describe('JSON `SlidesIndex`.'),
    pages: z.number().int().nonnegative().describe('Pages of slide files that are shown at a known time.'),
    scenes: z.number().int().nonnegative().describe('Slides taken from the recording.'),
  }),
  timeoutMs: 1_800_000,
  weight: 8,
  retry: { attempts: 3, backoffMs: 5_000 },
  errors: ['resource_limit', 'tool_missing', 'storage_full', 'artifact_missing'],
})
