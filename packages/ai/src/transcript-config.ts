import { duration } from '@async-events/core'
import { z } from 'zod'
import { aiConfig } from './config.ts'

/** Variables of the speech engine, as a zod shape next to `aiConfig`. */
export const transcriptConfig = {
  TRANSCRIPT_ENGINE: z
    .enum(['auto', 'openai', 'whisper', 'pocketsphinx', 'none'])
    .default('auto')
    .describe(
      'openai (any API with /audio/transcriptions), whisper (on this machine, with a model of npm run models), pocketsphinx (offline, English only), none, or auto: the API if TRANSCRIPT_MODEL names one of its models, else whisper if a model is there, else pocketsphinx if installed',
    ),
  TRANSCRIPT_MODEL: z
    .string()
    .optional()
    .describe('model name, such as whisper-1; required with TRANSCRIPT_ENGINE=openai'),
  TRANSCRIPT_BASE_URL: aiConfig.OPENAI_BASE_URL.unwrap()
    .optional()
    .describe(
      'base URL of the API; OPENAI_BASE_URL when unset; start whisper-server with --inference-path /v1/audio/transcriptions -l auto',
    ),
  TRANSCRIPT_API_KEY: z
    .string()
    .optional()
    .describe('API key, sent as bearer token; OPENAI_API_KEY when unset and the server is the same'),
  TRANSCRIPT_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .optional()
    .describe(
      'requests to the endpoint at a time, of each worker; by default 1 for an endpoint on this machine or in its network, else 4',
    ),
  TRANSCRIPT_TIMEOUT: duration({ min: '1s', max: '1h' })
    .prefault('10m')
    .describe(
      'timeout for transcribing one audio segment of up to five minutes; grows with requests in flight, and for an endpoint that is slow',
    )
    .meta({ formerly: 'TRANSCRIPT_TIMEOUT_MS' }),
}

/** Cross-field rule for `superRefine`. */
export function transcriptModelIsNamed(
  config: { TRANSCRIPT_ENGINE: string; TRANSCRIPT_MODEL?: string | undefined },
  context: z.RefinementCtx,
): void {
  if (config.TRANSCRIPT_ENGINE === 'openai' && !config.TRANSCRIPT_MODEL) {
    context.addIssue({
      code: 'custom',
      path: ['TRANSCRIPT_MODEL'],
      message: 'is required with TRANSCRIPT_ENGINE=openai',
    })
  }
}

/**
 * Whether `auto` takes the API. A model alone is not enough: recordings would go to the default server of `OPENAI_BASE_URL`
 * without anybody having named it or having a key for it.
 */
export const isEndpointConfigured = (config: TranscriptConfig): boolean =>
  config.TRANSCRIPT_MODEL !== undefined &&
  (config.TRANSCRIPT_BASE_URL !== undefined ||
    config.TRANSCRIPT_API_KEY !== undefined ||
    config.OPENAI_API_KEY !== undefined ||
    config.OPENAI_BASE_URL !== aiConfig.OPENAI_BASE_URL.parse(undefined))

export const transcriptConfigSchema = z
  .object({
    ...transcriptConfig,
    OPENAI_BASE_URL: aiConfig.OPENAI_BASE_URL,
    OPENAI_API_KEY: aiConfig.OPENAI_API_KEY,
  })
  .superRefine(transcriptModelIsNamed)

export type TranscriptConfig = z.output<typeof transcriptConfigSchema>
