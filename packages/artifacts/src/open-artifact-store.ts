import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ArtifactStore } from '@async-events/core'
import { createFileStore } from './file-store.ts'
import { createS3Store, type S3Credentials } from './s3-store.ts'

export interface OpenArtifactStoreOptions {
  /** For `s3:`; without them the AWS SDK looks for a role or a profile by itself. */
  credentials?: S3Credentials
  /** For `s3:` when the URL names no region. */
  region?: string
  /** For `s3:`, where bytes wait until their hash is known; a folder in the system's temporary one by default. */
  spoolFolder?: string
}

/**
 * `file:///folder` or `s3://bucket/prefix?endpoint=https://…&region=…&forcePathStyle=true`. Credentials are never
 * part of the URL. Throws a TypeError when the URL is of another form. Does not contact the S3 server.
 */
export async function openArtifactStore(
  url: string,
  options: OpenArtifactStoreOptions = {},
): Promise<ArtifactStore> {
  const parsed = new URL(url)
  if (parsed.protocol === 'file:') return createFileStore(fileURLToPath(parsed))
  if (parsed.protocol !== 's3:') throw new TypeError('an artifact URL begins with file:/// or s3://')
  if (parsed.hostname === '') throw new TypeError('an s3:// URL names its bucket')
  if (parsed.username !== '' || parsed.password !== '') {
    throw new TypeError('credentials do not belong into the artifact URL')
  }
  const known = ['endpoint', 'region', 'forcePathStyle']
  const unknown = [...parsed.searchParams.keys()].find((name) => !known.includes(name))
  if (unknown !== undefined) throw new TypeError(`an s3:// URL knows ${known.join(', ')}, not "${unknown}"`)

  const endpoint = parsed.searchParams.get('endpoint')
  const region = parsed.searchParams.get('region') ?? options.region
  return createS3Store({
    bucket: parsed.hostname,
    prefix: decodeURIComponent(parsed.pathname),
    spoolFolder: options.spoolFolder ?? join(tmpdir(), 'async-events-spool'),
    forcePathStyle: parsed.searchParams.get('forcePathStyle') === 'true',
    ...(endpoint === null ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
  })
}
