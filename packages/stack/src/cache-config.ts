import { duration } from '@async-events/core'

/** Variables of the step cache, as a zod shape: workers use it, the API says what they would take from it. */
export const cacheConfig = {
  WORKER_CACHE_MAX_AGE: duration()
    .prefault('24h')
    .describe('how long a cached source is used without revalidation')
    .meta({ formerly: 'CACHE_MAX_AGE' }),
}
