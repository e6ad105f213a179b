import type { Connection, Model } from 'mongoose'
import { type ApiKeyDocument, apiKeySchema } from './documents/api-key.ts'
import { type BatchDocument, batchSchema } from './documents/batch.ts'
import { type CacheEntryDocument, cacheEntrySchema } from './documents/cache-entry.ts'
import { type DeliveryDocument, deliverySchema } from './documents/delivery.ts'
import { type EventDocument, eventSchema } from './documents/event.ts'
import { type IdempotencyDocument, idempotencySchema } from './documents/idempotency-record.ts'
import { type JobDocument, jobSchema } from './documents/job.ts'
import { type JobLogDocument, jobLogSchema } from './documents/job-log.ts'
import { type ResultsDocument, resultsSchema } from './documents/results.ts'
import { type StepClaimDocument, stepClaimSchema } from './documents/step-claim.ts'
import { type TemplateDocument, templateSchema } from './documents/template.ts'
import { type UploadDocument, uploadSchema } from './documents/upload.ts'

/** A model of each collection. Documents are written by updates, never by `save()`, and read lean. */
export interface Models {
  jobs: Model<JobDocument>
  batches: Model<BatchDocument>
  results: Model<ResultsDocument>
  step_cache: Model<CacheEntryDocument>
  step_claims: Model<StepClaimDocument>
  job_logs: Model<JobLogDocument>
  api_keys: Model<ApiKeyDocument>
  idempotency: Model<IdempotencyDocument>
  templates: Model<TemplateDocument>
  uploads: Model<UploadDocument>
  deliveries: Model<DeliveryDocument>
  events: Model<EventDocument>
}

export const defineModels = (connection: Connection): Models => ({
  jobs: connection.model<JobDocument>('jobs', jobSchema),
  batches: connection.model<BatchDocument>('batches', batchSchema),
  results: connection.model<ResultsDocument>('results', resultsSchema),
  step_cache: connection.model<CacheEntryDocument>('step_cache', cacheEntrySchema),
  step_claims: connection.model<StepClaimDocument>('step_claims', stepClaimSchema),
  job_logs: connection.model<JobLogDocument>('job_logs', jobLogSchema),
  api_keys: connection.model<ApiKeyDocument>('api_keys', apiKeySchema),
  idempotency: connection.model<IdempotencyDocument>('idempotency', idempotencySchema),
  templates: connection.model<TemplateDocument>('templates', templateSchema),
  uploads: connection.model<UploadDocument>('uploads', uploadSchema),
  deliveries: connection.model<DeliveryDocument>('deliveries', deliverySchema),
  events: connection.model<EventDocument>('events', eventSchema),
})

/** Creates missing indexes; every app runs it at start. */
export async function createIndexes(models: Models): Promise<void> {
  for (const model of Object.values(models)) await model.createIndexes()
}
