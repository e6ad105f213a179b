// Generated from docs/openapi.json by scripts/generate.ts.

/** Omitted fields stay unchanged; a list replaces the old one. */
export type AccessChange = {
  visibility?: Visibility
  read_access?: string[]
  write_access?: string[]
  admin_access?: string[]
}

export type AccessControl = {
  visibility: Visibility
  read_access: string[]
  write_access: string[]
  admin_access: string[]
}

export type ActiveChange = {
  /** If omitted, the state is toggled. */
  isActive?: boolean
}

export type AllBatchesFailed = {
  status: 'success'
  message: string
  updated_count: number
}

export type ArchiveChange = {
  /** Default true; false unarchives. */
  archived?: boolean
}

export type Asset = {
  path: string
  url: string
  bytes: number
  sha256: string
  media_type: string
}

export type Attachment = {
  url: string
  title: string | null
  media_type: string | null
  /** the step that read it; null if only found */
  step: string | null
  pages: number | null
  ocr_pages: number | null
  bytes: number | null
}

/** Turns the sound of the recording into a transcript with times, or takes the captions that are there. */
export type AudioJobCreate = {
  parameters: AudioParameters
  job_type: 'audio'
  webhook?: Webhook
  user_id?: string
  job_name?: string
  use_cache?: boolean
  /** 1 (urgent) to 10, default 5. */
  priority?: number
  external_id?: string
  metadata?: Metadata
  /**
   * Format: date-time
   * Earliest start of the job.
   */
  not_before?: string
}

/** Turns the sound of the recording into a transcript with times, or takes the captions that are there. The source: a video or audio file, or a page that shows one. */
export type AudioParameters = {
  source: UrlSource | UploadSource
  /** Name of the job and of its files; by default what the source is called. */
  name?: string
  /** @default en */
  source_language?: string
  /** Names and terms that are said, as they are written: the speech engine is told them, and near misses of them are mended. */
  vocabulary?: string[]
  use_cache?: boolean
  /** @default true */
  create_archive?: boolean
}

export type Batch = {
  batch_id: string
  revision: number
  /** id of the newest event that this answer knows of: a stream with it as `Last-Event-ID` tells all that comes after */
  last_event_id: string
  batch_name: string
  status: JobState
  /** Format: date-time */
  created_at: string
  /** Format: date-time */
  updated_at: string
  /** Format: date-time */
  completed_at: string | null
  total_jobs: number
  pending_jobs: number
  processing_jobs: number
  completed_jobs: number
  failed_jobs: number
  cancelled_jobs: number
  isActive: boolean
  archived: boolean
  user_id: string | null
  access_control: AccessControl
  webhook: StoredWebhook | null
  metadata: Metadata
  /** of `traceparent` of the request that created the batch, or begun with it where traces are recorded */
  trace_id: string | null
  progress: OverallProgress
  schedule: BatchSchedule | null
}

export type BatchAnswer = {
  status: 'success'
  batch: Batch
  message: string
}

export type BatchCancelled = {
  status: 'success'
  batch: Batch
  message: string
  cancelled_jobs: number
}

/** Sent without an id, at most once a second. */
export type BatchCounters = {
  batch_id: string
  total_jobs: number
  pending_jobs: number
  processing_jobs: number
  completed_jobs: number
  failed_jobs: number
  cancelled_jobs: number
}

export type BatchCreate = {
  jobs: JobCreate[]
  batch_id?: string
  batch_name?: string
  webhook?: Webhook
  /** Also of jobs that state none of their own. */
  metadata?: Metadata
  user_id?: string
  use_cache?: boolean
}

export type BatchCreated = {
  status: 'success'
  batch: Batch
  job_ids: string[]
  message: string
}

export type BatchDeleted = {
  status: 'success'
  message: string
  deleted_jobs: number
}

/** All jobs of a batch have ended. */
export type BatchEvent = {
  type: 'batch.completed'
  /** null: the event is of the batch */
  job_id: string | null
  /** of the batch */
  metadata: Metadata
  /** Format: date-time */
  timestamp: string
  batch_id: string
  /** how often the batch has ended */
  seq: number
  /** sequence number within the batch */
  pos: number | null
  status: JobState
  counts: JobCounts
}

export type BatchList = {
  status: 'success'
  total: number
  batches: Batch[]
  next_cursor: string | null
}

export type BatchPlan = {
  status: 'success'
  batch: Batch
  message: string
  plan: PlannedBatch
}

export type BatchRead = {
  status: 'success'
  batch: Batch
}

export type BatchRefresh = {
  /** As the query parameter `dry_run`. */
  dry_run?: boolean
}

export type BatchRestart = {
  /**
   * Default "failed"; "all": every job that has ended.
   */
  only?: 'failed' | 'all'
  use_cache?: boolean
}

export type BatchRestarted = {
  status: 'success'
  batch: Batch
  message: string
  restarted_jobs: number
}

/** Where the jobs of an imported batch come from. */
export type BatchSchedule = {
  /** null of a schedule that was sent */
  schedule_url: string | null
  /** Format: date-time */
  imported_at: string
  refresh: RefreshState | null
}

export type BatchStatusAnswer = {
  status: 'success'
  /**
   * discriminator enum property added by openapi-typescript
   */
  kind: 'batch'
  id: string
  state: JobState
  progress: OverallProgress
  batch: Batch
}

export type BatchStreamData = JobEvent | StepEvent | BatchEvent | BatchCounters

export type BatchSubmitted = {
  status: 'success'
  /**
   * discriminator enum property added by openapi-typescript
   */
  kind: 'batch'
  id: string
  batch: Batch
  job_ids: string[]
  message: string
}

export type Caller = {
  kind: 'operator' | 'user' | 'anonymous'
  /** of a user */
  user_id: string | null
}

/** A corrected transcript, which takes the place of what was heard until it is removed. */
export type Correction = {
  /** for `If-Match` */
  etag: string
  language: string | null
  /** Format: date-time */
  at: string
  /** user */
  by: string | null
}

/** The recording of a room over a day: the sessions of that room and day are cut from it, unless they have a recording of their own. */
export type DayRecording = {
  /** Format: uri */
  url: string
  /** Required where sessions of the day are parallel. */
  room?: string
  /** A date, a weekday, or the number of the day; by default that of `starts_at`. */
  day?: string
  /** When the recording begins: a moment, or a clock time of the conference. By default what the name of the file says, where its date is that of the sessions. */
  starts_at?: string
  /** Where in the recording `starts_at` is, in seconds; default 0. */
  offset?: number
  /** When the recording ends. */
  ends_at?: string
  /** How far a talk may begin and end off its time, in seconds; default 600. */
  within?: number
}

