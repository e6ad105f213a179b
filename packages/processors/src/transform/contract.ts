import {
  artifactRefSchema,
  clockTimeField,
  defineProcessor,
  fittedRangeSchema,
  glossaryField,
  languageField,
  line,
  peopleField,
  textUsageSchema,
  timeRangeField,
  translateField,
  webUrlField,
} from '@async-events/core'
import { z } from 'zod'

const optionalText = z.string().nullable().optional()

export const transformContract = defineProcessor({
  name: 'transform',
  summary: 'Writes the Markdown document of a session from a template and everything its sources gave.',
  queue: 'transform',
  version: 11,
  params: z.object({
    event: z.string(),
    session: z.string(),
    url: z.string(),
    filename: z.string(),
    track: z.string(),
    day: optionalText,
    starttime: optionalText,
    endtime: optionalText,
    speakers: z.array(z.string()).nullable().optional(),
    speakers_url: z.array(z.string()).nullable().optional(),
    speakers_image_url: z.array(z.string()).nullable().optional(),
    video_url: optionalText,
    video_range: timeRangeField
      .optional()
      .describe('What of the recording is the talk; times of the document count from its start.'),
    fitted_range: fittedRangeSchema
      .optional()
      .describe('Where `video_range` comes from, if nobody stated it.'),
    attachments_url: z
      .union([z.string(), z.array(z.string())])
      .nullable()
      .optional(),
    source_language: z.string(),
    target_language: z.string(),
    target: optionalText,
    glossary: glossaryField.nullable().optional(),
    translate: translateField.nullable().optional(),
    template: z.string(),
    video_transcript: optionalText,
    correction: z
      .object({
        segments: artifactRefSchema,
        language: z.string().nullable(),
        doubts: z.array(z.object({ code: z.string(), message: z.string() })),
      })
      .optional()
      .describe(
        'A transcript that was corrected by hand: JSON list of `StoredSegment`; it comes before all others.',
      ),
    extra: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Parameters unknown to the contract; readable in templates.'),
    file_stem: z
      .string()
      .describe(
        'Unique, cleaned file name of the document without its ending, reserved when the job was created.',
      ),
  }),
  reads: ['scrape', 'video', 'audio', 'pdf', 'slides'],
  engines: ['text'],
  standalone: {
    after: ['scrape'],
    parameters: z.strictObject({
      event: line(200).default('Documents').describe('First folder of the document.'),
      session: line(500).optional().describe('Title; by default the name of the job or of the source.'),
      track: line(200).default('General').describe('Last folder of the document.'),
      day: line(50).optional().describe('A weekday or YYYY-MM-DD.'),
      starttime: clockTimeField.optional(),
      endtime: clockTimeField.optional(),
      speakers: peopleField.optional(),
      speakers_url: z.array(webUrlField).max(50).optional(),
      source_language: languageField.default('en'),
      target_language: languageField.default('de'),
      target: line(200).optional().describe('Audience.'),
      glossary: glossaryField.optional(),
      translate: translateField.optional(),
      template: line(100).default('Session'),
    }),
    reads: 'A page, or a file of plain text or Markdown.',
  },
  result: z.object({
    markdown: artifactRefSchema,
    assets: artifactRefSchema.describe(
      'JSON list of `ResultFile`: the pictures that the document shows, by their path in the archive.',
    ),
    path: z.string().describe('`<event>/<target_language>/<track>/<file_stem>.md`'),
    structured_data: artifactRefSchema.describe(
      'JSON object: front matter, facts with their sources, template fields.',
    ),
    transcript: z
      .object({
        engine: z.enum(['corrected', 'given']),
        language: z.string(),
        segments: artifactRefSchema.describe('JSON list of `StoredSegment`.'),
        vtt: artifactRefSchema,
        srt: artifactRefSchema,
        text: artifactRefSchema,
        words: z.number().int().nonnegative(),
      })
      .nullable()
      .default(null)
      .describe('Takes the place of what was heard: corrected by hand, or given by the job with times.'),
    language: z.string(),
    template: z.string().describe("The template's name, such as `Session_de`."),
    engine: z.string(),
    usage: textUsageSchema.nullable(),
  }),
  // A model on a small machine reads a long talk in parts.
  timeoutMs: 3_600_000,
  weight: 10,
  retry: { attempts: 3, backoffMs: 5_000 },
  errors: [
    'invalid_template',
    'model_output_invalid',
    'model_unavailable',
    'model_refused',
    'timeout',
    'storage_full',
    'artifact_missing',
  ],
})
