import { type Batch, initialAccess, newBatchId } from '@async-events/core'

/** A batch as `createBatch` stores it, with overrides. Its jobs have `creation: 'c'`. */
export function buildBatch(overrides: Partial<Batch> = {}): Batch {
  const now = overrides.created_at ?? new Date()
  return {
    id: newBatchId(now),
    schema_version: 1,
    batch_name: 'Conf - track',
    creation: 'c',
    status: 'pending',
    generation: 0,
    isActive: true,
    pause_version: 1,
    archived: false,
    revision: 1,
    user_id: null,
    access_control: initialAccess(overrides.user_id ?? null),
    metadata: {},
    trace: null,
    webhook: null,
    use_cache: null,
    source: null,
    created_at: now,
    updated_at: now,
    completed_at: null,
    deleted_at: null,
    ...overrides,
  }
}
