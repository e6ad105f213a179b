import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import {
  canonicalJson,
  type KeptParts,
  type TranscribeAnswer,
  type TranscribeRequest,
} from '@async-events/core'
import { z } from 'zod'

/** Raise it when the same answer of an engine would be read another way. */
const format = 1

const spanSchema = z.object({ start: z.number(), end: z.number(), text: z.string() })
const answerSchema = z.object({
  segments: z.array(
    spanSchema.extend({
      speaker: z.string().nullish(),
      words: z.array(spanSchema).optional(),
      confidence: z.number().min(0).max(1).optional(),
    }),
  ),
  language: z.string().nullable(),
})

type Asked = Pick<TranscribeRequest, 'file' | 'language' | 'prompt'>

/** Answers of an engine to pieces of sound, kept for other attempts. */
export interface PieceKeeper {
  get(asked: Asked): Promise<TranscribeAnswer | null>
  put(asked: Asked, answer: TranscribeAnswer): Promise<void>
}

/** Answers by all that decides them: the sound, the engine and its hints. */
export function keepPieces(kept: KeptParts, engine: string): PieceKeeper {
  const sounds = new Map<string, Promise<string>>()
  const keyOf = async ({ file, language, prompt }: Asked): Promise<string> => {
    const sound = sounds.get(file) ?? hashOf(file)
    sounds.set(file, sound)
    return canonicalJson({ format, engine, sound: await sound, language, prompt })
  }
  return {
    async get(asked) {
      const answer = answerSchema.safeParse(await kept.get(await keyOf(asked)))
      // JSON holds no field that is undefined.
      return answer.success ? (answer.data as TranscribeAnswer) : null
    },
    async put(asked, answer) {
      await kept.put(await keyOf(asked), answer)
    },
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
