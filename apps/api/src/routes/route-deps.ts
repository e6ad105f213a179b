import type { Logger, ReadSchedule, SafeFetch, Sealer, SearchIndex, SendWebhook } from '@async-events/core'
import type { HttpMetrics, Metrics } from '@async-events/runtime'
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
  extends Pick<
    Stack,
    | 'jobs'
    | 'batches'
    | 'queue'
    | 'workers'
    | 'uploads'
    | 'orchestrator'
    | 'pipelines'
    | 'clock'
    | 'events'
    | 'nudge'
    | 'deliveries'
    | 'idempotency'
    | 'jobLogs'
    | 'results'
    | 'artifacts'
    | 'cache'
    | 'contracts'
    | 'templates'
    | 'templatesOf'
    | 'isReady'
    | 'apiKeys'
    | 'tracing'
  > {
  sealer: Sealer
  /** The visible part of the URL guard; throws AppError. */
  checkUrl(url: string): void
  /** The only way out: for what the API reads itself. */
  fetchSource: SafeFetch
  readSchedule: ReadSchedule
  /** Null: documents are not searched here. */
  search: SearchIndex | null
  log: Pick<Logger, 'warn'>
  sendWebhook: SendWebhook
  /** Whether webhooks without a secret of their own are signed by the service's. */
  signsWebhooks: boolean
  /** How long workers use a cached source without revalidation. Milliseconds. */
  cacheMaxAgeMs: number
  /** What is known of the build. */
  build: { commit: string | null; built_at: string | null }
  /** Most bytes of an uploaded file. */
  uploadMaxBytes: number
  metrics: HttpMetrics & Pick<Metrics, 'contentType' | 'text'>
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>
