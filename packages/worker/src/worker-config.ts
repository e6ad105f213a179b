import { aiConfig, modelIsNamed, transcriptConfig, transcriptModelIsNamed } from '@async-events/ai'
import { duration, healthConfig } from '@async-events/runtime'
import { stackConfig } from '@async-events/stack'
import { z } from 'zod'
import { fetchConfig } from './fetch-config.ts'

/** A worker's environment. */
export const workerConfig = z
  .object({
    ...stackConfig,
    ...healthConfig,
    ...fetchConfig,
    ...aiConfig,
    ...transcriptConfig,
    CACHE_MAX_AGE: duration
      .prefault('24h')
      .describe('how long a fetched source counts as unchanged; then it is asked whether it has changed'),
    CONCURRENCY: z.coerce
      .number()
      .int()
      .min(1)
      .max(500)
      .optional()
      .describe(
        'steps at a time; by default 20 for scrape, 4 for transform, 2 for video and pdf, 1 for audio',
      ),
  })
  .superRefine(modelIsNamed)
  .superRefine(transcriptModelIsNamed)
