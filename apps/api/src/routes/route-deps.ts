import type { CreateDeps, SendWebhook, UploadStore } from '@async-events/core'
import type { Metrics } from '@async-events/runtime'
import type { Stack } from '@async-events/stack'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'

/** What the routes work with: core's use cases over the opened stack. */
export interface RouteDeps
  extends CreateDeps,
    Pick<
      Stack,
      | 'events'
      | 'nudge'
      | 'deliveries'
      | 'idempotency'
      | 'jobLogs'
      | 'results'
      | 'artifacts'
      | 'templates'
      | 'isReady'
    > {
  uploads: UploadStore
  sendWebhook: SendWebhook
  /** Most bytes of an uploaded file. */
  uploadMaxBytes: number
  metrics: Pick<Metrics, 'request' | 'contentType' | 'text'>
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>
