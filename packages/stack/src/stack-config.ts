import { artifactsConfig } from '@async-events/artifacts'
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
  ...artifactsConfig,
  QUEUE_PREFIX: z.string().default(defaultPrefix).describe('prefix of all keys in Redis'),
  TEMPLATES_DIR: z
    .string()
    .optional()
    .describe('folder of own templates (*.md); one with the name of a built-in one is used instead of it'),
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
}
export type StackConfig = z.output<z.ZodObject<typeof stackConfig>>
