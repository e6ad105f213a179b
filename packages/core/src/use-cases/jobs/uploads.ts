import { ownerOf, type Principal, scopeOf } from '../../domain/access/access.ts'
import type { Clock } from '../../domain/clock.ts'
import { AppError, type ErrorDetail } from '../../domain/errors.ts'
import type { Upload, UploadSource } from '../../domain/job/upload.ts'
import { sniffedBytes, sniffMediaType } from '../../domain/sniff-media-type.ts'
import type { ArtifactStore } from '../../ports/artifact-store.ts'
import type { JobStore } from '../../ports/job-store.ts'
import type { UploadStore } from '../../ports/upload-store.ts'
import { readUpload } from './authorize.ts'

/** How long new jobs may name an upload. */
const uploadLifeMs = 24 * 3_600_000

export interface SentFile {
  content: AsyncIterable<Uint8Array>
  /** As the client states them. */
  filename: string | undefined
  media_type: string
}

export type StoredFile = Pick<
  Upload,
  'key' | 'bytes' | 'sha256' | 'media_type' | 'filename' | 'user_id' | 'scope'
>

/**
 * Puts what is sent into the caller's scope of the artifact store as it arrives. Of a file that breaks off or is longer
 * than `maxBytes` (`too_large`) nothing stays.
 */
export async function storeSentFile(
  { artifacts }: { artifacts: Pick<ArtifactStore, 'put'> },
  { content, filename, media_type }: SentFile,
  { principal, maxBytes }: { principal: Principal; maxBytes: number },
): Promise<StoredFile> {
  const user_id = ownerOf(principal, undefined)
  const scope = scopeOf(user_id)
  const head = new Uint8Array(sniffedBytes)
  let bytes = 0
  async function* bounded(): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      if (bytes < head.length) head.set(chunk.subarray(0, head.length - bytes), bytes)
      bytes += chunk.byteLength
      if (bytes > maxBytes)
        throw new AppError('too_large', `The file is larger than ${maxBytes} bytes, the maximum.`)
      yield chunk
    }
  }
  const stored = await artifacts.put(scope, bounded())
  const name = cleanFilename(filename)
  return {
    ...stored,
    media_type: sniffMediaType(head.subarray(0, bytes), media_type, name),
    filename: name,
    user_id,
    scope,
  }
}

/** Makes a stored file one that jobs may name. Made before by the same request, it is answered as it was. */
export async function createUpload(
  { uploads, clock }: { uploads: UploadStore; clock: Clock },
  id: string,
  file: StoredFile,
): Promise<Upload> {
  const now = clock.now()
  const upload: Upload = {
    id,
    ...file,
    created_at: now,
    expires_at: new Date(now.getTime() + uploadLifeMs),
  }
  if (await uploads.insert(upload)) return upload
  return (await uploads.get(id)) ?? upload
}

/**
 * Removes an upload before its time; its bytes go when nothing else refers to them. Throws `conflict` while a job that
 * has not ended reads it. A job that has ended keeps the bytes, for a restart.
 */
export async function deleteUpload(
  deps: { uploads: Pick<UploadStore, 'get' | 'remove'>; jobs: Pick<JobStore, 'isUploadInUse'>; clock: Clock },
  id: string,
  principal: Principal,
): Promise<void> {
  const upload = await readUpload(deps, id, principal, 'write')
  if (await deps.jobs.isUploadInUse(upload.id))
    throw new AppError('conflict', 'A job that has not ended reads this upload; wait for it, or cancel it.')
  await deps.uploads.remove(upload.id)
}

/**
 * Puts what is known of an upload into the parameters that name it; other parameters are given back as they are. One
 * that the job has read before (`before`) needs no record any more: the job keeps its bytes.
 */
export async function findUpload(
  { uploads, clock }: { uploads: Pick<UploadStore, 'get'>; clock: Clock },
  parameters: Record<string, unknown>,
  { scope, path, before = null }: { scope: string; path: string; before?: UploadSource | null },
): Promise<{ parameters: Record<string, unknown>; problems: ErrorDetail[] }> {
  const id = uploadIdIn(parameters)
  if (id === null) return { parameters, problems: [] }
  if (before?.upload_id === id) return { parameters: { ...parameters, source: before }, problems: [] }
  const upload = await uploads.get(id)
  // Of somebody else is told like one that never was.
  if (!upload || upload.scope !== scope || upload.expires_at <= clock.now()) {
    const message = 'is no upload of the last 24 hours that belongs to the owner of the job'
    return { parameters, problems: [{ path: `${path}.source.upload_id`, code: 'unknown', message }] }
  }
  const { sha256, bytes, media_type, filename } = upload
  const source: UploadSource = { upload_id: id, sha256, bytes, media_type, filename }
  return { parameters: { ...parameters, source }, problems: [] }
}

function uploadIdIn({ source }: Record<string, unknown>): string | null {
  if (typeof source !== 'object' || source === null || !('upload_id' in source)) return null
  return typeof source.upload_id === 'string' ? source.upload_id : null
}

/** The name alone, of what people can see. */
function cleanFilename(given: string | undefined): string | null {
  const name = (given ?? '')
    .toWellFormed()
    .replace(/^.*[/\\]/su, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  return Array.from(name).slice(0, 200).join('') || null
}
