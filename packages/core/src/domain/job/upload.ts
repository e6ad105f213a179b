import { z } from 'zod'

/** A file that a client sent, for jobs to read: its bytes are an artifact of the scope. */
export interface Upload {
  /** `upload-<uuidv7>` */
  id: string
  key: string
  bytes: number
  sha256: string
  media_type: string
  /** As the client calls it, without folders; null when it said nothing usable. */
  filename: string | null
  user_id: string | null
  scope: string
  created_at: Date
  /** No new job may name it from then on; jobs that do keep its bytes. */
  expires_at: Date
}

/** `source` in the parameters of a job, once its upload was found. */
const foundSource = z.object({
  upload_id: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number(),
  media_type: z.string(),
  filename: z.string().nullable(),
})
export type UploadSource = z.output<typeof foundSource>

/** The upload in a job's parameters; null when there is none, or it is unresolved yet. */
export function uploadIn(parameters: Readonly<Record<string, unknown>>): UploadSource | null {
  return foundSource.safeParse(parameters.source).data ?? null
}

/**
 * Stands for an upload where a processor takes a URL. It leads nowhere by itself: only the worker that runs a step of
 * the very job whose source this is answers it, and everything that checks URLs refuses it.
 */
export function uploadUrl({ sha256, filename }: Pick<UploadSource, 'sha256' | 'filename'>): string {
  return `upload:/${sha256}/${encodeURIComponent(filename ?? 'file')}`
}

/** The artifact, in the scope of the job that reads it. */
export const uploadKey = (scope: string, { sha256 }: Pick<UploadSource, 'sha256'>): string =>
  `${scope}/sha256/${sha256}`
