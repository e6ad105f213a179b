// Generated from docs/openapi.json by scripts/generate.ts.

import type { CallOptions, ClientOptions } from './client-options.ts'
import { type Connection, connect } from './connection.ts'
import { send, sendForResponse } from './send.ts'
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
  BatchPlan,
  BatchRead,
  BatchRefresh,
  BatchRestart,
  BatchRestarted,
  DeliveriesReplayed,
  DeliveryList,
  DeliveryReplayed,
  DeliveryState,
  Done,
  Health,
  JobAnswer,
  JobCreate,
  JobList,
  JobLogs,
  JobPlan,
  JobRead,
  JobRestart,
  JobState,
  KeyCreate,
  KeyCreated,
  KeyList,
  KeyRevoked,
  OpenApiDocument,
  RestartPlan,
  ScheduleImport,
  ScheduleImported,
  SearchAnswer,
  SortOrder,
  StatusAnswer,
  Submission,
  Submitted,
  System,
  TemplateForm,
  TemplateList,
  TemplatePreview,
  TemplatePreviewForm,
  TemplateStored,
  TranscriptSegments,
  UploadAnswer,
  UploadForm,
  UploadList,
  UploadRead,
  Version,
  Webhook,
  WebhookChange,
  WebhookTested,
} from './types.ts'

export type CreateBatchQuery = {
  /** seconds to wait for the end before answering */
  wait?: number
}

export type CreateJobQuery = {
  /** seconds to wait for the end before answering */
  wait?: number
}

export type DownloadBatchExportQuery = {
  /** whose names and forms the files have: docs/exports.md */
  target: 'c3voc' | 'youtube' | 'peertube' | 'pretalx'
  /** folder of the web where the site of the batch is: talks have links to their pages then */
  base_url?: string
}

export type DownloadBatchSiteQuery = {
  /** of the site's own words; by default that of most documents, or English */
  language?: 'en' | 'de'
  /** folder of the web where the site will be: the feeds have absolute addresses then */
  base_url?: string
}

export type GetBatchQuery = {
  /** long poll: seconds to wait for a change before answering */
  wait?: number
  /** last known `revision`; without it, wait for the end */
  since?: number
}

export type GetJobQuery = {
  /** long poll: seconds to wait for a change before answering */
  wait?: number
  /** last known `revision`; without it, wait for the end */
  since?: number
  include?: 'archive_data'
}

export type GetTranscriptQuery = {
  /** overrides `Accept`; by default `vtt` */
  format?: 'vtt' | 'srt' | 'json' | 'text'
}

export type ImportBatchQuery = {
  /** seconds to wait for the end before answering */
  wait?: number
  /** true: says what would run, and stores nothing; `wait` and `Idempotency-Key` have no meaning then */
  dry_run?: boolean
}

export type ListBatchDeliveriesQuery = {
  /** 1 to 1000, default 100 */
  limit?: number
  skip?: number
  /** `next_cursor` of the last page */
  cursor?: string
  sort?: SortOrder
  state?: DeliveryState
}

export type ListBatchesQuery = {
  /** 1 to 1000, default 100 */
  limit?: number
  skip?: number
  /** `next_cursor` of the last page */
  cursor?: string
  sort?: SortOrder
  /** made at this time or later */
  created_after?: string
  /** made before this time */
  created_before?: string
  status?: JobState[]
  /** default false */
  archived?: boolean
  isActive?: boolean
  user_id?: string
  /** name substring */
  q?: string
}

export type ListJobDeliveriesQuery = {
  /** 1 to 1000, default 100 */
  limit?: number
  skip?: number
  /** `next_cursor` of the last page */
  cursor?: string
  sort?: SortOrder
  state?: DeliveryState
}

export type ListJobLogsQuery = {
  run?: number
}

export type ListJobsQuery = {
  /** 1 to 1000, default 100 */
  limit?: number
  skip?: number
  /** `next_cursor` of the last page */
  cursor?: string
  sort?: SortOrder
  /** made at this time or later */
  created_after?: string
  /** made before this time */
  created_before?: string
  status?: JobState[]
  batch_id?: string
  /** of any batch, or (false) of none */
  in_batch?: boolean
  user_id?: string
  track?: string
  event?: string
  job_type?: string
  external_id?: string
  /** name substring */
  q?: string
}

