// Generated from docs/openapi.json by scripts/generate.ts.

import { type ClientOptions, type Given, send, sendForResponse } from './send.ts'
import type {
  AccessChange,
  ActiveChange,
  AllBatchesFailed,
  ArchiveChange,
  BatchAnswer,
  BatchCancelled,
  BatchCreate,
  BatchCreated,
  BatchDeleted,
  BatchList,
  BatchRead,
  BatchRestart,
  BatchRestarted,
  DeliveryList,
  DeliveryReplayed,
  Done,
  Health,
  JobAnswer,
  JobCreate,
  JobList,
  JobLogs,
  JobRead,
  JobRestart,
  OpenApiDocument,
  Status,
  Submission,
  Submitted,
  TemplateList,
  UploadAnswer,
  UploadForm,
  Webhook,
  WebhookTested,
} from './types.ts'

/** One method for each operation of the API. Every answer that is not 2xx is thrown as an `ApiError`. */
export class Operations {
  protected readonly options: ClientOptions

  constructor(options: ClientOptions) {
    this.options = options
  }

  /** Hide a batch from the default list, or bring it back */
  archiveBatch(given: Given & { path: { batch_id: string }; body?: ArchiveChange }): Promise<BatchAnswer> {
    return send<BatchAnswer>(this.options, 'POST', '/api/event-job/batches/{batch_id}/archive', given)
  }

  /** Cancel every job of a batch that has not ended */
  cancelBatch(given: Given & { path: { batch_id: string } }): Promise<BatchCancelled> {
    return send<BatchCancelled>(this.options, 'POST', '/api/event-job/batches/{batch_id}/cancel', given)
  }

  /** Cancel a job that has not ended */
  cancelJob(given: Given & { path: { job_id: string } }): Promise<JobRead> {
    return send<JobRead>(this.options, 'POST', '/api/event-job/jobs/{job_id}/cancel', given)
  }

  /** Create a batch of jobs */
  createBatch(
    given: Given & {
      header?: { 'x-user-id'?: string; 'idempotency-key'?: string; 'x-use-cache'?: boolean }
      body: BatchCreate
    },
  ): Promise<BatchCreated> {
    return send<BatchCreated>(this.options, 'POST', '/api/event-job/batches', given)
  }

  /** Create one job */
  createJob(
    given: Given & {
      header?: { 'x-user-id'?: string; 'idempotency-key'?: string; 'x-use-cache'?: boolean }
      body: JobCreate
    },
  ): Promise<JobAnswer> {
    return send<JobAnswer>(this.options, 'POST', '/api/event-job/jobs', given)
  }

  /** Send a file for jobs to read */
  createUpload(
    given: Given & {
      header?: { 'x-user-id'?: string; 'idempotency-key'?: string; 'x-use-cache'?: boolean }
      form: Record<keyof UploadForm, Blob>
    },
  ): Promise<UploadAnswer> {
    return send<UploadAnswer>(this.options, 'POST', '/api/event-job/uploads', given)
  }

  /** Delete a batch with its jobs */
  deleteBatch(given: Given & { path: { batch_id: string } }): Promise<BatchDeleted> {
    return send<BatchDeleted>(this.options, 'DELETE', '/api/event-job/batches/{batch_id}', given)
  }

  /** Delete a job */
  deleteJob(given: Given & { path: { job_id: string } }): Promise<Done> {
    return send<Done>(this.options, 'DELETE', '/api/event-job/jobs/{job_id}', given)
  }

  /** Download the documents of all finished jobs of a batch as one ZIP */
  downloadBatchArchive(given: Given & { path: { batch_id: string } }): Promise<Response> {
    return sendForResponse(this.options, 'GET', '/api/event-job/batches/{batch_id}/download-archive', given)
  }

  /** Download the archive of a job */
  downloadJobArchive(given: Given & { path: { job_id: string } }): Promise<Response> {
    return sendForResponse(this.options, 'GET', '/api/event-job/jobs/{job_id}/download-archive', given)
  }

  /** Fail what has not ended in every batch that is not archived; finished work stays */
  failAllBatches(given: Given = {}): Promise<AllBatchesFailed> {
    return send<AllBatchesFailed>(this.options, 'POST', '/api/event-job/batches/fail-all', given)
  }

  /** Read a batch, or wait for it */
  getBatch(
    given: Given & { path: { batch_id: string }; query?: { wait?: number; since?: number } },
  ): Promise<BatchRead> {
    return send<BatchRead>(this.options, 'GET', '/api/event-job/batches/{batch_id}', given)
  }

  /** Read a file of a result, by the path that the results name */
  getFile(given: Given & { path: { path: string } }): Promise<Response> {
    return sendForResponse(this.options, 'GET', '/api/event-job/files/{path}', given)
  }

  /** Read a job, or wait for it */
  getJob(
    given: Given & {
      path: { job_id: string }
      query?: { wait?: number; since?: number; include?: 'archive_data' }
    },
  ): Promise<JobRead> {
    return send<JobRead>(this.options, 'GET', '/api/event-job/jobs/{job_id}', given)
  }

  /** Read this document */
  getOpenApi(given: Given = {}): Promise<OpenApiDocument> {
    return send<OpenApiDocument>(this.options, 'GET', '/openapi.json', given)
  }

  /** Read a job or a batch by its id */
  getStatus(given: Given & { path: { id: string } }): Promise<Status> {
    return send<Status>(this.options, 'GET', '/api/event-job/status/{id}', given)
  }

  /** The same for a batch and its jobs */
  listBatchDeliveries(
    given: Given & {
      path: { batch_id: string }
      query?: {
        limit?: number
        skip?: number
        cursor?: string
        sort?: '-created_at'
        state?: 'pending' | 'delivered' | 'failed' | 'stopped'
      }
    },
  ): Promise<DeliveryList> {
    return send<DeliveryList>(this.options, 'GET', '/api/event-job/batches/{batch_id}/deliveries', given)
  }

