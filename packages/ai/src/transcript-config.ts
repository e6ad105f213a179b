import { z } from 'zod'
import { aiConfig } from './config.ts'

/** The part of the environment that chooses the engine of transcripts, as a zod shape beside `aiConfig`. */
export const transcriptConfig = {
  TRANSCRIPT_ENGINE: z
    .enum(['auto', 'openai', 'pocketsphinx', 'none'])
    .default('auto')
    .describe(
      'openai (any endpoint with /audio/transcriptions), pocketsphinx (offline, English only), none, or auto: pocketsphinx when it is installed',
    ),
  TRANSCRIPT_MODEL: z
    .string()
    .optional()
    .describe('name of the model, such as whisper-1; needed with TRANSCRIPT_ENGINE=openai'),
  TRANSCRIPT_BASE_URL: aiConfig.OPENAI_BASE_URL.unwrap()
    .optional()
    .describe('root of the API; OPENAI_BASE_URL when it is not set'),
  TRANSCRIPT_API_KEY: z
    .string()
    .optional()
    .describe('sent as a bearer token; OPENAI_API_KEY when it is not set and the server is the same'),
  TRANSCRIPT_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(3_600_000)
    .default(600_000)
    .describe('longest wait for the transcript of one piece of at most five minutes, in milliseconds'),
}

/** The rule across its keys, for `superRefine`. */
export function transcriptModelIsNamed(
  config: { TRANSCRIPT_ENGINE: string; TRANSCRIPT_MODEL?: string | undefined },
  context: z.RefinementCtx,
): void {
  if (config.TRANSCRIPT_ENGINE === 'openai' && !config.TRANSCRIPT_MODEL) {
    context.addIssue({
      code: 'custom',
      path: ['TRANSCRIPT_MODEL'],
      message: 'is needed with TRANSCRIPT_ENGINE=openai',
    })
  }
}

export const transcriptConfigSchema = z
  .object({
    ...transcriptConfig,
    OPENAI_BASE_URL: aiConfig.OPENAI_BASE_URL,
    OPENAI_API_KEY: aiConfig.OPENAI_API_KEY,
  })
  .superRefine(transcriptModelIsNamed)

export type TranscriptConfig = z.output<typeof transcriptConfigSchema>