export type DeliveriesReplayed = {
  status: 'success'
  /** deliveries that are sent again */
  replayed: number
  /** there may be further failed ones: the same request again takes them */
  more: boolean
  message: string
}

/** An event sent to a webhook. */
export type Delivery = {
  /** `webhook-id` of every attempt */
  delivery_id: string
  job_id: string | null
  batch_id: string | null
  type: WebhookEventType
  run: number | null
  /** number of the event within its job; of a batch how often it has ended */
  seq: number
  /**
   * Format: date-time
   * time of event
   */
  timestamp: string
  state: DeliveryState
  /** since creation or replay */
  attempts: number
  /**
   * Format: date-time
   * next attempt; null when ended
   */
  next_at: string | null
  /** Format: date-time */
  created_at: string
  /** Format: date-time */
  ended_at: string | null
  /** last 20 attempts, oldest first */
  log: DeliveryAttempt[]
}

/** One delivery attempt. */
export type DeliveryAttempt = {
  /** Format: date-time */
  at: string
  /** HTTP status; null without a response */
  status: number | null
  duration_ms: number
  /** its first 500 characters */
  answer: string | null
  /** null when delivered */
  error: DeliveryError | null
  signed: boolean
}

/** Why an attempt failed. */
export type DeliveryError = {
  code: string
  message: string
}

export type DeliveryList = {
  status: 'success'
  deliveries: Delivery[]
  next_cursor: string | null
}

export type DeliveryReplayed = {
  status: 'success'
  delivery: Delivery
  message: string
}

/**
 * `failed` after the last attempt, `stopped` after a 410 response.
 */
export type DeliveryState = 'pending' | 'delivered' | 'failed' | 'stopped'

export type Done = {
  status: 'success'
  message: string
}

/** Every non-2xx response. */
export type ErrorAnswer = {
  status: 'error'
  message: string
  error_type: ErrorType
  details?: ErrorDetail[]
  /**
   * Format: uri-reference
   * page that explains `error_type`
   */
  doc_url: string
  request_id: string
}

/** One problem in a request, with its field's path. */
export type ErrorDetail = {
  path: string
  code: string
  message: string
}

/**
 * What kind of error it is; the list is closed.
 */
export type ErrorType =
  | 'validation_error'
  | 'not_found'
  | 'search_off'
  | 'permission_denied'
  | 'unauthorized'
  | 'conflict'
  | 'idempotency_conflict'
  | 'idempotency_mismatch'
  | 'schedule_unreadable'
  | 'transcript_unreadable'
  | 'too_large'
  | 'unsupported_media_type'
  | 'method_not_allowed'
  | 'request_timeout'
  | 'precondition_failed'
  | 'range_not_satisfiable'
  | 'misdirected_request'
  | 'headers_too_large'
  | 'rate_limited'
  | 'archive_not_ready'
  | 'results_expired'
  | 'unavailable'
  | 'internal'

/** Writes one document about the finished talks of an event. */
export type EventSummaryJobCreate = {
  parameters: EventSummaryParameters
  job_type: 'event_summary'
  webhook?: Webhook
  user_id?: string
  job_name?: string
  use_cache?: boolean
  /** 1 (urgent) to 10, default 5. */
  priority?: number
  external_id?: string
  metadata?: Metadata
  /**
   * Format: date-time
   * Earliest start of the job.
   */
  not_before?: string
}

/** The talks of an event, by `jobs` or by `batch_id`. */
export type EventSummaryParameters =
  | {
      /** The conference; first folder of the document. */
      event: string
      /** @default de */
      target_language?: string
      /** Wished name of the document; by default event and track. */
      filename?: string
      /** @default true */
      create_archive?: boolean
      /**
       * Put the documents of the talks with their pictures next to the summary, so that its links lead there.
       * @default true
       */
      include_documents?: boolean
      use_cache?: boolean
      /**
       * A template of the kind `summary`.
       * @default Event
       */
      template?: string
      /** Completed jobs of talks, in any order. */
      jobs: string[]
    }
  | {
      /** The conference; first folder of the document. */
      event: string
      /** @default de */
      target_language?: string
      /** Wished name of the document; by default event and track. */
      filename?: string
      /** @default true */
      create_archive?: boolean
      /**
       * Put the documents of the talks with their pictures next to the summary, so that its links lead there.
       * @default true
       */
      include_documents?: boolean
      use_cache?: boolean
      /**
       * A template of the kind `summary`.
       * @default Event
       */
      template?: string
      /** All jobs of this batch; those without a document are left out. */
      batch_id: string
    }

/** What a sentence rests on. */
export type Evidence = {
  /** one sentence of the field */
  text: string
  /** in which it was said or shown */
  times?: TimeSpan[]
  /** places in `slides`, from 0 */
  slides?: number[]
  /** `speech`, `slide`, `page`, or `facts` alone */
  from?: string[]
} & {
  [key: string]: unknown
}

export type Fact = {
  value: unknown
  /** `parameter`, or where on the page it was found */
  source: string
}

export type Health = {
  status: 'ok' | 'unavailable'
  checks?: {
    [key: string]: {
      ok: boolean
      detail?: string
    }
  }
}

export type ImportChanges = {
  added: number
  changed: number
  moved: number
  cancelled: number
  removed: number
  returned: number
  refused: number
  unchanged: number
  /** sessions whose jobs were deleted; they get none again */
  dropped: number
  /** in the order of the schedule */
  sessions: SessionChange[]
}

export type ImportSummary = {
  format: string
  title: string | null
  url: string | null
  time_zone: string | null
  /** in the schedule: each is kept, filtered, off or left out */
  events: number
  kept: number
  /** by `filter` */
  filtered: number
  /** cancelled, not accepted, or a break */
  off: number
  /** for a problem, which says so */
  left_out: number
  /** of those kept */
  with_recording: number
  with_slides: number
  with_captions: number
  /** those for which an event was left out first */
  problems: ScheduleProblem[]
  /** may be more than are shown */
  problem_count: number
  /** of all sessions, as are days, rooms and languages */
  tracks: string[]
  days: string[]
  rooms: string[]
  languages: string[]
}

