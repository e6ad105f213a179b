import type { Upload } from '@async-events/core'
import { defineSchema, type Stored } from './define-schema.ts'

export type UploadDocument = Stored<Upload>

export const uploadSchema = defineSchema<UploadDocument>(
  'uploads',
  {
    _id: String,
    key: String,
    bytes: Number,
    sha256: String,
    media_type: String,
    filename: String,
    user_id: String,
    scope: String,
    created_at: Date,
    expires_at: Date,
  },
  [
    { keys: { expires_at: 1 } },
    { keys: { user_id: 1, created_at: -1, _id: -1 } },
    { keys: { created_at: -1, _id: -1 } },
  ],
)

export const fromUpload = ({ id, ...fields }: Upload): UploadDocument => ({ _id: id, ...fields })
export const toUpload = ({ _id: id, ...fields }: UploadDocument): Upload => ({ id, ...fields })