export type ListKeysQuery = {
  /** 1 to 1000, default 100 */
  limit?: number
  skip?: number
  /** `next_cursor` of the last page */
  cursor?: string
  sort?: SortOrder
  user_id?: string
}

export type ListUploadsQuery = {
  /** 1 to 1000, default 100 */
  limit?: number
  skip?: number
  /** `next_cursor` of the last page */
  cursor?: string
  sort?: SortOrder
}

export type RefreshBatchQuery = {
  /** seconds to wait for the end before answering */
  wait?: number
  /** true: says what would run, and stores nothing; `wait` and `Idempotency-Key` have no meaning then */
  dry_run?: boolean
}

export type RestartBatchQuery = {
  /** seconds to wait for the end before answering */
  wait?: number
}

export type RestartJobQuery = {
  /** seconds to wait for the end before answering */
  wait?: number
}

export type SearchDocumentsQuery = {
  /** words, all of which a talk has to hold, in any of their forms; a "phrase" as it stands; the last word may be unfinished. Of more than 16 words the first ones count */
  q: string
  event?: string
  track?: string
  speaker?: string
  batch_id?: string
  /** of the document, or of what is said: the first part of its tag */
  language?: string
  /** only of archived batches, or (false) only of others; both by default */
  archived?: boolean
  /** talks, 1 to 50, default 10 */
  limit?: number
  skip?: number
  /** of each talk, 0 to 10, default 3 */
  passages?: number
}

export type SubmitQuery = {
  /** seconds to wait for the end before answering */
  wait?: number
}

/** One method for each operation of the API. Every answer that is not 2xx is thrown as an `ApiError`. */
export class Operations {
  protected readonly connection: Connection

  constructor(options: ClientOptions) {
    this.connection = connect(options)
  }

  /** Archive a batch (hide it in lists), or unarchive it */
  archiveBatch(
    given: CallOptions & {
      path: {
        batch_id: string
      }
      body?: ArchiveChange
    },
  ): Promise<BatchAnswer> {
    return send<BatchAnswer>(this.connection, 'POST', '/api/event-job/batches/{batch_id}/archive', given)
  }

  /** Cancel all unfinished jobs of a batch */
  cancelBatch(
    given: CallOptions & {
      path: {
        batch_id: string
      }
    },
  ): Promise<BatchCancelled> {
    return send<BatchCancelled>(this.connection, 'POST', '/api/event-job/batches/{batch_id}/cancel', given)
  }

  /** Cancel an unfinished job */
  cancelJob(
    given: CallOptions & {
      path: {
        job_id: string
      }
    },
  ): Promise<JobRead> {
    return send<JobRead>(this.connection, 'POST', '/api/event-job/jobs/{job_id}/cancel', given)
  }

  /** Replace the transcript of a job that has ended, and write its document anew */
  correctTranscript(
    given: CallOptions & {
      header?: {
        /** ETag of the transcript that was changed, in any format: 412 if it is no longer that one */
        'if-match'?: string
        /** `*`: 412 if there is a transcript */
        'if-none-match'?: string
        /** language of the transcript; by default as its file states it, else detected */
        'content-language'?: string
      }
      path: {
        job_id: string
      }
      body?: TranscriptSegments
      text?: { type: 'text/vtt' | 'application/x-subrip' | 'text/plain'; content: string }
    },
  ): Promise<JobAnswer> {
    return send<JobAnswer>(this.connection, 'PUT', '/api/event-job/jobs/{job_id}/transcript', given)
  }

  /** Create a batch of jobs */
  createBatch(
    given: CallOptions & {
      query?: CreateBatchQuery
      header?: {
        /** 1 to 255 characters: the request is executed once per key in 24 hours */
        'idempotency-key'?: string
        /** overrides `use_cache` of the body */
        'x-use-cache'?: boolean
        /** W3C Trace Context: kept with the job or batch, and passed on to webhooks, to the endpoints of text model and transcriber, and into logs */
        traceparent?: string
        /** goes with `traceparent` */
        tracestate?: string
      }
      body: BatchCreate
    },
  ): Promise<BatchCreated> {
    return send<BatchCreated>(this.connection, 'POST', '/api/event-job/batches', given, { takesKey: true })
  }

