import { sessionStates } from '@async-events/core'
import { z } from 'zod'
import { instant } from './fields.ts'

export const sessionPlace = z
  .object({
    day: z.string().nullable(),
    starttime: z.string().nullable(),
    endtime: z.string().nullable(),
    room: z.string().nullable(),
  })
  .meta({ id: 'SessionPlace', description: 'When and where a session is, on the clocks of the conference.' })

/** Of a job that an import made. */
export const jobSchedule = z
  .object({
    event_id: z.string().describe('of the session in the schedule'),
    state: z
      .enum(sessionStates)
      .describe('`cancelled` by the schedule; `removed`: no longer in it, or not kept any more'),
    changed_at: instant.describe('when the state last changed, or the session was last moved'),
    moved_from: sessionPlace.nullable().describe('where it was before it was last moved'),
  })
  .meta({ id: 'JobSchedule', description: 'What the schedule says of the session, as of the last import.' })

/** Of a batch that an import made. */
export const batchSchedule = z
  .object({
    schedule_url: z.string().nullable().describe('null of a schedule that was sent'),
    imported_at: instant,
    refresh: z
      .object({
        every: z.int().describe('seconds'),
        until: instant,
        next_at: instant.nullable().describe('null when it has ended'),
        failures: z.int().describe('in a row'),
        last_error: z.object({ code: z.string(), message: z.string() }).nullable(),
      })
      .meta({ id: 'RefreshState' })
      .nullable(),
  })
  .meta({ id: 'BatchSchedule', description: 'Where the jobs of an imported batch come from.' })
