import { crashPoints } from '@async-events/core'
import { z } from 'zod'

/** For tests alone: `readConfig` refuses what is marked as `testOnly` unless NODE_ENV is `test`. */
export const crashConfig = {
  CRASH_AT: z
    .enum(crashPoints)
    .optional()
    .meta({ description: 'where this process is to die, once for a data folder', testOnly: true }),
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .optional()
    .describe('changes nothing here; libraries read it'),
}

/** What every process reads, as a zod shape: an app spreads it into its own `z.object`. */
export const baseConfig = {
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('least severe log level that is written'),
  ...crashConfig,
  SHUTDOWN_GRACE_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(600_000)
    .default(10_000)
    .describe('milliseconds that a stop may take after the first SIGTERM or SIGINT'),
}
export type BaseConfig = z.output<z.ZodObject<typeof baseConfig>>

/** For processes without an HTTP interface of their own: workers and the keeper. */
export const healthConfig = {
  HEALTH_PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535)
    .optional()
    .describe('port of /livez and /readyz; no health server when unset'),
  HEALTH_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('address the health server listens on; 0.0.0.0 where an orchestrator asks from outside'),
}
export type HealthConfig = z.output<z.ZodObject<typeof healthConfig>>
