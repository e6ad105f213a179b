import { mendedNamesSchema, textUsageSchema, transcriptSourceSchema } from '@async-events/core'
import { z } from 'zod'
import { ownUrl } from './fields.ts'
import { structuredDataView } from './structured-data.ts'

export const asset = z
  .object({ path: z.string(), url: z.string(), bytes: z.int(), sha256: z.string(), media_type: z.string() })
  .meta({ id: 'Asset' })

const transcript = z
  .object({
    engine: z.string().describe('speech engine, or "captions"'),
    source: transcriptSourceSchema
      .nullable()
      .describe('which captions were taken, or why an engine was asked; null of older results'),
    language: z.string().nullable(),
    segments: z
      .array(
        z.object({ start: z.number(), end: z.number(), text: z.string(), speaker: z.string().nullable() }),
      )
      .nullable()
      .describe('times in seconds; null if larger than 1 MB, see `segments_url`'),
    mended: mendedNamesSchema
      .nullable()
      .describe('near misses of names in what a program heard, mended; null of older results'),
    segments_url: ownUrl.nullable(),
    vtt_url: ownUrl.nullable(),
    srt_url: ownUrl.nullable(),
    text_url: ownUrl.nullable(),
  })
  .meta({ id: 'Transcript' })

const attachment = z
  .object({
    url: z.string(),
    title: z.string().nullable(),
    media_type: z.string().nullable(),
    step: z.string().nullable().describe('the step that read it; null if only found'),
    pages: z.int().nullable(),
    ocr_pages: z.int().nullable(),
    bytes: z.int().nullable(),
  })
  .meta({ id: 'Attachment' })

export const jobResults = z
  .object({
    run: z.int(),
    markdown_file: z.string().nullable(),
    markdown_url: ownUrl.nullable(),
    markdown_content: z.string().nullable(),
    assets: z.array(asset),
    structured_data: structuredDataView.nullable(),
    web_text: z.string().nullable(),
    video_transcript: z.string().nullable(),
    video_transcript_url: ownUrl.nullable(),
    transcript: transcript.nullable(),
    attachments_text: z.string().nullable(),
    attachments_text_url: ownUrl.nullable(),
    page_texts: z.array(z.string()).describe('of all attachments, one per page'),
    attachments_url: z.array(z.string()),
    attachments: z.array(attachment),
    target_dir: z.string().nullable(),
    asset_dir: z.string().nullable(),
    archive_filename: z.string().nullable(),
    archive_url: ownUrl.nullable(),
    archive_bytes: z.int().nullable(),
    archive_sha256: z.string().nullable(),
    archive_data: z.string().optional().describe('base64, only with ?include=archive_data, up to 10 MB'),
    language: z.string().nullable(),
    template: z.string().nullable(),
    engine: z.string().nullable(),
    usage: textUsageSchema.nullable().describe('null when no text model with tokens wrote'),
  })
  .meta({ id: 'JobResults' })

export const resultsSummary = z
  .object({
    markdown_url: ownUrl.nullable(),
    archive_url: ownUrl.nullable(),
    run: z.int(),
  })
  .meta({ id: 'JobResultsSummary' })

export type ResultsView = z.output<typeof jobResults>