  /** Create one job */
  createJob(
    given: CallOptions & {
      query?: CreateJobQuery
      header?: {
        /** 1 to 255 characters: the request is executed once per key in 24 hours */
        'idempotency-key'?: string
        /** overrides `use_cache` of the body */
        'x-use-cache'?: boolean
        /** W3C Trace Context: kept with the job or batch, and passed on to webhooks, to the endpoints of text model and transcriber, and into logs */
        traceparent?: string
        /** goes with `traceparent` */
        tracestate?: string
      }
      body: JobCreate
    },
  ): Promise<JobAnswer> {
    return send<JobAnswer>(this.connection, 'POST', '/api/event-job/jobs', given, { takesKey: true })
  }

  /** Make an API key */
  createKey(given: CallOptions & { body: KeyCreate }): Promise<KeyCreated> {
    return send<KeyCreated>(this.connection, 'POST', '/api/event-job/keys', given)
  }

  /** Upload a file for jobs */
  createUpload(
    given: CallOptions & {
      header?: {
        /** 1 to 255 characters: the request is executed once per key in 24 hours */
        'idempotency-key'?: string
      }
      form: Record<keyof UploadForm, Blob>
    },
  ): Promise<UploadAnswer> {
    return send<UploadAnswer>(this.connection, 'POST', '/api/event-job/uploads', given, { takesKey: true })
  }

  /** Delete a batch with its jobs */
  deleteBatch(
    given: CallOptions & {
      path: {
        batch_id: string
      }
    },
  ): Promise<BatchDeleted> {
    return send<BatchDeleted>(this.connection, 'DELETE', '/api/event-job/batches/{batch_id}', given)
  }

  /** Delete a job */
  deleteJob(
    given: CallOptions & {
      path: {
        job_id: string
      }
    },
  ): Promise<Done> {
    return send<Done>(this.connection, 'DELETE', '/api/event-job/jobs/{job_id}', given)
  }

  /** Delete a template of yours */
  deleteTemplate(
    given: CallOptions & {
      path: {
        template_name: string
      }
    },
  ): Promise<Done> {
    return send<Done>(this.connection, 'DELETE', '/api/event-job/templates/{template_name}', given)
  }

  /** Delete an upload that no unfinished job reads */
  deleteUpload(
    given: CallOptions & {
      path: {
        upload_id: string
      }
    },
  ): Promise<Done> {
    return send<Done>(this.connection, 'DELETE', '/api/event-job/uploads/{upload_id}', given)
  }

  /** Download all finished documents of a batch as one ZIP */
  downloadBatchArchive(
    given: CallOptions & {
      path: {
        batch_id: string
      }
    },
  ): Promise<Response> {
    return sendForResponse(
      this.connection,
      'GET',
      '/api/event-job/batches/{batch_id}/download-archive',
      given,
    )
  }

  /** Download captions, chapters and facts of a batch for another platform as one ZIP */
  downloadBatchExport(
    given: CallOptions & {
      query: DownloadBatchExportQuery
      path: {
        batch_id: string
      }
    },
  ): Promise<Response> {
    return sendForResponse(this.connection, 'GET', '/api/event-job/batches/{batch_id}/export.zip', given)
  }

  /** Download a static site of all finished documents of a batch as one ZIP */
  downloadBatchSite(
    given: CallOptions & {
      query?: DownloadBatchSiteQuery
      path: {
        batch_id: string
      }
    },
  ): Promise<Response> {
    return sendForResponse(this.connection, 'GET', '/api/event-job/batches/{batch_id}/site.zip', given)
  }

  /** Download all finished documents of a batch as notes of an Obsidian vault as one ZIP */
  downloadBatchVault(
    given: CallOptions & {
      path: {
        batch_id: string
      }
    },
  ): Promise<Response> {
    return sendForResponse(this.connection, 'GET', '/api/event-job/batches/{batch_id}/vault.zip', given)
  }

  /** Download the archive of a job */
  downloadJobArchive(
    given: CallOptions & {
      path: {
        job_id: string
      }
    },
  ): Promise<Response> {
    return sendForResponse(this.connection, 'GET', '/api/event-job/jobs/{job_id}/download-archive', given)
  }

