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
  DeliveryState,
  Done,
  Health,
  JobAnswer,
  JobCreate,
  JobList,
  JobLogs,
  JobRead,
  JobRestart,
  JobState,
  OpenApiDocument,
  RestartPlan,
  StatusAnswer,
  Submission,
  Submitted,
  TemplateForm,
  TemplateList,
  TemplatePreview,
  TemplatePreviewForm,
  TemplateStored,
  TranscriptSegments,
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

  /** Archive a batch (hide it in lists), or unarchive it */
  archiveBatch(given: Given & { path: { batch_id: string }; body?: ArchiveChange }): Promise<BatchAnswer> {
    return send<BatchAnswer>(this.options, 'POST', '/api/event-job/batches/{batch_id}/archive', given)
  }

  /** Cancel all unfinished jobs of a batch */
  cancelBatch(given: Given & { path: { batch_id: string } }): Promise<BatchCancelled> {
    return send<BatchCancelled>(this.options, 'POST', '/api/event-job/batches/{batch_id}/cancel', given)
  }

  /** Cancel an unfinished job */
  cancelJob(given: Given & { path: { job_id: string } }): Promise<JobRead> {
    return send<JobRead>(this.options, 'POST', '/api/event-job/jobs/{job_id}/cancel', given)
  }

  /** Replace the transcript of a job that has ended, and write its document anew */
  correctTranscript(
    given: Given & {
      path: { job_id: string }
      header?: { 'if-match'?: string; 'if-none-match'?: string; 'content-language'?: string }
      body?: TranscriptSegments
      text?: { type: 'text/vtt' | 'application/x-subrip' | 'text/plain'; content: string }
    },
  ): Promise<JobAnswer> {
    return send<JobAnswer>(this.options, 'PUT', '/api/event-job/jobs/{job_id}/transcript', given)
  }

  /** Create a batch of jobs */
  createBatch(
    given: Given & { header?: { 'idempotency-key'?: string; 'x-use-cache'?: boolean }; body: BatchCreate },
  ): Promise<BatchCreated> {
    return send<BatchCreated>(this.options, 'POST', '/api/event-job/batches', given)
  }

  /** Create one job */
  createJob(
    given: Given & { header?: { 'idempotency-key'?: string; 'x-use-cache'?: boolean }; body: JobCreate },
  ): Promise<JobAnswer> {
    return send<JobAnswer>(this.options, 'POST', '/api/event-job/jobs', given)
  }

  /** Upload a file for jobs */
  createUpload(
    given: Given & {
      header?: { 'idempotency-key'?: string; 'x-use-cache'?: boolean }
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

  /** Delete a template of yours */
  deleteTemplate(given: Given & { path: { template_name: string } }): Promise<Done> {
    return send<Done>(this.options, 'DELETE', '/api/event-job/templates/{template_name}', given)
  }

  /** Download all finished documents of a batch as one ZIP */
  downloadBatchArchive(given: Given & { path: { batch_id: string } }): Promise<Response> {
    return sendForResponse(this.options, 'GET', '/api/event-job/batches/{batch_id}/download-archive', given)
  }

  /** Download the archive of a job */
  downloadJobArchive(given: Given & { path: { job_id: string } }): Promise<Response> {
    return sendForResponse(this.options, 'GET', '/api/event-job/jobs/{job_id}/download-archive', given)
  }

  /** Fail all unfinished jobs of all unarchived batches; finished ones stay */
  failAllBatches(given: Given = {}): Promise<AllBatchesFailed> {
    return send<AllBatchesFailed>(this.options, 'POST', '/api/event-job/batches/fail-all', given)
  }

  /** Get a batch, or wait for it */
  getBatch(
    given: Given & { path: { batch_id: string }; query?: { wait?: number; since?: number } },
  ): Promise<BatchRead> {
    return send<BatchRead>(this.options, 'GET', '/api/event-job/batches/{batch_id}', given)
  }

  /** Get a file of the results by its path there */
  getFile(given: Given & { path: { path: string } }): Promise<Response> {
    return sendForResponse(this.options, 'GET', '/api/event-job/files/{path}', given)
  }

  /** Get a job, or wait for it */
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

  /** Get a job or a batch by its id */
  getStatus(given: Given & { path: { id: string } }): Promise<StatusAnswer> {
    return send<StatusAnswer>(this.options, 'GET', '/api/event-job/status/{id}', given)
  }

  /** Get the text of a template, such as to start from a built-in one */
  getTemplate(given: Given & { path: { template_name: string } }): Promise<Response> {
    return sendForResponse(this.options, 'GET', '/api/event-job/templates/{template_name}', given)
  }

  /** Get the transcript of a job: corrected, or as it was heard */
  getTranscript(
    given: Given & { path: { job_id: string }; query?: { format?: 'vtt' | 'srt' | 'json' | 'text' } },
  ): Promise<Response> {
    return sendForResponse(this.options, 'GET', '/api/event-job/jobs/{job_id}/transcript', given)
  }

  /** Read what webhooks are sent */
  getWebhooksOpenApi(given: Given = {}): Promise<OpenApiDocument> {
    return send<OpenApiDocument>(this.options, 'GET', '/webhooks.openapi.json', given)
  }

  /** The same for a batch and its jobs */
  listBatchDeliveries(
    given: Given & {
      path: { batch_id: string }
      query?: { limit?: number; skip?: number; cursor?: string; sort?: '-created_at'; state?: DeliveryState }
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
        status?: JobState
        archived?: boolean
        isActive?: boolean
        user_id?: string
      }
    } = {},
  ): Promise<BatchList> {
    return send<BatchList>(this.options, 'GET', '/api/event-job/batches', given)
  }

  /** List the webhook deliveries of a job, newest first */
  listJobDeliveries(
    given: Given & {
      path: { job_id: string }
      query?: { limit?: number; skip?: number; cursor?: string; sort?: '-created_at'; state?: DeliveryState }
    },
  ): Promise<DeliveryList> {
    return send<DeliveryList>(this.options, 'GET', '/api/event-job/jobs/{job_id}/deliveries', given)
  }

  /** Get the log of a run, by default of the newest */
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
        status?: JobState
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

  /** List document templates: your own, those of the installation, and built-in ones */
  listTemplates(given: Given = {}): Promise<TemplateList> {
    return send<TemplateList>(this.options, 'GET', '/api/event-job/templates', given)
  }

  /** Liveness probe */
  livez(given: Given = {}): Promise<Health> {
    return send<Health>(this.options, 'GET', '/livez', given)
  }

  /** Metrics for Prometheus */
  metrics(given: Given = {}): Promise<Response> {
    return sendForResponse(this.options, 'GET', '/metrics', given)
  }

  /** Say what a restart would run, without restarting */
  planJobRestart(
    given: Given & {
      path: { job_id: string }
      header?: { 'idempotency-key'?: string; 'x-use-cache'?: boolean }
      body?: JobRestart
    },
  ): Promise<RestartPlan> {
    return send<RestartPlan>(this.options, 'POST', '/api/event-job/jobs/{job_id}/plan', given)
  }

  /** Show the document that a template gives, of a finished job or of a sample session */
  previewTemplate(given: Given & { body: TemplatePreviewForm }): Promise<TemplatePreview> {
    return send<TemplatePreview>(this.options, 'POST', '/api/event-job/templates/preview', given)
  }

  /** Create or replace a template of yours */
  putTemplate(
    given: Given & {
      path: { template_name: string }
      body?: TemplateForm
      text?: { type: 'text/markdown'; content: string }
    },
  ): Promise<TemplateStored> {
    return send<TemplateStored>(this.options, 'PUT', '/api/event-job/templates/{template_name}', given)
  }

  /** Readiness probe */
  readyz(given: Given = {}): Promise<Health> {
    return send<Health>(this.options, 'GET', '/readyz', given)
  }

  /** Go back to the transcript as it was heard, and write the document anew */
  removeCorrection(
    given: Given & { path: { job_id: string }; header?: { 'if-match'?: string; 'if-none-match'?: string } },
  ): Promise<JobAnswer> {
    return send<JobAnswer>(this.options, 'DELETE', '/api/event-job/jobs/{job_id}/transcript', given)
  }

  /** Replay a webhook with the same id */
  replayDelivery(given: Given & { path: { delivery_id: string } }): Promise<DeliveryReplayed> {
    return send<DeliveryReplayed>(
      this.options,
      'POST',
      '/api/event-job/deliveries/{delivery_id}/replay',
      given,
    )
  }

  /** Restart the failed jobs of a batch, or all that have ended */
  restartBatch(
    given: Given & {
      path: { batch_id: string }
      header?: { 'idempotency-key'?: string; 'x-use-cache'?: boolean }
      body?: BatchRestart
    },
  ): Promise<BatchRestarted> {
    return send<BatchRestarted>(this.options, 'POST', '/api/event-job/batches/{batch_id}/restart', given)
  }

  /** Restart a job that has ended */
  restartJob(
    given: Given & {
      path: { job_id: string }
      header?: { 'idempotency-key'?: string; 'x-use-cache'?: boolean }
      body?: JobRestart
    },
  ): Promise<JobAnswer> {
    return send<JobAnswer>(this.options, 'POST', '/api/event-job/{job_id}/restart', given)
  }

  /** Stream the events of a batch's jobs, and its progress */
  streamBatchEvents(
    given: Given & { path: { batch_id: string }; header?: { 'last-event-id'?: string } },
  ): Promise<Response> {
    return sendForResponse(this.options, 'GET', '/api/event-job/batches/{batch_id}/events', given)
  }

  /** Stream a job's events and progress */
  streamJobEvents(
    given: Given & { path: { job_id: string }; header?: { 'last-event-id'?: string } },
  ): Promise<Response> {
    return sendForResponse(this.options, 'GET', '/api/event-job/jobs/{job_id}/events', given)
  }

  /** Create a job ({parameters}) or a batch ({jobs}) */
  submit(
    given: Given & { header?: { 'idempotency-key'?: string; 'x-use-cache'?: boolean }; body: Submission },
  ): Promise<Submitted> {
    return send<Submitted>(this.options, 'POST', '/api/event-job/submit', given)
  }

  /** Send a test event to a webhook and report the result */
  testWebhook(given: Given & { body: Webhook }): Promise<WebhookTested> {
    return send<WebhookTested>(this.options, 'POST', '/api/event-job/webhooks/test', given)
  }

  /** Pause or resume a batch */
  toggleBatchActive(
    given: Given & { path: { batch_id: string }; body?: ActiveChange },
  ): Promise<BatchAnswer> {
    return send<BatchAnswer>(this.options, 'POST', '/api/event-job/batches/{batch_id}/toggle-active', given)
  }

  /** Change the access rights of a batch and its jobs */
  updateBatchAccess(given: Given & { path: { batch_id: string }; body: AccessChange }): Promise<BatchRead> {
    return send<BatchRead>(this.options, 'PATCH', '/api/event-job/batches/{batch_id}/access', given)
  }

  /** Change the access rights of a job */
  updateJobAccess(given: Given & { path: { job_id: string }; body: AccessChange }): Promise<JobRead> {
    return send<JobRead>(this.options, 'PATCH', '/api/event-job/jobs/{job_id}/access', given)
  }
}
