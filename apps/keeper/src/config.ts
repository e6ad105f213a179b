import { duration, healthConfig } from '@async-events/runtime'
import { stackConfig, webhookConfig } from '@async-events/stack'
import { z } from 'zod'

/** The keeper's environment. */
export const keeperConfig = z.object({
  ...stackConfig,
  ...healthConfig,
  ...webhookConfig,
  KEEP_INTERVAL_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(60_000)
    .default(5_000)
    .describe('milliseconds between passes'),
  SWEEP_INTERVAL_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .default(3_600_000)
    .describe('milliseconds between two searches for files that nothing refers to'),
  RETENTION_CACHE: duration
    .prefault('30d')
    .describe('how long the outcome of a step is kept that nobody uses'),
  RETENTION_RESULTS: duration
    .optional()
    .describe('how long results are kept after the end of their job; for ever when unset'),
  RETENTION_EVENTS: duration.prefault('30d').describe('how long events are kept for streams'),
  RETENTION_DELIVERIES: duration
    .prefault('30d')
    .describe('how long the log of webhooks is kept that have ended'),
})
