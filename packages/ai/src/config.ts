import { duration } from '@async-events/core'
import { z } from 'zod'

const price = (of: string) =>
  z.coerce.number().min(0).max(1_000_000).optional().describe(`price of ${of}; with it results show the cost`)

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
  TEXT_MAX_OUTPUT_TOKENS: z.coerce
    .number()
    .int()
    .min(64)
    .max(1_000_000)
    .optional()
    .describe('maximum tokens of one model response; by default the limit of the server'),
  TEXT_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .optional()
    .describe(
      'requests to the endpoint at a time, of each worker; by default 1 for an endpoint on this machine or in its network, else 8',
    ),
  TEXT_PATIENCE: duration({ max: '30d' })
    .prefault('6h')
    .describe(
      'how long a job waits, from its first wait, while the endpoint is unreachable, overloaded or loads its model',
    ),
  TEXT_FALLBACK: z
    .enum(['extractive', 'none'])
    .default('extractive')
    .describe(
      'after TEXT_PATIENCE, and in place of answers of the wrong form: extractive writes offline, with a warning; none fails the job',
    ),
  TEXT_PRICE_INPUT: price('a million input tokens'),
  TEXT_PRICE_OUTPUT: price('a million output tokens'),
  TEXT_PRICE_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a code such as EUR')
    .optional()
    .describe('currency of the prices (ISO 4217), shown with the cost'),
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
