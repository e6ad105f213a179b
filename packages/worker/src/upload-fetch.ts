import { basename, dirname } from 'node:path'
import {
  AppError,
  type ArtifactStore,
  collectBytes,
  type Fetched,
  type FetchRequest,
  type Job,
  type SafeFetch,
  uploadIn,
  uploadKey,
  uploadUrl,
} from '@async-events/core'

/**
 * A fetch that serves the upload named by the job from the artifact store, in the job's scope. Every other URL, of
 * another upload too, goes to `fetch`, which accepts http and https only.
 */
export function uploadFetch(
  fetch: SafeFetch,
  artifacts: Pick<ArtifactStore, 'stat' | 'open' | 'materialize'>,
  job: Pick<Job, 'parameters' | 'scope'>,
): SafeFetch {
  const upload = uploadIn(job.parameters)
  if (!upload) return fetch
  const url = uploadUrl(upload)
  const key = uploadKey(job.scope, upload)
  return async (request) => {
    if (request.url !== url) return fetch(request)
    request.signal?.throwIfAborted()
    const object = await artifacts.stat(key)
    if (!object) throw new AppError('artifact_missing', 'The uploaded file no longer exists')
    if (object.bytes > request.maxBytes) throw tooLarge(request)
    const body = await bodyOf(artifacts, key, request)
    request.onProgress?.(object.bytes, object.bytes)
    const { media_type: mediaType } = upload
    return {
      url,
      status: 200,
      headers: { 'content-type': mediaType },
      mediaType,
      charset: null,
      body,
      bytes: object.bytes,
    } satisfies Fetched
  }
}

async function bodyOf(
  artifacts: Pick<ArtifactStore, 'open' | 'materialize'>,
  key: string,
  request: FetchRequest,
): Promise<Buffer> {
  const { toFile, maxBytes, signal } = request
  if (toFile !== undefined) {
    await artifacts.materialize(key, dirname(toFile), basename(toFile))
    return Buffer.alloc(0)
  }
  return collectBytes(await artifacts.open(key), { maxBytes, tooLarge: () => tooLarge(request), signal })
}

const tooLarge = ({ maxBytes }: FetchRequest): AppError =>
  new AppError('source_too_large', `The uploaded file is larger than ${maxBytes} bytes`)