  /** Fail all unfinished jobs of all unarchived batches; finished ones stay */
  failAllBatches(given: CallOptions = {}): Promise<AllBatchesFailed> {
    return send<AllBatchesFailed>(this.connection, 'POST', '/api/event-job/batches/fail-all', given)
  }

  /** Get a batch, or wait for it */
  getBatch(
    given: CallOptions & {
      query?: GetBatchQuery
      path: {
        batch_id: string
      }
    },
  ): Promise<BatchRead> {
    return send<BatchRead>(this.connection, 'GET', '/api/event-job/batches/{batch_id}', given)
  }

  /** Get a file of the results by its path there */
  getFile(
    given: CallOptions & {
      path: {
        /** `JOB_ID/RUN/PATH`, as URLs of `results` have it; slashes may be encoded (`%2F`) */
        path: string
      }
    },
  ): Promise<Response> {
    return sendForResponse(this.connection, 'GET', '/api/event-job/files/{path}', given)
  }

  /** Get a job, or wait for it */
  getJob(
    given: CallOptions & {
      query?: GetJobQuery
      path: {
        job_id: string
      }
    },
  ): Promise<JobRead> {
    return send<JobRead>(this.connection, 'GET', '/api/event-job/jobs/{job_id}', given)
  }

  /** Read this document */
  getOpenApi(given: CallOptions = {}): Promise<OpenApiDocument> {
    return send<OpenApiDocument>(this.connection, 'GET', '/openapi.json', given)
  }

  /** Get a job or a batch by its id */
  getStatus(
    given: CallOptions & {
      path: {
        id: string
      }
    },
  ): Promise<StatusAnswer> {
    return send<StatusAnswer>(this.connection, 'GET', '/api/event-job/status/{id}', given)
  }

  /** Who asks, and what the service has: workers with their engines, storage, search */
  getSystem(given: CallOptions = {}): Promise<System> {
    return send<System>(this.connection, 'GET', '/api/event-job/system', given)
  }

  /** Get the text of a template, such as to start from a built-in one */
  getTemplate(
    given: CallOptions & {
      path: {
        template_name: string
      }
    },
  ): Promise<Response> {
    return sendForResponse(this.connection, 'GET', '/api/event-job/templates/{template_name}', given)
  }

  /** Get the transcript of a job: corrected, or as it was heard */
  getTranscript(
    given: CallOptions & {
      query?: GetTranscriptQuery
      path: {
        job_id: string
      }
    },
  ): Promise<Response> {
    return sendForResponse(this.connection, 'GET', '/api/event-job/jobs/{job_id}/transcript', given)
  }

  /** Get what is known of an upload */
  getUpload(
    given: CallOptions & {
      path: {
        upload_id: string
      }
    },
  ): Promise<UploadRead> {
    return send<UploadRead>(this.connection, 'GET', '/api/event-job/uploads/{upload_id}', given)
  }

  /** Version of the service and its processors */
  getVersion(given: CallOptions = {}): Promise<Version> {
    return send<Version>(this.connection, 'GET', '/version', given)
  }

  /** Read what webhooks are sent */
  getWebhooksOpenApi(given: CallOptions = {}): Promise<OpenApiDocument> {
    return send<OpenApiDocument>(this.connection, 'GET', '/webhooks.openapi.json', given)
  }

  /** Create a batch of the sessions of a conference schedule, or bring it up to date */
  importBatch(
    given: CallOptions & {
      query?: ImportBatchQuery
      header?: {
        /** 1 to 255 characters: the request is executed once per key in 24 hours */
        'idempotency-key'?: string
        /** overrides `use_cache` of the body */
        'x-use-cache'?: boolean
        /** W3C Trace Context: kept with the job or batch, and passed on to webhooks, to the endpoints of text model and transcriber, and into logs */
        traceparent?: string
        /** goes with `traceparent` */
        tracestate?: string
      }
      body: ScheduleImport
    },
  ): Promise<ScheduleImported> {
    return send<ScheduleImported>(this.connection, 'POST', '/api/event-job/batches/import', given, {
      takesKey: true,
    })
  }

  /** The same for a batch and its jobs */
  listBatchDeliveries(
    given: CallOptions & {
      query?: ListBatchDeliveriesQuery
      path: {
        batch_id: string
      }
    },
  ): Promise<DeliveryList> {
    return send<DeliveryList>(this.connection, 'GET', '/api/event-job/batches/{batch_id}/deliveries', given)
  }

