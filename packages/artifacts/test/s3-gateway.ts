import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ArtifactStore } from '@async-events/core'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { z } from 'zod'
import { artifactsConfig, openConfiguredArtifactStore } from '../src/artifacts-config.ts'

export interface GatewayStore {
  store: ArtifactStore
  client: S3Client
  bucket: string
  /** As an operator writes it. */
  url: string
  leftovers(): Promise<string[]>
  close(): Promise<void>
}

let buckets = 0

/** A store in a bucket of its own, on the server that `npm run test:s3` has started. */
export async function openGatewayStore(path = '/some/prefix', presign = ''): Promise<GatewayStore> {
  const endpoint = process.env.S3_TEST_ENDPOINT
  const accessKeyId = process.env.AWS_ACCESS_KEY_ID ?? ''
  const secretAccessKey = process.env.AWS_SECRET_ACCESS_KEY ?? ''
  if (endpoint === undefined) throw new Error('npm run test:s3 starts the server')
  buckets += 1
  const bucket = `test-${process.pid}-${buckets}-${Date.now()}`
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
  })
  await client.send(new CreateBucketCommand({ Bucket: bucket }))
  const folder = await mkdtemp(join(tmpdir(), 'async-events-gateway-'))
  const url = `s3://${bucket}${path}?endpoint=${encodeURIComponent(endpoint)}&forcePathStyle=true`
  const store = await openConfiguredArtifactStore(
    z.object(artifactsConfig).parse({
      DATA_DIR: folder,
      ARTIFACTS_URL: url,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      ...(presign === '' ? {} : { ARTIFACTS_PRESIGN: presign }),
    }),
  )
  return {
    store,
    client,
    bucket,
    url,
    leftovers: () => readdir(join(folder, 'spool')).catch(() => []),
    close: async () => {
      await store.close()
      client.destroy()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
