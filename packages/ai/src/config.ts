import { duration } from '@async-events/core'
import { z } from 'zod'

/** Variables of the text engine, as a zod shape. */
export const aiConfig = {
  TEXT_ENGINE: z
    .enum(['extractive', 'openai'])
    .default('extractive')
    .describe('extractive (offline, quotes the source) or openai (any OpenAI-compatible API)'),
  OPENAI_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
    .default('https://api.openai.com/v1')
    .describe('base URL of the API, such as http://localhost:11434/v1 for Ollama'),
  OPENAI_API_KEY: z
    .string()
    .optional()
    .describe('API key, sent as bearer token; not needed by local servers'),
  TEXT_MODEL: z
    .string()
    .optional()
    .describe('model name, such as mistral-small; required with TEXT_ENGINE=openai'),
  TEXT_TIMEOUT: duration({ min: '1s', max: '10m' })
    .prefault('2m')
    .describe('timeout for one model response')
    .meta({ formerly: 'TEXT_TIMEOUT_MS' }),
  TEXT_MAX_INPUT_CHARS: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(4_000_000)
    .default(120_000)
    .describe('maximum characters of source text per model request; longer sources are processed in parts'),
}

/** Cross-field rule for `superRefine`. */
export function modelIsNamed(
  config: { TEXT_ENGINE: string; TEXT_MODEL?: string | undefined },
  context: z.RefinementCtx,
): void {
  if (config.TEXT_ENGINE === 'openai' && !config.TEXT_MODEL) {
    context.addIssue({ code: 'custom', path: ['TEXT_MODEL'], message: 'is required with TEXT_ENGINE=openai' })
  }
}

export const aiConfigSchema = z.object(aiConfig).superRefine(modelIsNamed)

export type AiConfig = z.output<typeof aiConfigSchema>