  /** List batches */
  listBatches(given: CallOptions & { query?: ListBatchesQuery } = {}): Promise<BatchList> {
    return send<BatchList>(this.connection, 'GET', '/api/event-job/batches', given)
  }

  /** List the webhook deliveries of a job, newest first */
  listJobDeliveries(
    given: CallOptions & {
      query?: ListJobDeliveriesQuery
      path: {
        job_id: string
      }
    },
  ): Promise<DeliveryList> {
    return send<DeliveryList>(this.connection, 'GET', '/api/event-job/jobs/{job_id}/deliveries', given)
  }

  /** Get the log of a run, by default of the newest */
  listJobLogs(
    given: CallOptions & {
      query?: ListJobLogsQuery
      path: {
        job_id: string
      }
    },
  ): Promise<JobLogs> {
    return send<JobLogs>(this.connection, 'GET', '/api/event-job/jobs/{job_id}/logs', given)
  }

  /** List jobs */
  listJobs(given: CallOptions & { query?: ListJobsQuery } = {}): Promise<JobList> {
    return send<JobList>(this.connection, 'GET', '/api/event-job/jobs', given)
  }

  /** List API keys, newest first */
  listKeys(given: CallOptions & { query?: ListKeysQuery } = {}): Promise<KeyList> {
    return send<KeyList>(this.connection, 'GET', '/api/event-job/keys', given)
  }

  /** List document templates: your own, those of the installation, and built-in ones */
  listTemplates(given: CallOptions = {}): Promise<TemplateList> {
    return send<TemplateList>(this.connection, 'GET', '/api/event-job/templates', given)
  }

  /** List uploads that jobs may name */
  listUploads(given: CallOptions & { query?: ListUploadsQuery } = {}): Promise<UploadList> {
    return send<UploadList>(this.connection, 'GET', '/api/event-job/uploads', given)
  }

  /** Liveness probe */
  livez(given: CallOptions = {}): Promise<Health> {
    return send<Health>(this.connection, 'GET', '/livez', given)
  }

  /** Metrics for Prometheus */
  metrics(given: CallOptions = {}): Promise<Response> {
    return sendForResponse(this.connection, 'GET', '/metrics', given)
  }

  /** Say what the jobs of a new batch would run, and store nothing */
  planBatch(
    given: CallOptions & {
      header?: {
        /** overrides `use_cache` of the body */
        'x-use-cache'?: boolean
      }
      body: BatchCreate
    },
  ): Promise<BatchPlan> {
    return send<BatchPlan>(this.connection, 'POST', '/api/event-job/batches/plan', given)
  }

  /** Say what a new job would run, and store nothing */
  planJob(
    given: CallOptions & {
      header?: {
        /** overrides `use_cache` of the body */
        'x-use-cache'?: boolean
      }
      body: JobCreate
    },
  ): Promise<JobPlan> {
    return send<JobPlan>(this.connection, 'POST', '/api/event-job/jobs/plan', given)
  }

  /** Say what a restart would run, without restarting */
  planJobRestart(
    given: CallOptions & {
      header?: {
        /** overrides `use_cache` of the body */
        'x-use-cache'?: boolean
      }
      path: {
        job_id: string
      }
      body?: JobRestart
    },
  ): Promise<RestartPlan> {
    return send<RestartPlan>(this.connection, 'POST', '/api/event-job/jobs/{job_id}/plan', given)
  }

  /** Show the document that a template gives, of a finished job or of a sample session */
  previewTemplate(given: CallOptions & { body: TemplatePreviewForm }): Promise<TemplatePreview> {
    return send<TemplatePreview>(this.connection, 'POST', '/api/event-job/templates/preview', given)
  }

  /** Create or replace a template of yours */
  putTemplate(
    given: CallOptions & {
      path: {
        template_name: string
      }
      body?: TemplateForm
      text?: { type: 'text/markdown'; content: string }
    },
  ): Promise<TemplateStored> {
    return send<TemplateStored>(this.connection, 'PUT', '/api/event-job/templates/{template_name}', given)
  }

