import type { Delivery } from '@async-events/core'

/** A delivery of a completed job as it is stored at first, with overrides. */
export const buildDelivery = (change: Partial<Delivery>): Delivery => ({
  id: 'j1.1.job',
  endpoint: 'job',
  job_id: 'j1',
  batch_id: null,
  type: 'job.completed',
  run: 1,
  seq: 1,
  at: new Date(0),
  data: { run: 1 },
  host: 'example.org',
  state: 'pending',
  attempts: 0,
  next_at: new Date(0),
  token: null,
  log: [],
  created_at: new Date(0),
  ended_at: null,
  ...change,
})