  /** List batches */
  listBatches(
    given: Given & {
      query?: {
        limit?: number
        skip?: number
        cursor?: string
        sort?: '-created_at'
        status?: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled'
        archived?: boolean
        isActive?: boolean
        user_id?: string
      }
    } = {},
  ): Promise<BatchList> {
    return send<BatchList>(this.options, 'GET', '/api/event-job/batches', given)
  }

  /** What the webhook of a job was told, and what it answered; newest first */
  listJobDeliveries(
    given: Given & {
      path: { job_id: string }
      query?: {
        limit?: number
        skip?: number
        cursor?: string
        sort?: '-created_at'
        state?: 'pending' | 'delivered' | 'failed' | 'stopped'
      }
    },
  ): Promise<DeliveryList> {
    return send<DeliveryList>(this.options, 'GET', '/api/event-job/jobs/{job_id}/deliveries', given)
  }

  /** Read what the steps of a run said; of the newest run unless another is asked for */
  listJobLogs(given: Given & { path: { job_id: string }; query?: { run?: number } }): Promise<JobLogs> {
    return send<JobLogs>(this.options, 'GET', '/api/event-job/jobs/{job_id}/logs', given)
  }

  /** List jobs */
  listJobs(
    given: Given & {
      query?: {
        limit?: number
        skip?: number
        cursor?: string
        sort?: '-created_at'
        status?: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled'
        batch_id?: string
        user_id?: string
        track?: string
        event?: string
        job_type?: string
        external_id?: string
        q?: string
      }
    } = {},
  ): Promise<JobList> {
    return send<JobList>(this.options, 'GET', '/api/event-job/jobs', given)
  }

  /** List the templates of documents */
  listTemplates(given: Given = {}): Promise<TemplateList> {
    return send<TemplateList>(this.options, 'GET', '/api/event-job/templates', given)
  }

  /** Is the process alive */
  livez(given: Given = {}): Promise<Health> {
    return send<Health>(this.options, 'GET', '/livez', given)
  }

  /** Measurements for Prometheus */
  metrics(given: Given = {}): Promise<Response> {
    return sendForResponse(this.options, 'GET', '/metrics', given)
  }

  /** Can the service do its work */
  readyz(given: Given = {}): Promise<Health> {
    return send<Health>(this.options, 'GET', '/readyz', given)
  }

  /** Send a webhook again, under the same id */
  replayDelivery(given: Given & { path: { delivery_id: string } }): Promise<DeliveryReplayed> {
    return send<DeliveryReplayed>(
      this.options,
      'POST',
      '/api/event-job/deliveries/{delivery_id}/replay',
      given,
    )
  }

  /** Run the jobs of a batch again that failed, or all that have ended */
  restartBatch(
    given: Given & {
      path: { batch_id: string }
      header?: { 'x-user-id'?: string; 'idempotency-key'?: string; 'x-use-cache'?: boolean }
      body?: BatchRestart
    },
  ): Promise<BatchRestarted> {
    return send<BatchRestarted>(this.options, 'POST', '/api/event-job/batches/{batch_id}/restart', given)
  }

  /** Run a job that has ended again */
  restartJob(
    given: Given & {
      path: { job_id: string }
      header?: { 'x-user-id'?: string; 'idempotency-key'?: string; 'x-use-cache'?: boolean }
      body?: JobRestart
    },
  ): Promise<JobAnswer> {
    return send<JobAnswer>(this.options, 'POST', '/api/event-job/{job_id}/restart', given)
  }

  /** Follow a batch: the events of all its jobs, and its progress */
  streamBatchEvents(
    given: Given & { path: { batch_id: string }; header?: { 'last-event-id'?: string } },
  ): Promise<Response> {
    return sendForResponse(this.options, 'GET', '/api/event-job/batches/{batch_id}/events', given)
  }

  /** Follow a job: its events, and its progress */
  streamJobEvents(
    given: Given & { path: { job_id: string }; header?: { 'last-event-id'?: string } },
  ): Promise<Response> {
    return sendForResponse(this.options, 'GET', '/api/event-job/jobs/{job_id}/events', given)
  }

  /** Create a job ({parameters}) or a batch ({jobs}) */
  submit(
    given: Given & {
      header?: { 'x-user-id'?: string; 'idempotency-key'?: string; 'x-use-cache'?: boolean }
      body: Submission
    },
  ): Promise<Submitted> {
    return send<Submitted>(this.options, 'POST', '/api/event-job/submit', given)
  }

  /** Send a test event to a webhook and tell what came of it */
  testWebhook(given: Given & { body: Webhook }): Promise<WebhookTested> {
    return send<WebhookTested>(this.options, 'POST', '/api/event-job/webhooks/test', given)
  }

  /** Pause a batch, or let it go on */
  toggleBatchActive(
    given: Given & { path: { batch_id: string }; body?: ActiveChange },
  ): Promise<BatchAnswer> {
    return send<BatchAnswer>(this.options, 'POST', '/api/event-job/batches/{batch_id}/toggle-active', given)
  }

  /** Change who may read, change and share a batch and its jobs */
  updateBatchAccess(given: Given & { path: { batch_id: string }; body: AccessChange }): Promise<BatchRead> {
    return send<BatchRead>(this.options, 'PATCH', '/api/event-job/batches/{batch_id}/access', given)
  }

  /** Change who may read, change and share a job */
  updateJobAccess(given: Given & { path: { job_id: string }; body: AccessChange }): Promise<JobRead> {
    return send<JobRead>(this.options, 'PATCH', '/api/event-job/jobs/{job_id}/access', given)
  }
}
