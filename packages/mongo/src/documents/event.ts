import type { LoggedEvent, NewEvent } from '@async-events/core'
import { asIs, defineSchema } from './define-schema.ts'

/** `batch_id` and `pos` are absent for a job without a batch: the unique index of positions is sparse. */
export type EventDocument = Omit<LoggedEvent, 'batch_id' | 'pos'> & {
  /** `<job>.<seq>` */
  _id: string
  batch_id?: string
  pos?: number
  /** Of events after which a job has another document, or none: when they were logged. */
  logged_at?: Date
}

const ofDocuments: ReadonlySet<EventDocument['type']> = new Set(['job.completed', 'job.deleted'])

export const eventSchema = defineSchema<EventDocument>(
  'events',
  {
    _id: String,
    job_id: String,
    seq: Number,
    batch_id: String,
    pos: Number,
    type: String,
    at: Date,
    data: asIs,
    logged_at: Date,
  },
  [
    { keys: { job_id: 1, seq: 1 }, unique: true },
    { keys: { batch_id: 1, pos: 1 }, unique: true, sparse: true },
    { keys: { logged_at: 1 }, sparse: true },
  ],
)

export const eventId = (event: Pick<NewEvent, 'job_id' | 'seq'>): string => `${event.job_id}.${event.seq}`

export const fromEvent = (
  { batch_id, ...event }: NewEvent,
  pos: number | null,
  now: Date,
): EventDocument => ({
  _id: eventId(event),
  ...event,
  ...(batch_id === null || pos === null ? {} : { batch_id, pos }),
  ...(ofDocuments.has(event.type) ? { logged_at: now } : {}),
})

export const toEvent = ({ _id, batch_id, pos, logged_at: _, ...fields }: EventDocument): LoggedEvent => ({
  batch_id: batch_id ?? null,
  pos: pos ?? null,
  ...fields,
})
