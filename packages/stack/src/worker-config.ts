import { aiConfig, modelIsNamed } from '@async-events/ai'
import { healthConfig } from '@async-events/runtime'
import { z } from 'zod'
import { stackConfig } from './stack-config.ts'

/** A worker's environment. */
export const workerConfig = z
  .object({
    ...stackConfig,
    ...healthConfig,
    ...aiConfig,
    CONCURRENCY: z.coerce
      .number()
      .int()
      .min(1)
      .max(500)
      .optional()
      .describe('steps at a time; by default 20 for scrape, 4 for transform'),
  })
  .superRefine(modelIsNamed)
