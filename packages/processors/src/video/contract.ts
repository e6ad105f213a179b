import { artifactRefSchema, defineProcessor, fetchErrors, languageField } from '@async-events/core'
import { z } from 'zod'

/** Captions as they are stored. */
export const captionSchema = z.object({
  /** BCP 47, as the source states; null when it does not. */
  language: z.string().nullable(),
  label: z.string().nullable(),
  /** Next to the file, inside it, or named by the site; null of earlier versions. */
  kind: z.enum(['sidecar', 'track', 'site']).nullable().default(null),
  /** Null of tracks. */
  url: z.string().nullable().default(null),
  /** Made by a program, as label, name or site say. */
  generated: z.boolean().default(false),
  /** WebVTT. */
  vtt: artifactRefSchema,
})
export type Caption = z.input<typeof captionSchema>

/** A video frame at a scene change; `index` of the result is a JSON list of these. Times in seconds. */
export const frameSchema = z.object({
  time: z.number().nonnegative(),
  picture: artifactRefSchema,
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  /** Base64 of 32 × 18 grey values, row by row: tells which slide a picture shows. */
  fingerprint: z.string(),
  /** Base64 of a bit for each of those: where something is new, and where something moves, such as a speaker. */
  changed: z.string().optional(),
  moving: z.string().optional(),
})
export type Frame = z.infer<typeof frameSchema>

export const videoContract = defineProcessor({
  name: 'video',
  summary: 'Fetches the recording and takes its sound, captions and a picture of each scene from it.',
  queue: 'video',
  version: 6,
  params: z.object({
    video_url: z.string().describe('Given by the job, or found on the page.'),
    source_language: z.string().default('en'),
  }),
  reads: [],
  source: 'video_url',
  shared: true,
  standalone: {
    after: [],
    parameters: z.strictObject({ source_language: languageField.default('en') }),
    reads: 'A video or audio file, or a page that shows one.',
    async files({ captions, audio, index }, { readText }) {
      const frames = index ? z.array(frameSchema).parse(JSON.parse(await readText(index, index.bytes))) : []
      return [
        ...captions.map(({ language: tag, vtt }) => ({
          path: tag ? `captions-${tag}.vtt` : 'captions.vtt',
          ref: vtt,
        })),
        ...frames.map(({ picture }, place) => ({
          path: `frames/${String(place + 1).padStart(3, '0')}.jpg`,
          ref: artifactRefSchema.parse(picture),
        })),
        ...(audio ? [{ path: 'sound.flac', ref: audio }] : []),
      ]
    },
  },
  engines: [],
  result: z.object({
    url: z.string().describe('Of the media file, after redirects.'),
    media_type: z.string(),
    bytes: z.number().int().nonnegative(),
    kind: z.enum(['video', 'audio']),
    duration: z.number().nonnegative().nullable().describe('Seconds; null when unknown.'),
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
    title: z.string().nullable(),
    audio: artifactRefSchema
      .nullable()
      .describe('16 kHz mono FLAC, loudness as it was; null without a sound track.'),
    transcribable: z.boolean().describe('Whether `audio` has any input: sound or captions.'),
    captions: z.array(captionSchema).max(20),
    chapters: z.array(z.object({ start: z.number(), title: z.string() })).max(100),
    index: artifactRefSchema.nullable().describe('JSON list of `Frame`; null without pictures.'),
    frames: z.number().int().nonnegative(),
  }),
  timeoutMs: 3_600_000,
  weight: 20,
  retry: { attempts: 3, backoffMs: 5_000 },
  errors: [
    ...fetchErrors,
    'unsupported_source',
    'invalid_media',
    'no_audio_stream',
    'resource_limit',
    'tool_missing',
    'storage_full',
    'artifact_missing',
  ],
})
