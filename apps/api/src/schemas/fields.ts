import { z } from 'zod'

/** An id in a path. A longer one is not found, like any other that is not there (`validation.ts`). */
export const pathId = z.string().max(500)

/** A number as a query spells it. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be between ${min} and ${max}`)
    .meta({ type: 'integer', minimum: min, maximum: max })

export const booleanText = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .meta({ type: 'boolean' })

export const instant = z.iso.datetime()

/** Of a job or batch. */
export const lastEventId = z
  .string()
  .describe(
    'id of the newest event that this answer knows of: a stream with it as `Last-Event-ID` tells all that comes after',
  )

/** Of a batch, or of a job as a whole. */
export const overallProgress = z.object({ percent: z.int() }).meta({ id: 'OverallProgress' })

/** A path of this service. */
export const ownUrl = z.string().meta({ format: 'uri-reference' })

/** Any JSON object. */
export const anyValue = z.record(z.string(), z.unknown())

/** The place of a named schema in the OpenAPI document. */
export const refOf = (schema: z.ZodType): string => `#/components/schemas/${schema.meta()?.id}`

/** A discriminator for answers that say their `kind`; without the mapping their names would have to be the kinds. */
export const byKind = (kinds: Record<string, z.ZodType>) => ({
  propertyName: 'kind',
  mapping: Object.fromEntries(Object.entries(kinds).map(([kind, schema]) => [kind, refOf(schema)])),
})