export type Job = {
  job_id: string
  revision: number
  /** id of the newest event that this answer knows of: a stream with it as `Last-Event-ID` tells all that comes after */
  last_event_id: string
  job_type: string
  job_name: string
  status: JobState
  /** Format: date-time */
  created_at: string
  /** Format: date-time */
  updated_at: string
  /** Format: date-time */
  started_at: string | null
  /** Format: date-time */
  completed_at: string | null
  /** Format: date-time */
  results_expired_at: string | null
  parameters: StatedParameters
  correction: Correction | null
  progress: Progress
  steps: Step[]
  error: JobError | null
  warnings: JobWarning[]
  batch_id: string | null
  user_id: string | null
  access_control: AccessControl
  archived: boolean
  use_cache: boolean
  priority: number
  external_id: string | null
  metadata: Metadata
  /** of `traceparent` of the request that created the job, or begun with it where traces are recorded */
  trace_id: string | null
  /** Format: date-time */
  not_before: string | null
  run: Run
  webhook: StoredWebhook | null
  schedule: JobSchedule | null
  results: JobResults | null
}

export type JobAnswer = {
  status: 'success'
  job: Job
  message: string
}

export type JobCounts = {
  pending: number
  processing: number
  completed: number
  failed: number
  cancelled: number
}

/** `job_type` selects the parameters. Without it the job is a session. */
export type JobCreate =
  | SessionJobCreate
  | VideoJobCreate
  | AudioJobCreate
  | PdfJobCreate
  | TransformJobCreate
  | TrackSummaryJobCreate
  | EventSummaryJobCreate

/** The cause of a failure. */
export type JobError = {
  code: string
  message: string
  step?: string
  retryable: boolean
  details?: ErrorDetail[]
}

/** What happened to a job. */
export type JobEvent = {
  type:
    | 'job.created'
    | 'job.started'
    | 'job.completed'
    | 'job.failed'
    | 'job.cancelled'
    | 'job.restarted'
    | 'job.deleted'
  job_id: string
  external_id: string | null
  metadata: Metadata
  /** Format: date-time */
  timestamp: string
  batch_id: string | null
  /** sequence number within the job */
  seq: number
  /** sequence number within the batch */
  pos: number | null
  run?: number
  /** of `job.restarted` */
  from_step?: string | null
  /** of `job.failed` */
  error?: JobError
}

export type JobList = {
  status: 'success'
  total: number
  jobs: JobListItem[]
  next_cursor: string | null
}

/** A job without its results. */
export type JobListItem = {
  job_id: string
  revision: number
  /** id of the newest event that this answer knows of: a stream with it as `Last-Event-ID` tells all that comes after */
  last_event_id: string
  job_type: string
  job_name: string
  status: JobState
  /** Format: date-time */
  created_at: string
  /** Format: date-time */
  updated_at: string
  /** Format: date-time */
  started_at: string | null
  /** Format: date-time */
  completed_at: string | null
  /** Format: date-time */
  results_expired_at: string | null
  parameters: StatedParameters
  correction: Correction | null
  progress: Progress
  steps: Step[]
  error: JobError | null
  warnings: JobWarning[]
  batch_id: string | null
  user_id: string | null
  access_control: AccessControl
  archived: boolean
  use_cache: boolean
  priority: number
  external_id: string | null
  metadata: Metadata
  /** of `traceparent` of the request that created the job, or begun with it where traces are recorded */
  trace_id: string | null
  /** Format: date-time */
  not_before: string | null
  run: Run
  webhook: StoredWebhook | null
  schedule: JobSchedule | null
  results_summary: JobResultsSummary | null
}

export type JobLogLine = {
  /** Format: date-time */
  at: string
  level: 'info' | 'warn' | 'error'
  step: string
  message: string
  data: {
    [key: string]: unknown
  }
}

export type JobLogs = {
  status: 'success'
  job_id: string
  run: number
  lines: JobLogLine[]
}

export type JobPlan = {
  status: 'success'
  job: Job
  message: string
  plan: PlannedRun
}

/** Sent without an id, at most once a second. */
export type JobProgress = {
  job_id: string
  status: JobState
  step: string | null
  percent: number
  message?: string
}

export type JobRead = {
  status: 'success'
  job: Job
}

export type JobRestart = {
  /** First processor to run again. */
  from_step?: string
  use_cache?: boolean
  /** Merged shallowly into the job's parameters; null removes. */
  parameters?: {
    [key: string]: unknown
  }
}

export type JobResults = {
  run: number
  markdown_file: string | null
  /** Format: uri-reference */
  markdown_url: string | null
  markdown_content: string | null
  assets: Asset[]
  structured_data: StructuredData | null
  web_text: string | null
  video_transcript: string | null
  /** Format: uri-reference */
  video_transcript_url: string | null
  transcript: Transcript | null
  attachments_text: string | null
  /** Format: uri-reference */
  attachments_text_url: string | null
  /** of all attachments, one per page */
  page_texts: string[]
  attachments_url: string[]
  attachments: Attachment[]
  target_dir: string | null
  asset_dir: string | null
  archive_filename: string | null
  /** Format: uri-reference */
  archive_url: string | null
  archive_bytes: number | null
  archive_sha256: string | null
  /** base64, only with ?include=archive_data, up to 10 MB */
  archive_data?: string
  language: string | null
  template: string | null
  engine: string | null
  /** null when no text model with tokens wrote */
  usage: {
    input_tokens: number
    output_tokens: number
    /** requests that were answered: parts of a long source and repairs, too; absent of older results */
    requests?: number
    /** the endpoint did not count all tokens: they are estimated from the texts */
    estimated?: boolean
    /** by the prices that the operator configured */
    cost?: number
    currency?: string
  } | null
}

export type JobResultsSummary = {
  /** Format: uri-reference */
  markdown_url: string | null
  /** Format: uri-reference */
  archive_url: string | null
  run: number
}

/** What the schedule says of the session, as of the last import. */
export type JobSchedule = {
  /** of the session in the schedule */
  event_id: string
  /**
   * `cancelled` by the schedule; `removed`: no longer in it, or not kept any more
   */
  state: 'scheduled' | 'cancelled' | 'removed'
  /**
   * Format: date-time
   * when the state last changed, or the session was last moved
   */
  changed_at: string
  /** where it was before it was last moved */
  moved_from: SessionPlace | null
}

/**
 * Of a job or a batch.
 */
export type JobState = 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled'

export type JobStatusAnswer = {
  status: 'success'
  /**
   * discriminator enum property added by openapi-typescript
   */
  kind: 'job'
  id: string
  state: JobState
  progress: OverallProgress
  job: Job
}

