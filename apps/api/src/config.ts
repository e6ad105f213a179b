import { stackConfig, webhookConfig } from '@async-events/stack'
import { z } from 'zod'
import { authModes } from './plugins/caller.ts'

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/** The API's environment. */
export const apiConfig = z
  .object({
    ...stackConfig,
    HOST: z.string().default('127.0.0.1').describe('address the API listens on'),
    PORT: z.coerce
      .number()
      .int()
      .min(0)
      .max(65_535)
      .default(5000)
      .describe('port the API listens on; 0 takes a free one'),
    AUTH: z
      .enum(authModes)
      .optional()
      .describe(
        'open: no header means operator (default on a loopback HOST); header: behind a gateway that sets X-User-ID; api-key: keys made by npm run keys',
      ),
    RATE_LIMIT: z.coerce
      .number()
      .int()
      .min(0)
      .max(1_000_000)
      .optional()
      .describe('requests of one caller in a minute; 0 is no limit; by default 0 with AUTH=open, else 1200'),
    UPLOAD_MAX_BYTES: z.coerce
      .number()
      .int()
      .min(1)
      .max(1024 ** 4)
      .default(4 * 1024 ** 3)
      .describe('most bytes of an uploaded file'),
    ...webhookConfig,
  })
  .refine((config) => config.AUTH !== undefined || loopback.has(config.HOST), {
    path: ['AUTH'],
    // Told together with whatever else is wrong.
    when: () => true,
    message:
      'must be set in words when HOST is not a loopback address: everybody who reaches it would be operator',
  })
export type ApiConfig = z.output<typeof apiConfig>
