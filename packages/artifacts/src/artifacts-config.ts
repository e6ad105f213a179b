import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type ArtifactStore, duration } from '@async-events/core'
import { z } from 'zod'
import { openArtifactStore } from './open-artifact-store.ts'

/** Variables of the artifact store, as a zod shape. */
export const artifactsConfig = {
  DATA_DIR: z.string().default('./data').describe('local data folder'),
  ARTIFACTS_URL: z
    .string()
    .regex(/^(file:\/\/\/|s3:\/\/[^/])/, 'is neither file:///… nor s3://bucket/…')
    .optional()
    .describe(
      'artifact store: file:///folder or s3://bucket/prefix?endpoint=…&region=…&forcePathStyle=true&publicEndpoint=…; $DATA_DIR/artifacts when unset',
    ),
  ARTIFACTS_PRESIGN: duration({ min: '1s', max: '7d' })
    .optional()
    .describe(
      'downloads from s3:// are answered by a redirect to an address of the store that is valid for so long, such as 15m; unset: the API sends the bytes',
    ),
  AWS_ACCESS_KEY_ID: z
    .string()
    .optional()
    .describe('access key for s3://; without it the AWS SDK uses a role or a profile'),
  AWS_SECRET_ACCESS_KEY: z.string().optional().describe('secret key for s3://'),
  AWS_SESSION_TOKEN: z.string().optional().describe('session token of temporary credentials'),
  AWS_REGION: z.string().optional().describe('region for s3:// without region in ARTIFACTS_URL'),
}
export type ArtifactsConfig = z.output<z.ZodObject<typeof artifactsConfig>>

/** Opens the configured store. */
export function openConfiguredArtifactStore(config: ArtifactsConfig): Promise<ArtifactStore> {
  const data = resolve(config.DATA_DIR)
  const url = config.ARTIFACTS_URL ?? pathToFileURL(join(data, 'artifacts')).href
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = config
  return openArtifactStore(url, {
    spoolFolder: join(data, 'spool'),
    ...(config.ARTIFACTS_PRESIGN === undefined ? {} : { linkMs: config.ARTIFACTS_PRESIGN }),
    ...(config.AWS_REGION === undefined ? {} : { region: config.AWS_REGION }),
    ...(id === undefined || secret === undefined
      ? {}
      : {
          credentials: {
            accessKeyId: id,
            secretAccessKey: secret,
            ...(token === undefined ? {} : { sessionToken: token }),
          },
        }),
  })
}
