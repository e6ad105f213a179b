import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ArtifactStore } from '@async-events/core'
import { createFileStore } from './file-store.ts'
import type { S3Credentials } from './s3-store.ts'

export interface OpenArtifactStoreOptions {
  /** For `s3:`; without them the AWS SDK uses a role or a profile. */
  credentials?: S3Credentials
  /** For `s3:` when the URL names no region. */
  region?: string
  /** For `s3:`: for how long links can be used; without it there are none. Milliseconds. */
  linkMs?: number
  /** For `s3:`, to spool bytes until their hash is known; in the system's temporary folder by default. */
  spoolFolder?: string
}

/**
 * `file:///folder` or `s3://bucket/prefix?endpoint=https://…&region=…&forcePathStyle=true&publicEndpoint=https://…`. Credentials are never
 * part of the URL. Throws a TypeError for any other URL. Does not contact the S3 server.
 */
export async function openArtifactStore(
  url: string,
  options: OpenArtifactStoreOptions = {},
): Promise<ArtifactStore> {
  const parsed = new URL(url)
  if (parsed.protocol === 'file:') return createFileStore(fileURLToPath(parsed))
  if (parsed.protocol !== 's3:') throw new TypeError('an artifact URL begins with file:/// or s3://')
  if (parsed.hostname === '') throw new TypeError('an s3:// URL needs a bucket')
  if (parsed.username !== '' || parsed.password !== '') {
    throw new TypeError('the artifact URL must not hold credentials')
  }
  const known = ['endpoint', 'region', 'forcePathStyle', 'publicEndpoint']
  const unknown = [...parsed.searchParams.keys()].find((name) => !known.includes(name))
  if (unknown !== undefined) throw new TypeError(`an s3:// URL knows ${known.join(', ')}, not "${unknown}"`)

  // The AWS SDK, which no other store needs.
  const { createS3Store } = await import('./s3-store.ts')
  const endpoint = parsed.searchParams.get('endpoint')
  const publicEndpoint = parsed.searchParams.get('publicEndpoint')
  const region = parsed.searchParams.get('region') ?? options.region
  return createS3Store({
    bucket: parsed.hostname,
    prefix: decodeURIComponent(parsed.pathname),
    spoolFolder: options.spoolFolder ?? join(tmpdir(), 'async-events-spool'),
    forcePathStyle: parsed.searchParams.get('forcePathStyle') === 'true',
    ...(endpoint === null ? {} : { endpoint }),
    ...(publicEndpoint === null ? {} : { publicEndpoint }),
    ...(options.linkMs === undefined ? {} : { linkSeconds: Math.ceil(options.linkMs / 1000) }),
    ...(region === undefined ? {} : { region }),
    ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
  })
}
