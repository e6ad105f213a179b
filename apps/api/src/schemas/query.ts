import { type CreatedBetween, jobStatuses } from '@async-events/core'
import { z } from 'zod'
import { booleanText, refOf, wholeNumber } from './fields.ts'
import { jobState } from './states.ts'

const sortOrder = z
  .enum(['-created_at', 'created_at'])
  .meta({ id: 'SortOrder', description: 'By creation: newest or oldest first.' })

export const paging = {
  limit: wholeNumber(1, 1000).optional().describe('1 to 1000, default 100'),
  skip: wholeNumber(0, 1_000_000).optional(),
  cursor: z.string().min(1).max(500).optional().describe('`next_cursor` of the last page'),
  sort: sortOrder.optional().describe('newest first (default), or oldest first'),
}

const time = z.iso.datetime({ offset: true, error: 'must be a time such as 2026-05-02T08:00:00Z' }).max(40)

/** What was made in a span of time. */
export const created = {
  created_after: time.optional().describe('made at this time or later'),
  created_before: time.optional().describe('made before this time'),
}

/** The span as a store takes it. */
export const createdBetween = ({
  created_after: after,
  created_before: before,
}: {
  created_after?: string | undefined
  created_before?: string | undefined
}): CreatedBetween => ({
  ...(after === undefined ? {} : { created_after: new Date(after) }),
  ...(before === undefined ? {} : { created_before: new Date(before) }),
})

/** `status=failed,cancelled`, or the parameter several times. */
export const states = z
  .unknown()
  .meta({ type: 'array', items: { $ref: refOf(jobState) }, minItems: 1, maxItems: jobStatuses.length })
  .transform((given) => [given].flat().flatMap((one) => (typeof one === 'string' ? one.split(',') : [one])))
  .pipe(z.array(jobState).min(1).max(jobStatuses.length))

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

/** Of an import, which has to be read to be planned. */
export const importQuery = runQuery.extend({
  dry_run: booleanText
    .optional()
    .describe(
      'true: says what would run, and stores nothing; `wait` and `Idempotency-Key` have no meaning then',
    ),
})
