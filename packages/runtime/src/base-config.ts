import { crashPoints, duration } from '@async-events/core'
import { z } from 'zod'

/** `readConfig` refuses variables marked `testOnly` unless NODE_ENV is `test`. */
export const crashConfig = {
  CRASH_AT: z
    .enum(crashPoints)
    .optional()
    .meta({ description: 'point at which this process kills itself, once per data folder', testOnly: true }),
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .optional()
    .describe('not used by this service; libraries may read it'),
}

/** Variables that every process reads, as a zod shape. */
export const baseConfig = {
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('minimum log level'),
  ...crashConfig,
  SHUTDOWN_GRACE: duration({ max: '10m' })
    .prefault('10s')
    .describe('maximum time for a graceful shutdown after SIGTERM or SIGINT')
    .meta({ formerly: 'SHUTDOWN_GRACE_MS' }),
  METRICS_FOLDER: z
    .string()
    .optional()
    .describe(
      'folder of Unix sockets by which all processes of one machine show their metrics on the page of the API; npm start sets it',
    ),
}
export type BaseConfig = z.output<z.ZodObject<typeof baseConfig>>

/** For processes without an HTTP API: workers and the keeper. */
export const healthConfig = {
  HEALTH_PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535)
    .optional()
    .describe('port of the health server (/livez, /readyz, /metrics); not started when unset'),
  HEALTH_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('listen address of the health server; 0.0.0.0 for probes from outside the host or pod'),
}
export type HealthConfig = z.output<z.ZodObject<typeof healthConfig>>
