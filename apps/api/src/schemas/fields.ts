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

/** Any JSON object. */
export const anyValue = z.record(z.string(), z.unknown())