export type JobStreamData = JobEvent | StepEvent | JobProgress

export type JobSubmitted = {
  status: 'success'
  /**
   * discriminator enum property added by openapi-typescript
   */
  kind: 'job'
  id: string
  job: Job
  message: string
}

export type JobWarning = {
  step: string
  code: string
  message: string
}

/** An API key without its secret. */
export type Key = {
  /** part of the key, no secret */
  key_id: string
  name: string
  user_id: string
  scopes: KeyScope[]
  /** Format: date-time */
  created_at: string
  /**
   * Format: date-time
   * last use, within a minute
   */
  used_at: string | null
  /** Format: date-time */
  revoked_at: string | null
}

export type KeyCreate = {
  /** What it is for. */
  name?: string
  /** Whose it is. Default: your own; another one needs `impersonate`. */
  user_id?: string
  /** No others than your own. */
  scopes: KeyScope[]
}

export type KeyCreated = {
  status: 'success'
  key: Key
  /** what goes behind `Authorization: Bearer`: shown only here */
  api_key: string
  message: string
}

export type KeyList = {
  status: 'success'
  keys: Key[]
  next_cursor: string | null
}

export type KeyRevoked = {
  status: 'success'
  key: Key
  message: string
}

/**
 * `read` GET · `write` all other requests but · `admin` changes of rights, and keys · `impersonate` `X-User-ID`, and keys of all users.
 */
export type KeyScope = 'read' | 'write' | 'admin' | 'impersonate'

/** Your own values, kept and given back as they are: at most 16, each of at most 500 characters. */
export type Metadata = {
  [key: string]: string
}

/** OpenAPI 3.1. */
export type OpenApiDocument = {
  openapi: string
} & {
  [key: string]: unknown
}

export type OverallProgress = {
  percent: number
}

/** Reads slides: the text of each page, its picture in two sizes, outline and links; scans by OCR. */
export type PdfJobCreate = {
  parameters: PdfParameters
  job_type: 'pdf'
  webhook?: Webhook
  user_id?: string
  job_name?: string
  use_cache?: boolean
  /** 1 (urgent) to 10, default 5. */
  priority?: number
  external_id?: string
  metadata?: Metadata
  /**
   * Format: date-time
   * Earliest start of the job.
   */
  not_before?: string
}

/** Reads slides: the text of each page, its picture in two sizes, outline and links; scans by OCR. The source: a PDF, or a presentation where the service can convert it. */
export type PdfParameters = {
  source: UrlSource | UploadSource
  /** Name of the job and of its files; by default what the source is called. */
  name?: string
  /** @default en */
  source_language?: string
  use_cache?: boolean
  /** @default true */
  create_archive?: boolean
}

export type PlannedBatch = {
  jobs: {
    /** in the request, from 0 */
    place: number
    /** null with problems */
    job_name: string | null
    /** for which a start would be refused */
    problems: ErrorDetail[]
    /** null with problems */
    plan: PlannedRun | null
  }[]
  /** of all jobs */
  totals: {
    duration_ms: number
    /** of a text model; null when none was asked */
    input_tokens: number | null
    output_tokens: number | null
    /** by the configured prices; null without them */
    cost: number | null
    run: number
    cached: number
    kept: number
    skip: number
  }
}

export type PlannedRun = {
  /** number of the run that would begin */
  run: number
  use_cache: boolean
  steps: {
    id: string
    /** processor */
    name: string
    /**
     * run: it runs; cached: its outcome is in the step cache; kept: as the last run left it; skip: nothing to do
     */
    action: 'run' | 'cached' | 'kept' | 'skip'
    /** false when it depends on what a step above finds, or on whether a source has changed */
    certain: boolean
    reason: string
    /** what it took in the last run, or of a new job on average in the newest finished jobs of its type; null when unknown and of steps that do not run */
    estimate: {
      duration_ms: number
      /** of a text model; null when none was asked */
      input_tokens: number | null
      output_tokens: number | null
      /** by the configured prices; null without them */
      cost: number | null
    } | null
  }[]
  /** of the steps that run, as far as known */
  totals: {
    duration_ms: number
    /** of a text model; null when none was asked */
    input_tokens: number | null
    output_tokens: number | null
    /** by the configured prices; null without them */
    cost: number | null
    run: number
    cached: number
    kept: number
    skip: number
  }
}

export type Progress = {
  step: string | null
  percent: number
  message?: string
}

/**
 * Whose workers run a step.
 */
export type QueueName = 'scrape' | 'video' | 'audio' | 'pdf' | 'transform'

export type RefreshState = {
  /** seconds */
  every: number
  /** Format: date-time */
  until: string
  /**
   * Format: date-time
   * null when it has ended
   */
  next_at: string | null
  /** in a row */
  failures: number
  last_error: {
    code: string
    message: string
  } | null
}

export type RestartPlan = {
  status: 'success'
  plan: PlannedRun
}

export type Run = {
  number: number
  from_step: string | null
  /** Format: date-time */
  started_at: string | null
  /** Format: date-time */
  ended_at: string | null
}

/** All that is stated has to hold, of several values one. Names count without regard to case and accents, as a whole where the schedule has them, else as words of longer names. */
export type ScheduleFilter = {
  track?: string | string[]
  /** A date, a weekday, or the number of the day of the conference. */
  day?: string | string[]
  room?: string | string[]
  speaker?: string | string[]
  language?: string | string[]
  /** Words that title, abstract or speakers hold, all of them. */
  q?: string
  has_recording?: boolean
}

export type ScheduleImport = {
  /**
   * Format: uri
   * Where the schedule is.
   */
  schedule_url?: string
  /** The schedule itself. */
  schedule?: string
  /** The schedule as an upload: for files that are not in UTF-8. */
  upload_id?: string
  /**
   * By default what the content says.
   */
  format?:
    | 'xcal'
    | 'schedule-xml'
    | 'c3voc-json-2'
    | 'c3voc-json'
    | 'sessionize'
    | 'pretalx-api'
    | 'sched'
    | 'schema-org'
    | 'json-list'
    | 'icalendar'
    | 'programme-page'
    | 'csv'
    | 'url-list'
  /** Of a schedule that names none. */
  time_zone?: string
  filter?: ScheduleFilter
  /** Also sessions that are cancelled or not accepted, and breaks; default false. */
  include_off?: boolean
  /** Of rooms over a day, for sessions without a recording of their own. */
  recordings?: DayRecording[]
  /** Parameters of all jobs, as far as the schedule does not state them. */
  defaults?: {
    [key: string]: unknown
  }
  /** Of all jobs: 1 (urgent) to 10, default 5. */
  priority?: number
  batch_name?: string
  webhook?: Webhook
  /** Also of jobs that state none of their own. */
  metadata?: Metadata
  user_id?: string
  use_cache?: boolean
  /** Your own id of the batch. Of one that an import has made: what has changed since is imported into it. */
  batch_id?: string
  /** Only with `schedule_url`. Null ends it; absent it stays as it is. */
  refresh?: ScheduleRefresh | null
  /** As the query parameter `dry_run`. */
  dry_run?: boolean
}

