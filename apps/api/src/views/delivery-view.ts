import type { Delivery, DeliveryAttempt } from '@async-events/core'
import type { AttemptView, DeliveryView } from '../schemas/delivery.ts'

export function deliveryView(delivery: Delivery): DeliveryView {
  return {
    delivery_id: delivery.id,
    job_id: delivery.job_id,
    batch_id: delivery.batch_id,
    type: delivery.type,
    run: delivery.run,
    seq: delivery.seq,
    timestamp: delivery.at.toISOString(),
    state: delivery.state,
    attempts: delivery.attempts,
    next_at: delivery.next_at?.toISOString() ?? null,
    created_at: delivery.created_at.toISOString(),
    ended_at: delivery.ended_at?.toISOString() ?? null,
    log: delivery.log.map(attemptView),
  }
}

export function attemptView({ at, ...attempt }: DeliveryAttempt): AttemptView {
  return { at: at.toISOString(), ...attempt }
}
