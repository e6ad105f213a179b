import { z } from 'zod'
import { timeRangeField } from './parameter-fields.ts'

/** What speaks for a boundary of a talk: a pause or applause next to it, a picture with the title, the title in captions. */
export const boundarySigns = ['pause', 'applause', 'title_shown', 'title_said'] as const
export type BoundarySign = (typeof boundarySigns)[number]

const boundary = z.object({ confidence: z.number().min(0).max(1), signs: z.array(z.enum(boundarySigns)) })

/** Where the range of a talk comes from: its schedule, and what was found near it. */
export const fittedRangeSchema = z.object({
  scheduled: timeRangeField,
  start: boundary,
  end: boundary,
  /** Seconds by which all talks of the recording are off their schedule. */
  shift: z.number(),
  /** Pictures with text are there, and none has the title of any talk. */
  contradicted: z.boolean(),
})
export type FittedRange = z.output<typeof fittedRangeSchema>