export type ScheduleImported = {
  status: 'success'
  import: ImportSummary
  /** null of a dry run that keeps nothing */
  batch: Batch | null
  /** of the jobs that were made */
  job_ids: string[]
  message: string
  /** of an import into a batch that was there */
  changes?: ImportChanges
  /** of a dry run only */
  plan?: PlannedBatch
}

export type ScheduleProblem = {
  /** malformed, no_title, time_unreadable, duration_unreadable, zone_unknown, no_zone, link_unreadable, attachment_not_readable, language_unknown, duplicate, duplicate_id, text_cut, too_many, no_page, recording_without_start, recording_without_day, recording_matches_nothing, recording_of_several_rooms, recordings_overlap, outside_of_recording; or of a parameter that the job may not have */
  code: string
  message: string
  /** of the schedule */
  line: number
  /** its title, or its id; null of the schedule as a whole */
  event: string | null
  /** there is no job for it */
  left_out: boolean
}

/** Reads the schedule again by itself, and imports what has changed. */
export type ScheduleRefresh = {
  /** Seconds between two imports. */
  every: number
  /**
   * Format: date-time
   * When it ends, ISO 8601.
   */
  until: string
}

export type SearchAnswer = {
  status: 'success'
  /** talks that were found, and that the caller may read */
  total: number
  /** false: so many talks hold these words that not all were looked at */
  is_complete: boolean
  /**
   * Format: date-time
   * documents that were finished since may be missing; null while the index is filled
   */
  indexed_until: string | null
  hits: SearchHit[]
  facets: SearchFacets
}

export type SearchFacetValue = {
  value: string
  count: number
}

/** of all talks that were found */
export type SearchFacets = {
  /** the most frequent first, at most 50 */
  event: SearchFacetValue[]
  /** the most frequent first, at most 50 */
  track: SearchFacetValue[]
  /** the most frequent first, at most 50 */
  speaker: SearchFacetValue[]
}

export type SearchHit = {
  job_id: string
  /** Format: uri-reference */
  job_url: string
  batch_id: string | null
  title: string
  event: string
  track: string
  speakers: string[]
  /** of the document */
  language: string | null
  /** the best ones, the best first */
  passages: SearchPassage[]
}

export type SearchPassage = {
  /**
   * where it stands
   */
  kind: 'title' | 'speakers' | 'document' | 'slide' | 'transcript'
  /** `und` when it is not known */
  language: string
  /** together they are the passage; plain text, of one line */
  parts: SearchPassagePart[]
  /** of the talk, at which it is said or shown */
  seconds: number | null
  /** number of the slide */
  slide: number | null
  /** the recording at that time */
  recording_url: string | null
}

export type SearchPassagePart = {
  text: string
  found: boolean
}

export type SearchState = {
  engine: 'sqlite' | 'opensearch'
  /** that are found */
  talks: number
  /** for the first time, or after a rebuild: not all talks are found yet */
  is_filling: boolean
  /** how far it is behind the event log; null while it is filled */
  lag_seconds: number | null
  bytes: number | null
}

export type SeenWorker = {
  queue: QueueName
  /** steps at a time */
  slots: number
  /** version of each processor that it runs */
  processors: {
    [key: string]: number
  }
  engines: WorkerEngine[]
  /** Format: date-time */
  started_at: string
  /** Format: date-time */
  seen_at: string
}

export type SessionChange = {
  /**
   * `removed`: no longer in the schedule, or not kept any more; `returned`: in it again; `refused`: the job cannot have what it says now, see `message`
   */
  change: 'added' | 'changed' | 'moved' | 'cancelled' | 'removed' | 'returned' | 'refused'
  /** null of one that a dry run would add */
  job_id: string | null
  external_id: string
  session: string
  /** of the schedule; null where it is not there */
  line: number | null
  /** parameters, or `extra:key`, that the schedule states otherwise */
  fields: string[]
  /** of these, the ones that somebody has changed: they stay */
  kept: string[]
  moved_from: SessionPlace | null
  moved_to: SessionPlace | null
  /** ids of the steps that run again */
  steps: string[]
  message: string | null
}

/** Creates the document of a talk. */
export type SessionJobCreate = {
  parameters: SessionParameters
  /**
   * The default.
   */
  job_type?: 'session'
  webhook?: Webhook
  user_id?: string
  job_name?: string
  use_cache?: boolean
  /** 1 (urgent) to 10, default 5. */
  priority?: number
  external_id?: string
  metadata?: Metadata
  /**
   * Format: date-time
   * Earliest start of the job.
   */
  not_before?: string
}

