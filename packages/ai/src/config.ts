import { z } from 'zod'

/** The part of the environment that chooses the engine of texts, as a zod shape. */
export const aiConfig = {
  TEXT_ENGINE: z
    .enum(['extractive', 'openai'])
    .default('extractive')
    .describe('extractive (offline, quotes the source) or openai (any OpenAI-compatible endpoint)'),
  OPENAI_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
    .default('https://api.openai.com/v1')
    .describe('root of the API, such as http://localhost:11434/v1 for Ollama'),
  OPENAI_API_KEY: z.string().optional().describe('sent as a bearer token; local servers need none'),
  TEXT_MODEL: z
    .string()
    .optional()
    .describe('name of the model, such as mistral-small; needed with TEXT_ENGINE=openai'),
  TEXT_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(600_000)
    .default(120_000)
    .describe('longest wait for one answer of the model, in milliseconds'),
  TEXT_MAX_INPUT_CHARS: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(4_000_000)
    .default(120_000)
    .describe('characters of a source that one request to the model holds; a longer source is read in parts'),
}

/** The rule across its keys, for `superRefine`. */
export function modelIsNamed(
  config: { TEXT_ENGINE: string; TEXT_MODEL?: string | undefined },
  context: z.RefinementCtx,
): void {
  if (config.TEXT_ENGINE === 'openai' && !config.TEXT_MODEL) {
    context.addIssue({ code: 'custom', path: ['TEXT_MODEL'], message: 'is needed with TEXT_ENGINE=openai' })
  }
}

export const aiConfigSchema = z.object(aiConfig).superRefine(modelIsNamed)

export type AiConfig = z.output<typeof aiConfigSchema>
