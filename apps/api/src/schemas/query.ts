import { z } from 'zod'
import { wholeNumber } from './fields.ts'

export const paging = {
  limit: wholeNumber(1, 1000).optional().describe('1 to 1000, default 100'),
  skip: wholeNumber(0, 1_000_000).optional(),
  cursor: z.string().min(1).max(500).optional().describe('`next_cursor` of the last page'),
  sort: z.enum(['-created_at']).optional(),
}

const seconds = wholeNumber(0, 60).optional()

export const waiting = {
  wait: seconds.describe('long poll: seconds to wait for a change before answering'),
  since: wholeNumber(0, 999_999_999)
    .optional()
    .describe('last known `revision`; without it, wait for the end'),
}

export const waitQuery = z.strictObject(waiting)

/** Of a request that makes something run. */
export const runQuery = z.strictObject({
  wait: seconds.describe('seconds to wait for the end before answering'),
})