/** One talk. Keys that are not named here are kept for templates. */
export type SessionParameters = {
  /** The conference. */
  event: string
  /** Title of the talk. */
  session: string
  /**
   * Format: uri
   * The page of the talk.
   */
  url: string
  /** Wished name of the document; cleaned and made unique, the given name is kept as text. */
  filename: string
  track: string
  /** A weekday or YYYY-MM-DD. */
  day?: string | null
  starttime?: string | null
  endtime?: string | null
  speakers?: string[] | null
  speakers_url?: string[] | null
  speakers_image_url?: string[] | null
  /**
   * Format: uri
   * The recording; a time range in it (`#t=600,1500`, YouTube: `t=10m`) counts like `video_start` and `video_end`.
   */
  video_url?: string | null
  /** Where the talk begins in a recording of several: seconds, or `mm:ss`, `h:mm:ss`. With this or `video_end` the time range of the URL is ignored. */
  video_start?: number | string | null
  /** Where the talk ends; by default with the recording. */
  video_end?: number | string | null
  /** About where the talk is in a recording of several, such as that of a whole day: where it begins and ends is found in the recording, or else more than the talk is kept, with a warning. `video_start` and `video_end` come first. */
  video_fit?: {
    start: number | string
    end: number | string
    /** How far the talk may begin and end from there, in seconds; default 600. */
    within?: number
    /** The other talks of the recording, as the schedule has them. */
    others?: {
      start: number | string
      end: number | string
      title: string
      speakers?: string[]
    }[]
  } | null
  /** Captions of the talk (WebVTT, SubRip …): they come before all others, and nothing is transcribed. */
  captions_url?: string | string[] | null
  attachments_url?: string | string[] | null
  /** Default "en". */
  source_language?: string | null
  /** Default "de". */
  target_language?: string | null
  /** Audience. */
  target?: string | null
  /** Default "Session". */
  template?: string | null
  /** Names and terms that are said, as they are written: the speech engine is told them, and near misses of them are mended. */
  vocabulary?: string[] | null
  /** Names and terms of the event that a text model keeps, or translates in one way. */
  glossary?:
    | {
        /** As the sources write it. */
        term: string
        /** In the target language; null or absent for a name that is kept as it is. */
        translation?: string | null
      }[]
    | null
  /**
   * What a text model writes in the target language: the fields of the template, by default; with `document` page, slides and chapters, too; with `all` also the transcript.
   */
  translate?: 'fields' | 'document' | 'all' | null
  use_cache?: boolean | null
  /** Default true. */
  create_archive?: boolean | null
  /** WebVTT, SubRip, TTML, SubStation, MicroDVD, JSON of a recogniser, text with times, or running text. When given, the video is not fetched. */
  video_transcript?: string | null
  /** Further values for templates; unknown keys of the parameters are gathered here. */
  extra?: {
    [key: string]: unknown
  } | null
} & {
  [key: string]: unknown
}

/** When and where a session is, on the clocks of the conference. */
export type SessionPlace = {
  day: string | null
  starttime: string | null
  endtime: string | null
  room: string | null
}

export type SlideData = {
  number: number
  source: string | null
  title: string | null
  times: TimeSpan[]
  /** path within the archive */
  picture: string | null
} & {
  [key: string]: unknown
}

/**
 * By creation: newest or oldest first.
 */
export type SortOrder = '-created_at' | 'created_at'

/** Parameters of a job of any type, with defaults filled in. */
export type StatedParameters = {
  event?: string
  track?: string
  session?: string
  url?: string
  filename?: string
  day?: string
  starttime?: string
  endtime?: string
  speakers?: string[]
  speakers_url?: string[]
  speakers_image_url?: string[]
  video_url?: string
  /** seconds */
  video_start?: number
  /** seconds */
  video_end?: number
  video_fit?: StatedVideoFit
  captions_url?: string | string[]
  attachments_url?: string | string[]
  video_transcript?: string
  source_language?: string
  target_language?: string
  target?: string
  template?: string
  vocabulary?: string[]
  glossary?: {
    term: string
    translation?: string | null
  }[]
  translate?: string
  use_cache?: boolean
  create_archive?: boolean
  /** values for templates */
  extra?: {
    [key: string]: unknown
  }
  source?: StatedSource
  name?: string
  jobs?: string[]
  batch_id?: string
  include_documents?: boolean
} & {
  [key: string]: unknown
}

/** A URL, or an upload with what is known of it. */
export type StatedSource = {
  url?: string
  upload_id?: string
  filename?: string
  media_type?: string
  bytes?: number
  sha256?: string
} & {
  [key: string]: unknown
}

/** About where the talk is in a recording of several. Seconds. */
export type StatedVideoFit = {
  start: number
  end: number
  within?: number
  others?: ({
    start: number
    end: number
    title: string
    speakers?: string[]
  } & {
    [key: string]: unknown
  })[]
} & {
  [key: string]: unknown
}

export type StatusAnswer = JobStatusAnswer | BatchStatusAnswer

export type Step = {
  id: string
  name: string
  queue: QueueName
  optional: boolean
  /** ids of the steps whose end it waits for */
  needs: string[]
  status: StepState
  attempt: number
  percent: number
  /** Format: date-time */
  started_at: string | null
  /** Format: date-time */
  completed_at: string | null
  duration_ms: number | null
  cached: boolean
  error?: JobError
  /**
   * Format: date-time
   * when the step first waited for an engine that is away; `error` says for which, and until when
   */
  waiting_since?: string
  reason?: string
}

/** A step of a job has reached this status. */
export type StepEvent = {
  type: 'job.step'
  job_id: string
  external_id: string | null
  metadata: Metadata
  /** Format: date-time */
  timestamp: string
  batch_id: string | null
  /** sequence number within the job */
  seq: number
  /** sequence number within the batch */
  pos: number | null
  run: number
  step: string
  status: StepState
  attempt: number
  error?: JobError
  reason?: string
}

/**
 * Of a step of a job.
 */
export type StepState =
  | 'blocked'
  | 'ready'
  | 'running'
  | 'retrying'
  | 'completed'
  | 'failed'
  | 'skipped'
  | 'cancelled'

export type Storage = {
  driver: 'file' | 's3'
  /** of the disk; null where the store has no such limit */
  free_bytes: number | null
  total_bytes: number | null
}

/** A webhook without its secret and headers. */
export type StoredWebhook = {
  /** without its query, stored as secret */
  url: string
  include_markdown: boolean
  include_metadata: boolean
  events: string[] | null
  payload: WebhookPayload
  /** by its own secret, else by `WEBHOOK_SECRET` of the service */
  signed: boolean
}

/** What is in the document, as data; more may be there. */
export type StructuredData = {
  front_matter?: {
    [key: string]: unknown
  }
  facts?: {
    [key: string]: Fact
  }
  /** fields of the template, as written */
  fields?: {
    [key: string]: string
  }
  evidence?: {
    [key: string]: Evidence[]
  }
  parts?: TalkPart[]
  slides?: SlideData[]
  recording?: {
    [key: string]: unknown
  } | null
  transcript?: {
    [key: string]: unknown
  } | null
  /** of a summary: the talks that it is of */
  talks?: {
    [key: string]: unknown
  }[]
  sections?: {
    [key: string]: unknown
  }[]
} & {
  [key: string]: unknown
}

/** One job, or a batch of jobs. */
export type Submission =
  | SessionJobCreate
  | VideoJobCreate
  | AudioJobCreate
  | PdfJobCreate
  | TransformJobCreate
  | TrackSummaryJobCreate
  | EventSummaryJobCreate
  | BatchCreate

