import { artifactsConfig } from '@async-events/artifacts'
import { defaultPrefix } from '@async-events/queue'
import { baseConfig, tracingConfig } from '@async-events/runtime'
import { parseFetchAllow } from '@async-events/web/fetch-allow'
import { z } from 'zod'

/** Variables that every app reads, as a zod shape. */
export const stackConfig = {
  ...baseConfig,
  ...tracingConfig,
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .describe('MongoDB URI with the database name: mongodb://host:27017/async-events'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://')
    .describe('Redis URL (transport only): redis://host:6379, redis://host:6379/1 for another database'),
  ...artifactsConfig,
  QUEUE_PREFIX: z.string().default(defaultPrefix).describe('prefix of all Redis keys'),
  TEMPLATES_DIR: z
    .string()
    .optional()
    .describe('folder with your own templates (*.md); they override built-in ones of the same name'),
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
      'non-public destinations that may be fetched, comma-separated: host, host:port, CIDR, CIDR:port, http://host:port/folder/',
    ),
  FETCH_CONTACT: z
    .string()
    .default('https://async-events.example/contact')
    .describe('contact for operators of fetched sites; part of the User-Agent')
    .meta({ formerly: 'CONTACT' }),
}
export type StackConfig = z.output<z.ZodObject<typeof stackConfig>>