  /** Readiness probe */
  readyz(given: CallOptions = {}): Promise<Health> {
    return send<Health>(this.connection, 'GET', '/readyz', given, { once: true })
  }

  /** Import the schedule of a batch again, from where it came */
  refreshBatch(
    given: CallOptions & {
      query?: RefreshBatchQuery
      header?: {
        /** 1 to 255 characters: the request is executed once per key in 24 hours */
        'idempotency-key'?: string
        /** overrides `use_cache` of the body */
        'x-use-cache'?: boolean
        /** W3C Trace Context: kept with the job or batch, and passed on to webhooks, to the endpoints of text model and transcriber, and into logs */
        traceparent?: string
        /** goes with `traceparent` */
        tracestate?: string
      }
      path: {
        batch_id: string
      }
      body?: BatchRefresh
    },
  ): Promise<ScheduleImported> {
    return send<ScheduleImported>(
      this.connection,
      'POST',
      '/api/event-job/batches/{batch_id}/refresh',
      given,
      { takesKey: true },
    )
  }

  /** Go back to the transcript as it was heard, and write the document anew */
  removeCorrection(
    given: CallOptions & {
      header?: {
        /** ETag of the transcript that was changed, in any format: 412 if it is no longer that one */
        'if-match'?: string
        /** `*`: 412 if there is a transcript */
        'if-none-match'?: string
      }
      path: {
        job_id: string
      }
    },
  ): Promise<JobAnswer> {
    return send<JobAnswer>(this.connection, 'DELETE', '/api/event-job/jobs/{job_id}/transcript', given)
  }

  /** The same for a batch and its jobs */
  replayBatchDeliveries(
    given: CallOptions & {
      header?: {
        /** 1 to 255 characters: the request is executed once per key in 24 hours */
        'idempotency-key'?: string
      }
      path: {
        batch_id: string
      }
    },
  ): Promise<DeliveriesReplayed> {
    return send<DeliveriesReplayed>(
      this.connection,
      'POST',
      '/api/event-job/batches/{batch_id}/deliveries/replay',
      given,
      { takesKey: true },
    )
  }

  /** Replay a webhook with the same id */
  replayDelivery(
    given: CallOptions & {
      header?: {
        /** 1 to 255 characters: the request is executed once per key in 24 hours */
        'idempotency-key'?: string
      }
      path: {
        delivery_id: string
      }
    },
  ): Promise<DeliveryReplayed> {
    return send<DeliveryReplayed>(
      this.connection,
      'POST',
      '/api/event-job/deliveries/{delivery_id}/replay',
      given,
      { takesKey: true },
    )
  }

  /** Replay all failed webhooks of a job, each with its id */
  replayJobDeliveries(
    given: CallOptions & {
      header?: {
        /** 1 to 255 characters: the request is executed once per key in 24 hours */
        'idempotency-key'?: string
      }
      path: {
        job_id: string
      }
    },
  ): Promise<DeliveriesReplayed> {
    return send<DeliveriesReplayed>(
      this.connection,
      'POST',
      '/api/event-job/jobs/{job_id}/deliveries/replay',
      given,
      { takesKey: true },
    )
  }

  /** Restart the failed jobs of a batch, or all that have ended */
  restartBatch(
    given: CallOptions & {
      query?: RestartBatchQuery
      header?: {
        /** 1 to 255 characters: the request is executed once per key in 24 hours */
        'idempotency-key'?: string
        /** overrides `use_cache` of the body */
        'x-use-cache'?: boolean
      }
      path: {
        batch_id: string
      }
      body?: BatchRestart
    },
  ): Promise<BatchRestarted> {
    return send<BatchRestarted>(this.connection, 'POST', '/api/event-job/batches/{batch_id}/restart', given, {
      takesKey: true,
    })
  }

  /** Restart a job that has ended */
  restartJob(
    given: CallOptions & {
      query?: RestartJobQuery
      header?: {
        /** 1 to 255 characters: the request is executed once per key in 24 hours */
        'idempotency-key'?: string
        /** overrides `use_cache` of the body */
        'x-use-cache'?: boolean
      }
      path: {
        job_id: string
      }
      body?: JobRestart
    },
  ): Promise<JobAnswer> {
    return send<JobAnswer>(this.connection, 'POST', '/api/event-job/{job_id}/restart', given, {
      takesKey: true,
    })
  }

