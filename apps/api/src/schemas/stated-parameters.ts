import { z } from 'zod'
import { anyValue } from './fields.ts'

const text = z.string().optional()
const texts = z.array(z.string()).optional()
const textOrTexts = z.union([z.string(), z.array(z.string())]).optional()

/** What a job was asked for, with defaults filled in: the parameters of all job types; each type has some of them. */
export const statedParameters = z
  .looseObject({
    event: text,
    track: text,
    session: text,
    url: text,
    filename: text,
    day: text,
    starttime: text,
    endtime: text,
    speakers: texts,
    speakers_url: texts,
    speakers_image_url: texts,
    video_url: text,
    video_start: z.number().optional().describe('seconds'),
    video_end: z.number().optional().describe('seconds'),
    video_fit: z
      .looseObject({
        start: z.number(),
        end: z.number(),
        within: z.number().optional(),
        others: z
          .array(z.looseObject({ start: z.number(), end: z.number(), title: z.string(), speakers: texts }))
          .optional(),
      })
      .meta({
        id: 'StatedVideoFit',
        description: 'About where the talk is in a recording of several. Seconds.',
      })
      .optional(),
    captions_url: textOrTexts,
    attachments_url: textOrTexts,
    video_transcript: text,
    source_language: text,
    target_language: text,
    target: text,
    template: text,
    vocabulary: texts,
    glossary: z
      .array(z.object({ term: z.string(), translation: z.string().nullable().optional() }))
      .optional(),
    translate: text,
    use_cache: z.boolean().optional(),
    create_archive: z.boolean().optional(),
    extra: anyValue.optional().describe('values for templates'),
    source: z
      .looseObject({
        url: text,
        upload_id: text,
        filename: text,
        media_type: text,
        bytes: z.int().optional(),
        sha256: text,
      })
      .meta({ id: 'StatedSource', description: 'A URL, or an upload with what is known of it.' })
      .optional(),
    name: text,
    jobs: texts,
    batch_id: text,
    include_documents: z.boolean().optional(),
  })
  .meta({ id: 'StatedParameters', description: 'Parameters of a job of any type, with defaults filled in.' })
