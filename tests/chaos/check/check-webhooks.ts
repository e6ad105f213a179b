import type { Evidence } from '../evidence.ts'
import { type Violation, violationOf } from './invariants.ts'

/** Every webhook was delivered at least once, signed, with the one id of its event. */
export function checkWebhooks({ dump, received }: Pick<Evidence, 'dump' | 'received'>): Violation[] {
  // The id is opaque: which event a request tells is in its body.
  const told = new Set(
    received.flatMap(({ job_id, batch_id, seq, answer }) =>
      answer === 200 ? [`${job_id ?? batch_id}.${seq}`] : [],
    ),
  )
  const jobs = new Map(dump.jobs.map((job) => [job.id, job]))
  const batches = new Map(dump.batches.map((batch) => [batch.id, batch]))
  const deliveries = new Map(
    dump.deliveries.map((delivery) => [`${delivery.owner}.${delivery.seq}`, delivery]),
  )
  const missing = dump.events.flatMap(({ job_id, seq, type }) => {
    const ofBatch = type === 'batch.completed'
    if (!ofBatch && !/^job\.(completed|failed|cancelled)$/.test(type)) return []
    const owner = ofBatch ? batches.get(job_id) : jobs.get(job_id)
    // Deleted jobs send no webhooks.
    if (!owner || owner.deleted || !owner.has_webhook) return []
    const event = `${job_id}.${seq}`
    const delivery = deliveries.get(event)
    const state = delivery ? `${delivery.state} after ${delivery.attempts} tries` : 'there is no delivery'
    return told.has(event) ? [] : [`${event} (${type}): ${state}`]
  })
  const unsigned = received.flatMap(({ id, is_signed }) => (is_signed ? [] : [id]))
  const ofEvent = Map.groupBy(
    received,
    ({ type, job_id, batch_id, timestamp }) => `${type} of ${job_id ?? batch_id} at ${timestamp}`,
  )
  const renamed = [...ofEvent].flatMap(([event, requests]) => {
    const ids = new Set(requests.map(({ id }) => id))
    return ids.size > 1 ? [`${event}: ${[...ids].join(', ')}`] : []
  })
  const reused = [...Map.groupBy(received, ({ id }) => id)].flatMap(([id, requests]) => {
    const events = new Set(requests.map(({ type, job_id, timestamp }) => `${type} ${job_id} ${timestamp}`))
    return events.size > 1 ? [`${id}: ${[...events].join(', ')}`] : []
  })
  return [
    ...violationOf(9, 'events were never delivered', missing),
    ...violationOf(9, 'requests carry no valid signature', unsigned),
    ...violationOf(9, 'one event went out under several ids', renamed),
    ...violationOf(9, 'one id stands for several events', reused),
  ]
}