  /** Revoke an API key; it opens nothing from then on */
  revokeKey(
    given: CallOptions & {
      path: {
        key_id: string
      }
    },
  ): Promise<KeyRevoked> {
    return send<KeyRevoked>(this.connection, 'DELETE', '/api/event-job/keys/{key_id}', given)
  }

  /** Find words in the documents of talks that you may read */
  searchDocuments(given: CallOptions & { query: SearchDocumentsQuery }): Promise<SearchAnswer> {
    return send<SearchAnswer>(this.connection, 'GET', '/api/event-job/search', given)
  }

  /** Stream the events of a batch's jobs, and its progress */
  streamBatchEvents(
    given: CallOptions & {
      header?: {
        /** resume after it */
        'last-event-id'?: string
      }
      path: {
        batch_id: string
      }
    },
  ): Promise<Response> {
    return sendForResponse(this.connection, 'GET', '/api/event-job/batches/{batch_id}/events', given)
  }

  /** Stream a job's events and progress */
  streamJobEvents(
    given: CallOptions & {
      header?: {
        /** resume after it */
        'last-event-id'?: string
      }
      path: {
        job_id: string
      }
    },
  ): Promise<Response> {
    return sendForResponse(this.connection, 'GET', '/api/event-job/jobs/{job_id}/events', given)
  }

  /** Create a job ({parameters}) or a batch ({jobs}) */
  submit(
    given: CallOptions & {
      query?: SubmitQuery
      header?: {
        /** 1 to 255 characters: the request is executed once per key in 24 hours */
        'idempotency-key'?: string
        /** overrides `use_cache` of the body */
        'x-use-cache'?: boolean
        /** W3C Trace Context: kept with the job or batch, and passed on to webhooks, to the endpoints of text model and transcriber, and into logs */
        traceparent?: string
        /** goes with `traceparent` */
        tracestate?: string
      }
      body: Submission
    },
  ): Promise<Submitted> {
    return send<Submitted>(this.connection, 'POST', '/api/event-job/submit', given, { takesKey: true })
  }

  /** Send a test event to a webhook and report the result */
  testWebhook(
    given: CallOptions & {
      header?: {
        /** 1 to 255 characters: the request is executed once per key in 24 hours */
        'idempotency-key'?: string
      }
      body: Webhook
    },
  ): Promise<WebhookTested> {
    return send<WebhookTested>(this.connection, 'POST', '/api/event-job/webhooks/test', given, {
      takesKey: true,
    })
  }

  /** Pause or resume a batch */
  toggleBatchActive(
    given: CallOptions & {
      path: {
        batch_id: string
      }
      body?: ActiveChange
    },
  ): Promise<BatchAnswer> {
    return send<BatchAnswer>(
      this.connection,
      'POST',
      '/api/event-job/batches/{batch_id}/toggle-active',
      given,
    )
  }

  /** Change the access rights of a batch and its jobs */
  updateBatchAccess(
    given: CallOptions & {
      path: {
        batch_id: string
      }
      body: AccessChange
    },
  ): Promise<BatchRead> {
    return send<BatchRead>(this.connection, 'PATCH', '/api/event-job/batches/{batch_id}/access', given)
  }

  /** Change, add or remove the webhook of a batch and of its jobs without their own */
  updateBatchWebhook(
    given: CallOptions & {
      path: {
        batch_id: string
      }
      body: WebhookChange
    },
  ): Promise<BatchRead> {
    return send<BatchRead>(this.connection, 'PATCH', '/api/event-job/batches/{batch_id}/webhook', given)
  }

  /** Change the access rights of a job */
  updateJobAccess(
    given: CallOptions & {
      path: {
        job_id: string
      }
      body: AccessChange
    },
  ): Promise<JobRead> {
    return send<JobRead>(this.connection, 'PATCH', '/api/event-job/jobs/{job_id}/access', given)
  }

  /** Change, add or remove the webhook of a job */
  updateJobWebhook(
    given: CallOptions & {
      path: {
        job_id: string
      }
      body: WebhookChange
    },
  ): Promise<JobRead> {
    return send<JobRead>(this.connection, 'PATCH', '/api/event-job/jobs/{job_id}/webhook', given)
  }
}