export type Submitted = JobSubmitted | BatchSubmitted

export type System = {
  status: 'success'
  /** as whom the service sees who asks */
  caller: Caller
  /** that said within the last minute that they are there; null while Redis is away */
  workers: SeenWorker[] | null
  /** of files; null while it cannot be used */
  storage: Storage | null
  /** index of the search; null where there is none, or while it cannot be used */
  search: SearchState | null
}

/** A chapter of the talk. */
export type TalkPart = {
  start: number
  title: string | null
  gist: Evidence | null
} & {
  [key: string]: unknown
}

export type Template = {
  /** used in jobs with or without the language suffix "_…" */
  name: string
  /**
   * `own`: uploaded by you; `installation`: of this service; `built_in`. The first wins.
   */
  origin: 'own' | 'installation' | 'built_in'
  /**
   * `session`: of one talk; `summary`: of a track or an event
   */
  kind: 'session' | 'summary'
  /** of its headings */
  language: string
  /** fields that the text model fills */
  fields: {
    name: string
    instruction: string
  }[]
  /** extra parameters that a job must provide */
  extra: string[]
  /** why it is unusable */
  problem: string | null
}

export type TemplateForm = {
  /** the template, at most 256 kB */
  source: string
}

export type TemplateList = {
  status: 'success'
  templates: Template[]
}

export type TemplatePreview = {
  status: 'success'
  template: Template
  /** of the document */
  language: string
  markdown: string
  warnings: {
    code: string
    message: string
  }[]
}

export type TemplatePreviewForm =
  | {
      /** a template that is not stored, at most 256 kB */
      source: string
      /** of the document; by default that of the job, else of the template */
      language?: string
      /** a completed job; by default a sample session is shown */
      job_id?: string
    }
  | {
      /** a template that is stored, with or without its language */
      name: string
      /** of the document; by default that of the job, else of the template */
      language?: string
      /** a completed job; by default a sample session is shown */
      job_id?: string
    }

export type TemplateStored = {
  status: 'success'
  template: Template
  message: string
}

/** Seconds from the start of the talk. */
export type TimeSpan = {
  start: number
  end: number | null
}

/** Writes one document about the finished talks of a track. */
export type TrackSummaryJobCreate = {
  parameters: TrackSummaryParameters
  job_type: 'track_summary'
  webhook?: Webhook
  user_id?: string
  job_name?: string
  use_cache?: boolean
  /** 1 (urgent) to 10, default 5. */
  priority?: number
  external_id?: string
  metadata?: Metadata
  /**
   * Format: date-time
   * Earliest start of the job.
   */
  not_before?: string
}

/** The talks of a track, by `jobs` or by `batch_id`. */
export type TrackSummaryParameters =
  | {
      /** The conference; first folder of the document. */
      event: string
      /** @default de */
      target_language?: string
      /** Wished name of the document; by default event and track. */
      filename?: string
      /** @default true */
      create_archive?: boolean
      /**
       * Put the documents of the talks with their pictures next to the summary, so that its links lead there.
       * @default true
       */
      include_documents?: boolean
      use_cache?: boolean
      track: string
      /**
       * A template of the kind `summary`.
       * @default Track
       */
      template?: string
      /** Completed jobs of talks, in any order. */
      jobs: string[]
    }
  | {
      /** The conference; first folder of the document. */
      event: string
      /** @default de */
      target_language?: string
      /** Wished name of the document; by default event and track. */
      filename?: string
      /** @default true */
      create_archive?: boolean
      /**
       * Put the documents of the talks with their pictures next to the summary, so that its links lead there.
       * @default true
       */
      include_documents?: boolean
      use_cache?: boolean
      track: string
      /**
       * A template of the kind `summary`.
       * @default Track
       */
      template?: string
      /** All jobs of this batch; those without a document are left out. */
      batch_id: string
    }

export type Transcript = {
  /** speech engine, or "captions" */
  engine: string
  /** which captions were taken, or why an engine was asked; null of older results */
  source: {
    /**
     * Captions that the `job` or the `page` names, a `sidecar` file next to the recording, a `track` inside it, captions of the `site`; or a speech `engine`.
     */
    kind: 'job' | 'page' | 'sidecar' | 'track' | 'site' | 'engine'
    /** Without a long query; null of tracks. */
    url: string | null
    /** BCP 47, as stated or else as detected. */
    language: string | null
    label: string | null
    /** Made by a program, as the label, the site or the shape of the text says. */
    generated: boolean
    /** Share of the recorded time with captions; null when unknown. */
    coverage: number | null
    /**
     * Captions: `named_by_job`, `best_captions`, or `nothing_better` (see the warnings). Engine: there were `no_captions`, or none that fit.
     */
    reason: 'named_by_job' | 'best_captions' | 'nothing_better' | 'no_captions' | 'captions_not_fit'
    /** Other captions that were there. */
    passed_over: {
      kind: 'job' | 'page' | 'sidecar' | 'track' | 'site'
      /** Without a long query; null of tracks. */
      url: string | null
      /** BCP 47, as stated or else as detected. */
      language: string | null
      label: string | null
      /** Made by a program, as the label, the site or the shape of the text says. */
      generated: boolean
      /** Share of the recorded time with captions; null when unknown. */
      coverage: number | null
      /**
       * The first reason that decided against them.
       */
      reason:
        | 'not_read'
        | 'no_speech'
        | 'covers_little'
        | 'longer_than_recording'
        | 'not_named_by_job'
        | 'other_language'
        | 'language_unknown'
        | 'covers_less'
        | 'generated'
        | 'not_first'
    }[]
  } | null
  language: string | null
  /** times in seconds; null if larger than 1 MB, see `segments_url` */
  segments:
    | {
        start: number
        end: number
        text: string
        speaker: string | null
      }[]
    | null
  /** near misses of names in what a program heard, mended; null of older results */
  mended: {
    count: number
    /** the first 100 */
    places: {
      /** seconds */
      time: number
      heard: string
      written: string
    }[]
  } | null
  /** Format: uri-reference */
  segments_url: string | null
  /** Format: uri-reference */
  vtt_url: string | null
  /** Format: uri-reference */
  srt_url: string | null
  /** Format: uri-reference */
  text_url: string | null
}

/** Times in seconds of the recording. */
export type TranscriptSegment = {
  start: number
  end: number
  text: string
  speaker: string | null
  /** somebody else begins to speak, and nothing says who */
  turn?: boolean
  /** `[start, end, word]`; absent when they are not known */
  words?: [number, number, string][]
}

