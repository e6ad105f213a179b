import { join, resolve } from 'node:path'
import { z } from 'zod'
import { publishedAt } from './catalogue.ts'

/** Variables of the local models, as a zod shape. */
export const whisperConfig = {
  MODELS_DIR: z
    .string()
    .optional()
    .describe('folder of the models for Whisper (npm run models); $DATA_DIR/models when unset'),
  WHISPER_MODEL: z
    .string()
    .max(1000)
    .optional()
    .describe(
      'model in MODELS_DIR by name, such as small, or a path; by default the best there: turbo, large, medium, small, base, tiny, models of every language first',
    ),
  WHISPER_THREADS: z.coerce
    .number()
    .int()
    .min(1)
    .max(256)
    .optional()
    .describe('threads of Whisper for one recording; by default as many as there are cores, at most 8'),
}

/** Variables of what downloads models. */
export const downloadConfig = {
  MODELS_URL: z
    .url({ protocol: /^(https?|file)$/, error: 'must be an http(s) or file URL' })
    .default(publishedAt)
    .describe('where models are downloaded from: a mirror has the files under their own names'),
}

/** The folder of the models, absolute. It need not exist. */
export const modelsFolder = ({
  MODELS_DIR,
  DATA_DIR,
}: {
  MODELS_DIR?: string | undefined
  DATA_DIR?: string | undefined
}): string => resolve(MODELS_DIR || join(DATA_DIR || 'data', 'models'))
