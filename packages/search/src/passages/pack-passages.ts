import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { SearchPassage } from '@async-events/core'
import { passageKinds } from '@async-events/core'
import { z } from 'zod'

const schema = z.array(
  z.object({
    kind: z.enum(passageKinds),
    language: z.string(),
    text: z.string(),
    times: z.array(z.tuple([z.number(), z.number()])),
    slide: z.number().nullable(),
  }),
)

/** The passages of a talk as an index keeps them: they are read only of the talks that are shown. */
export const packPassages = (passages: readonly SearchPassage[]): Buffer =>
  deflateRawSync(JSON.stringify(passages))

export const unpackPassages = (packed: Uint8Array): SearchPassage[] =>
  schema.parse(JSON.parse(inflateRawSync(packed).toString()))