/** In order of time. As a request also JSON of Whisper, of YouTube, and `results.transcript`. */
export type TranscriptSegments = TranscriptSegment[]

/** Writes the Markdown document of a session from a template and everything its sources gave. */
export type TransformJobCreate = {
  parameters: TransformParameters
  job_type: 'transform'
  webhook?: Webhook
  user_id?: string
  job_name?: string
  use_cache?: boolean
  /** 1 (urgent) to 10, default 5. */
  priority?: number
  external_id?: string
  metadata?: Metadata
  /**
   * Format: date-time
   * Earliest start of the job.
   */
  not_before?: string
}

/** Writes the Markdown document of a session from a template and everything its sources gave. The source: a page, or a file of plain text or Markdown. */
export type TransformParameters = {
  source: UrlSource | UploadSource
  /** Name of the job and of its files; by default what the source is called. */
  name?: string
  /**
   * First folder of the document.
   * @default Documents
   */
  event?: string
  /** Title; by default the name of the job or of the source. */
  session?: string
  /**
   * Last folder of the document.
   * @default General
   */
  track?: string
  /** A weekday or YYYY-MM-DD. */
  day?: string
  starttime?: string
  endtime?: string
  speakers?: string[]
  speakers_url?: string[]
  /** @default en */
  source_language?: string
  /** @default de */
  target_language?: string
  /** Audience. */
  target?: string
  /** Names and terms of the event that a text model keeps, or translates in one way. */
  glossary?: {
    /** As the sources write it. */
    term: string
    /** In the target language; null or absent for a name that is kept as it is. */
    translation?: string | null
  }[]
  /**
   * What a text model writes in the target language: the fields of the template, by default; with `document` page, slides and chapters, too; with `all` also the transcript.
   */
  translate?: 'fields' | 'document' | 'all'
  /** @default Session */
  template?: string
  use_cache?: boolean
  /** @default true */
  create_archive?: boolean
}

/** A file that jobs may name. */
export type Upload = {
  upload_id: string
  filename: string | null
  media_type: string
  bytes: number
  sha256: string
  user_id: string | null
  /** Format: date-time */
  created_at: string
  /**
   * Format: date-time
   * no new job may name it from then on
   */
  expires_at: string
}

export type UploadAnswer = {
  status: 'success'
  /** `source` of jobs for 24 hours */
  upload_id: string
  bytes: number
  sha256: string
  /** detected from its first bytes */
  media_type: string
}

/** multipart/form-data with one file. */
export type UploadForm = {
  /**
   * Format: binary
   * The file.
   */
  file: string
}

export type UploadList = {
  status: 'success'
  total: number
  uploads: Upload[]
  next_cursor: string | null
}

export type UploadRead = {
  status: 'success'
  upload: Upload
}

/** A file sent to `createUpload` in the last 24 hours. What a job answers beside its id says nothing in a request. */
export type UploadSource = {
  upload_id: string
  readonly filename?: string | null
  readonly media_type?: string
  readonly bytes?: number
  readonly sha256?: string
}

/** What a public URL leads to. */
export type UrlSource = {
  /** Format: uri */
  url: string
}

export type Version = {
  version: string
  /** that it was built from; null when that is not known */
  commit: string | null
  built_at: string | null
  node: string
  /** of the OpenAPI document */
  api_version: string
  /** a processor with a new version gives another result for the same input */
  processors: {
    [key: string]: number
  }
}

/** Fetches the recording and takes its sound, captions and a picture of each scene from it. */
export type VideoJobCreate = {
  parameters: VideoParameters
  job_type: 'video'
  webhook?: Webhook
  user_id?: string
  job_name?: string
  use_cache?: boolean
  /** 1 (urgent) to 10, default 5. */
  priority?: number
  external_id?: string
  metadata?: Metadata
  /**
   * Format: date-time
   * Earliest start of the job.
   */
  not_before?: string
}

/** Fetches the recording and takes its sound, captions and a picture of each scene from it. The source: a video or audio file, or a page that shows one. */
export type VideoParameters = {
  source: UrlSource | UploadSource
  /** Name of the job and of its files; by default what the source is called. */
  name?: string
  /** @default en */
  source_language?: string
  use_cache?: boolean
  /** @default true */
  create_archive?: boolean
}

/**
 * `public`: everybody may read.
 */
export type Visibility = 'private' | 'public'

/** Receiver of events of a job or batch. */
export type Webhook = {
  /** Format: uri */
  url: string
  /** Extra headers; hop-by-hop, Host, Content-*, Accept-Encoding, Expect and webhook-* are rejected. */
  headers?: {
    [key: string]: string
  }
  /** Default true. */
  include_markdown?: boolean
  /** Default true. */
  include_metadata?: boolean
  /** Default: all but `job.step`, which is sent once per settled step. */
  events?: WebhookEventType[]
  payload?: WebhookPayload
  /** Signing secret; default: `WEBHOOK_SECRET` of the service, if set. */
  secret?: string
}

/** Omitted fields stay unchanged; null is the default. */
export type WebhookChange = {
  /**
   * Format: uri
   * null: the webhook is removed; then nothing else may stand here.
   */
  url?: string | null
  /** All of them; null: none. They are dropped with a `url` of another origin, unless stated. */
  headers?: {
    [key: string]: string
  } | null
  include_markdown?: boolean | null
  include_metadata?: boolean | null
  events?: WebhookEventType[] | null
  payload?: WebhookPayload | null
  /** null: `WEBHOOK_SECRET` of the service, if set. */
  secret?: string | null
}

/**
 * What a webhook can be told.
 */
export type WebhookEventType =
  | 'job.completed'
  | 'job.failed'
  | 'job.cancelled'
  | 'batch.completed'
  | 'job.step'

/**
 * `full` (default), or `thin`: ids, status, revision, metadata and URLs only, for receivers that ask for the rest.
 */
export type WebhookPayload = 'full' | 'thin'

export type WebhookTested = {
  /**
   * the test ran; `delivered` is its result
   */
  status: 'success'
  delivered: boolean
  webhook_id: string
  result: DeliveryAttempt
  message: string
}

export type WorkerEngine = {
  kind: 'text' | 'speech' | 'ocr'
  /** with its model, such as `openai:mistral-small`; null: there is none to use */
  name: string | null
  /** that it can be asked for; empty where that does not depend on it */
  languages: string[]
  /** what to do for one, or for a better one */
  advice: string | null
}
