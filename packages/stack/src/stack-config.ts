import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { aiConfigSchema } from '@async-events/ai'
import { defaultPrefix } from '@async-events/queue'
import { baseConfig } from '@async-events/runtime'
import { parseFetchAllow } from '@async-events/web'
import { z } from 'zod'

/** What every app of the service needs to know, as a zod shape. */
export const stackConfig = {
  ...baseConfig,
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .describe('the database, with its name: mongodb://host:27017/async-events'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://')
    .describe('Redis, used as transport only: redis://host:6379'),
  DATA_DIR: z.string().default('./data').describe('folder for everything that is kept on this machine'),
  ARTIFACTS_URL: z
    .string()
    .regex(/^(file:\/\/\/|s3:\/\/)/, 'must begin with file:/// or s3://')
    .optional()
    .describe('where files are kept; default file://$DATA_DIR/artifacts'),
  QUEUE_PREFIX: z.string().default(defaultPrefix).describe('prefix of all keys in Redis'),
  FETCH_ALLOW: z
    .string()
    .default('')
    .transform((text, ctx) => {
      try {
        return parseFetchAllow(text)
      } catch (error) {
        ctx.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'cannot be read' })
        return z.NEVER
      }
    })
    .describe(
      'destinations allowed although they are not public: host, host:port, CIDR, CIDR:port, by commas',
    ),
  CONTACT: z
    .string()
    .default('https://async-events.example/contact')
    .describe('how the operator of a fetched site reaches you; part of the User-Agent'),
  ...aiConfigSchema.shape,
}
export type StackConfig = z.output<z.ZodObject<typeof stackConfig>>

export function artifactsUrl(config: Pick<StackConfig, 'ARTIFACTS_URL' | 'DATA_DIR'>): string {
  return config.ARTIFACTS_URL ?? pathToFileURL(resolve(config.DATA_DIR, 'artifacts')).href
}
