import { type Connection, type IndexDefinition, type Model, Schema } from 'mongoose'

/**
 * Collections and their indexes. Documents are written by exact updates (`job-store.ts`), never by `save()`, so the
 * schemas name what is searched by and leave the rest to the types of `core`.
 */
const collections = {
  jobs: {
    indexes: [
      // `listed` is false while a batch is being created and after deletion: lists and counts go by index alone.
      { keys: { batch_id: 1, listed: 1, status: 1 } },
      // The keeper asks again and again which jobs have not heard of a pause: mostly none.
      { keys: { batch_id: 1, hold_version: 1 } },
      { keys: { batch_id: 1, listed: 1, created_at: -1, _id: -1 } },
      { keys: { user_id: 1, listed: 1, created_at: -1, _id: -1 } },
      { keys: { listed: 1, created_at: -1, _id: -1 } },
      { keys: { listed: 1, status: 1, created_at: -1, _id: -1 } },
      { keys: { 'parameters.event': 1, 'parameters.track': 1, listed: 1, created_at: -1, _id: -1 } },
      { keys: { 'parameters.track': 1, listed: 1, created_at: -1, _id: -1 } },
      { keys: { external_id: 1 }, sparse: true },
      { keys: { wake_at: 1 }, sparse: true },
    ],
  },
  batches: {
    indexes: [
      { keys: { status: 1, created_at: -1, _id: -1 } },
      { keys: { created_at: -1, _id: -1 } },
      { keys: { deleted_at: 1, archived: 1, created_at: -1, _id: -1 } },
      { keys: { user_id: 1, created_at: -1, _id: -1 } },
      { keys: { updated_at: 1 } },
    ],
  },
  results: { indexes: [{ keys: { job_id: 1 } }] },
  step_cache: { indexes: [{ keys: { used_at: 1 } }] },
  job_logs: { indexes: [{ keys: { job_id: 1 } }] },
  api_keys: { indexes: [{ keys: { created_at: -1 } }] },
  idempotency: { indexes: [{ keys: { created_at: 1 } }] },
  uploads: { indexes: [{ keys: { expires_at: 1 } }] },
  deliveries: {
    indexes: [
      { keys: { next_at: 1, host: 1 }, sparse: true },
      { keys: { job_id: 1, created_at: -1, _id: -1 } },
      { keys: { batch_id: 1, created_at: -1, _id: -1 } },
      { keys: { created_at: 1 } },
    ],
  },
  events: {
    indexes: [
      { keys: { job_id: 1, seq: 1 }, unique: true },
      { keys: { batch_id: 1, pos: 1 }, unique: true, sparse: true },
    ],
  },
} as const satisfies Record<
  string,
  { indexes: { keys: IndexDefinition; unique?: boolean; sparse?: boolean }[] }
>

export type CollectionName = keyof typeof collections

/** A document as stored: its fields are those of the domain type, `_id` its id. */
export type Stored = Record<string, unknown> & { _id: string }

export type Models = Record<CollectionName, Model<Stored>>

export function defineModels(connection: Connection): Models {
  const model = (name: CollectionName): Model<Stored> => {
    const schema = new Schema<Stored>(
      { _id: { type: Schema.Types.Mixed } },
      {
        strict: false,
        collection: name,
        autoIndex: false,
        autoCreate: false,
        versionKey: false,
        minimize: false,
      },
    )
    for (const { keys, ...options } of collections[name].indexes) schema.index({ ...keys }, options)
    return connection.model<Stored>(name, schema)
  }
  return {
    jobs: model('jobs'),
    batches: model('batches'),
    results: model('results'),
    step_cache: model('step_cache'),
    job_logs: model('job_logs'),
    api_keys: model('api_keys'),
    idempotency: model('idempotency'),
    uploads: model('uploads'),
    deliveries: model('deliveries'),
    events: model('events'),
  }
}

/** The explicit index step: run at start by every app, free when the indexes are there. */
export async function createIndexes(models: Models): Promise<void> {
  for (const model of Object.values(models)) await model.createIndexes()
}
