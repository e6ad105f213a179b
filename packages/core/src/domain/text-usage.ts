import { z } from 'zod'

/** What a text model took for a document, over all of its requests. */
export const textUsageSchema = z.object({
  input_tokens: z.number(),
  output_tokens: z.number(),
  requests: z
    .number()
    .int()
    .optional()
    .describe(
      'requests that were answered: parts of a long source and repairs, too; absent of older results',
    ),
  estimated: z
    .literal(true)
    .optional()
    .describe('the endpoint did not count all tokens: they are estimated from the texts'),
  cost: z.number().optional().describe('by the prices that the operator configured'),
  currency: z.string().optional(),
})

export type TextUsage = z.output<typeof textUsageSchema>
