import { type UploadSource, uploadUrl, urlField } from '@async-events/core'
import { z } from 'zod'

const urlSource = z
  .strictObject({ url: urlField })
  .meta({ id: 'UrlSource', description: 'What a public URL leads to.' })

const answered = { readOnly: true }
const uploadSource = z
  .strictObject({
    upload_id: z.string().regex(/^upload-[0-9a-f-]{36}$/, 'must be an upload_id'),
    filename: z.string().max(400).nullish().meta(answered),
    media_type: z.string().max(255).optional().meta(answered),
    bytes: z
      .int()
      .min(0)
      .max(1024 ** 4)
      .optional()
      .meta(answered),
    sha256: z.string().max(64).optional().meta(answered),
  })
  // Ignored and looked up, so that the parameters of one job can be sent for another.
  .transform(({ upload_id }) => ({ upload_id }))
  .meta({
    id: 'UploadSource',
    description:
      'A file sent to `createUpload` in the last 24 hours. What a job answers beside its id says nothing in a request.',
  })

/** Source of a job of one processor. */
export const sourceField = z.union([urlSource, uploadSource], {
  error: 'must be {"url": …} or {"upload_id": …}',
})

/** As the job stores it: an upload with its properties once looked up. */
export type Source = { url: string } | UploadSource | { upload_id: string }

/** The URL given to the processor. An upload not yet looked up has no usable one. */
export function sourceUrl(source: Source): string {
  if ('url' in source) return source.url
  return 'sha256' in source ? uploadUrl(source) : `upload:${source.upload_id}`
}

/** The form shown to users. */
export const shownSource = (source: Source): string =>
  'url' in source ? source.url : `upload:${source.upload_id}`

/** Name of the source: its file name, else its host. */
export function sourceTitle(source: Source): string {
  if (!('url' in source)) return ('filename' in source && source.filename) || 'Upload'
  if (!URL.canParse(source.url)) return 'Source'
  const { pathname, hostname } = new URL(source.url)
  const last = pathname.split('/').findLast((part) => part !== '')
  return last === undefined ? hostname : decoded(last).slice(0, 200)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part).replace(/[\p{Cc}\p{Cf}]/gu, ' ')
  } catch {
    return part
  }
}
