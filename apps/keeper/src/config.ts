import { duration } from '@async-events/core'
import { healthConfig } from '@async-events/runtime'
import { searchConfig } from '@async-events/search'
import { stackConfig, webhookConfig } from '@async-events/stack'
import { z } from 'zod'

/** Environment variables of the keeper. */
export const keeperConfig = z.object({
  ...stackConfig,
  ...healthConfig,
  ...webhookConfig,
  ...searchConfig,
  KEEPER_INTERVAL: duration({ min: '100ms', max: '1m' })
    .prefault('5s')
    .describe('interval between repair passes')
    .meta({ formerly: 'KEEP_INTERVAL_MS' }),
  // Node's timers count to 2^31 ms, which is a little less than 25 days.
  KEEPER_SWEEP_INTERVAL: duration({ min: '1s', max: '24d' })
    .prefault('1h')
    .describe('interval between sweeps for unreferenced artifacts')
    .meta({ formerly: 'SWEEP_INTERVAL_MS' }),
  RETENTION_CACHE: duration().prefault('30d').describe('how long an unused step-cache entry is kept'),
  RETENTION_RESULTS: duration()
    .optional()
    .describe('how long results are kept after their job has ended; forever when unset'),
  RETENTION_EVENTS: duration().prefault('30d').describe('how long events are kept for event streams'),
  RETENTION_DELIVERIES: duration()
    .prefault('30d')
    .describe('how long the log of finished webhook deliveries is kept'),
})
