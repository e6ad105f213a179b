import { z } from 'zod'
import * as examples from './examples.ts'
import { instant, pathId } from './fields.ts'
import { paging } from './query.ts'

export const uploadForm = z
  .strictObject({ file: z.string().meta({ format: 'binary' }).describe('The file.') })
  .meta({ id: 'UploadForm', description: 'multipart/form-data with one file.' })

export const uploadAnswer = z
  .object({
    status: z.literal('success'),
    upload_id: z.string().describe('`source` of jobs for 24 hours'),
    bytes: z.int(),
    sha256: z.string(),
    media_type: z.string().describe('detected from its first bytes'),
  })
  .meta({ id: 'UploadAnswer', examples: [examples.upload] })

const upload = z
  .object({
    upload_id: z.string(),
    filename: z.string().nullable(),
    media_type: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    user_id: z.string().nullable(),
    created_at: instant,
    expires_at: instant.describe('no new job may name it from then on'),
  })
  .meta({ id: 'Upload', description: 'A file that jobs may name.', examples: [examples.storedUpload] })

export const uploadRead = z
  .object({ status: z.literal('success'), upload })
  .meta({ id: 'UploadRead', examples: [{ status: 'success', upload: examples.storedUpload }] })

export const uploadList = z
  .object({
    status: z.literal('success'),
    total: z.int(),
    uploads: z.array(upload),
    next_cursor: z.string().nullable(),
  })
  .meta({
    id: 'UploadList',
    examples: [{ status: 'success', total: 1, uploads: [examples.storedUpload], next_cursor: null }],
  })

export const uploadQuery = z.strictObject(paging)
export const uploadId = z.object({ upload_id: pathId })

export type UploadView = z.output<typeof upload>
