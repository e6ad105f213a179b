import { aiConfig, modelIsNamed, transcriptConfig, transcriptModelIsNamed } from '@async-events/ai'
import { whisperConfig } from '@async-events/models'
import { healthConfig } from '@async-events/runtime'
import { cacheConfig, stackConfig } from '@async-events/stack'
import { z } from 'zod'
import { fetchConfig } from './fetch-config.ts'
import { queues } from './queues.ts'

const defaultConcurrency = Object.entries(queues).map(
  ([name, { concurrency }]) => `${concurrency} for ${name}`,
)

/** Environment variables of a worker. */
export const workerConfig = z
  .object({
    ...stackConfig,
    ...healthConfig,
    ...fetchConfig,
    ...aiConfig,
    ...transcriptConfig,
    ...whisperConfig,
    ...cacheConfig,
    WORKER_CONCURRENCY: z.coerce
      .number()
      .int()
      .min(1)
      .max(500)
      .optional()
      .describe(`steps at a time; by default ${defaultConcurrency.join(', ')}`)
      .meta({ formerly: 'CONCURRENCY' }),
  })
  .superRefine(modelIsNamed)
  .superRefine(transcriptModelIsNamed)
