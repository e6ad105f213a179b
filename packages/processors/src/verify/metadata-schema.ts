import { z } from 'zod'

const seconds = z.number().nonnegative()
const span = z.object({ start: seconds, end: seconds.nullable() })

/** `metadata.json` as documents of this version have it; further properties are allowed. */
export const metadataSchema = z.looseObject({
  front_matter: z.record(z.string(), z.unknown()),
  facts: z.record(z.string(), z.unknown()),
  fields: z.record(z.string(), z.string()),
  recording: z.looseObject({ kind: z.enum(['video', 'audio']), duration: seconds.nullable() }).nullable(),
  transcript: z.looseObject({ language: z.string(), has_times: z.boolean() }).nullable(),
  slides: z.array(
    z.looseObject({
      number: z.int().positive(),
      source: z.string().nullable(),
      title: z.string().nullable(),
      times: z.array(span),
      picture: z.string().nullable(),
    }),
  ),
  sections: z.array(z.looseObject({ heading: z.string().nullable() })),
})

/** The same of a summary of a track or an event. */
export const summaryDataSchema = z.looseObject({
  front_matter: z.record(z.string(), z.unknown()),
  fields: z.record(z.string(), z.string()),
  evidence: z.record(z.string(), z.array(z.looseObject({ text: z.string(), jobs: z.array(z.string()) }))),
  talks: z.array(z.looseObject({ title: z.string(), path: z.string().nullable() })),
  sections: z.array(z.looseObject({ heading: z.string().nullable() })),
})
