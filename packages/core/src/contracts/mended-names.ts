import { z } from 'zod'

/** Places of a transcript where a name was heard nearly right, and is written as it is spelled. */
export const mendedNamesSchema = z.object({
  count: z.int().nonnegative(),
  places: z
    .array(z.object({ time: z.number().describe('seconds'), heard: z.string(), written: z.string() }))
    .max(100)
    .describe('the first 100'),
})
export type MendedNames = z.output<typeof mendedNamesSchema>
