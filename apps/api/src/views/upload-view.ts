import type { Upload } from '@async-events/core'
import type { UploadView } from '../schemas/upload.ts'

export const uploadView = ({
  id,
  filename,
  media_type,
  bytes,
  sha256,
  user_id,
  ...times
}: Upload): UploadView => ({
  upload_id: id,
  filename,
  media_type,
  bytes,
  sha256,
  user_id,
  created_at: times.created_at.toISOString(),
  expires_at: times.expires_at.toISOString(),
})
