import type { Delivery } from '@async-events/core'
import { asIs, defineSchema, type Stored } from './define-schema.ts'

/** `next_at` and `host` are absent once a delivery has ended, so that their sparse index holds only open ones. */
export type DeliveryDocument = Omit<Stored<Delivery>, 'next_at' | 'host' | 'seq'> & {
  next_at?: Date
  host?: string
  /** Younger than some documents, whose id has it. */
  seq?: number
}

export const deliverySchema = defineSchema<DeliveryDocument>(
  'deliveries',
  {
    _id: String,
    endpoint: String,
    job_id: String,
    batch_id: String,
    type: String,
    run: Number,
    seq: Number,
    at: Date,
    data: asIs,
    host: String,
    state: String,
    attempts: Number,
    next_at: Date,
    token: String,
    log: asIs,
    created_at: Date,
    ended_at: Date,
  },
  [
    { keys: { next_at: 1, host: 1 }, sparse: true },
    { keys: { job_id: 1, created_at: -1, _id: -1 } },
    { keys: { batch_id: 1, created_at: -1, _id: -1 } },
    { keys: { created_at: 1 } },
  ],
)

export const fromDelivery = ({ id, next_at, host, ...fields }: Delivery): DeliveryDocument => ({
  _id: id,
  ...fields,
  ...(next_at === null ? {} : { next_at, host }),
})

const numberIn = (id: string): number => Number(/\.(\d+)\.(?:job|batch)$/.exec(id)?.[1] ?? 0)

export const toDelivery = ({ _id: id, next_at, host, seq, ...fields }: DeliveryDocument): Delivery => ({
  id,
  seq: seq ?? numberIn(id),
  next_at: next_at ?? null,
  host: host ?? '',
  ...fields,
})
