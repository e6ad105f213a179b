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

export type ActiveChange = { isActive?: boolean }

export type AllBatchesFailed = { status: 'success'; message: string; updated_count: number }

export type ArchiveChange = { archived?: boolean }

export type Asset = { path: string; url: string; bytes: number; sha256: string; media_type: string }

export type Attachment = {
  url: string
  title: string | null
  media_type: string | null
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
  priority?: number
  external_id?: string
  not_before?: string
}

/** Turns the sound of the recording into a transcript with times, or takes the captions that are there. The source: a video or audio file, or a page that shows one. */
export type AudioParameters = {
  source: UrlSource | UploadSource
  name?: string
  source_language?: string
  vocabulary?: string[]
  use_cache?: boolean
  create_archive?: boolean
}

export type Batch = {
  batch_id: string
  revision: number
  batch_name: string
  status: JobState
  created_at: string
  updated_at: string
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
  progress: OverallProgress
}

export type BatchAnswer = { status: 'success'; batch: Batch; message: string }

export type BatchCancelled = { status: 'success'; batch: Batch; message: string; cancelled_jobs: number }

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
  user_id?: string
  use_cache?: boolean
}

export type BatchCreated = { status: 'success'; batch: Batch; job_ids: string[]; message: string }

export type BatchDeleted = { status: 'success'; message: string; deleted_jobs: number }

/** All jobs of a batch have ended. */
export type BatchEvent = {
  type: 'batch.completed'
  job_id: string | null
  timestamp: string
  batch_id: string
  seq: number
  pos: number | null
  status: JobState
  counts: JobCounts
}

export type BatchList = { status: 'success'; total: number; batches: Batch[]; next_cursor: string | null }

export type BatchRead = { status: 'success'; batch: Batch }

export type BatchRestart = { only?: 'failed' | 'all'; use_cache?: boolean }

export type BatchRestarted = { status: 'success'; batch: Batch; message: string; restarted_jobs: number }

export type BatchStatusAnswer = {
  status: 'success'
  kind: 'batch'
  id: string
  state: JobState
  progress: OverallProgress
  batch: Batch
}

export type BatchStreamData = JobEvent | StepEvent | BatchEvent | BatchCounters

export type BatchSubmitted = {
  status: 'success'
  kind: 'batch'
  id: string
  batch: Batch
  job_ids: string[]
  message: string
}

/** A corrected transcript, which takes the place of what was heard until it is removed. */
export type Correction = { etag: string; language: string | null; at: string; by: string | null }

/** An event sent to a webhook. */
export type Delivery = {
  delivery_id: string
  job_id: string | null
  batch_id: string | null
  type: WebhookEventType
  run: number | null
  seq: number
  timestamp: string
  state: DeliveryState
  attempts: number
  next_at: string | null
  created_at: string
  ended_at: string | null
  log: DeliveryAttempt[]
}

/** One delivery attempt. */
export type DeliveryAttempt = {
  at: string
  status: number | null
  duration_ms: number
  answer: string | null
  error: DeliveryError | null
  signed: boolean
}

/** Why an attempt failed. */
export type DeliveryError = { code: string; message: string }

export type DeliveryList = { status: 'success'; deliveries: Delivery[]; next_cursor: string | null }

export type DeliveryReplayed = { status: 'success'; delivery: Delivery; message: string }

/** `failed` after the last attempt, `stopped` after a 410 response. */
export type DeliveryState = 'pending' | 'delivered' | 'failed' | 'stopped'

export type Done = { status: 'success'; message: string }

/** Every non-2xx response. */
export type ErrorAnswer = {
  status: 'error'
  message: string
  error_type: ErrorType
  details?: ErrorDetail[]
  request_id: string
}

/** One problem in a request, with its field's path. */
export type ErrorDetail = { path: string; code: string; message: string }

/** What kind of error it is; the list is closed. */
export type ErrorType =
  | 'validation_error'
  | 'not_found'
  | 'permission_denied'
  | 'unauthorized'
  | 'conflict'
  | 'idempotency_conflict'
  | 'idempotency_mismatch'
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
  priority?: number
  external_id?: string
  not_before?: string
}

/** The talks of an event, by `jobs` or by `batch_id`. */
export type EventSummaryParameters =
  | {
      event: string
      target_language?: string
      filename?: string
      create_archive?: boolean
      include_documents?: boolean
      use_cache?: boolean
      template?: string
      jobs: string[]
    }
  | {
      event: string
      target_language?: string
      filename?: string
      create_archive?: boolean
      include_documents?: boolean
      use_cache?: boolean
      template?: string
      batch_id: string
    }

/** What a sentence rests on. */
export type Evidence = { text: string; times?: TimeSpan[]; slides?: number[]; from?: string[] } & Record<
  string,
  unknown
>

export type Fact = { value: unknown; source: string }

export type Health = {
  status: 'ok' | 'unavailable'
  checks?: Record<string, { ok: boolean; detail?: string }>
}

export type Job = {
  job_id: string
  revision: number
  job_type: string
  job_name: string
  status: JobState
  created_at: string
  updated_at: string
  started_at: string | null
  completed_at: string | null
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
  not_before: string | null
  run: Run
  webhook: StoredWebhook | null
  results: JobResults | null
}

export type JobAnswer = { status: 'success'; job: Job; message: string }

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
  timestamp: string
  batch_id: string | null
  seq: number
  pos: number | null
  run?: number
  from_step?: string | null
  error?: JobError
}

export type JobList = { status: 'success'; total: number; jobs: JobListItem[]; next_cursor: string | null }

/** A job without its results. */
export type JobListItem = {
  job_id: string
  revision: number
  job_type: string
  job_name: string
  status: JobState
  created_at: string
  updated_at: string
  started_at: string | null
  completed_at: string | null
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
  not_before: string | null
  run: Run
  webhook: StoredWebhook | null
  results_summary: JobResultsSummary | null
}

export type JobLogLine = {
  at: string
  level: 'info' | 'warn' | 'error'
  step: string
  message: string
  data: Record<string, unknown>
}

export type JobLogs = { status: 'success'; job_id: string; run: number; lines: JobLogLine[] }

/** Sent without an id, at most once a second. */
export type JobProgress = {
  job_id: string
  status: JobState
  step: string | null
  percent: number
  message?: string
}

export type JobRead = { status: 'success'; job: Job }

export type JobRestart = { from_step?: string; use_cache?: boolean; parameters?: Record<string, unknown> }

export type JobResults = {
  run: number
  markdown_file: string | null
  markdown_url: string | null
  markdown_content: string | null
  assets: Asset[]
  structured_data: StructuredData | null
  web_text: string | null
  video_transcript: string | null
  video_transcript_url: string | null
  transcript: Transcript | null
  attachments_text: string | null
  attachments_text_url: string | null
  page_texts: string[]
  attachments_url: string[]
  attachments: Attachment[]
  target_dir: string | null
  asset_dir: string | null
  archive_filename: string | null
  archive_url: string | null
  archive_bytes: number | null
  archive_sha256: string | null
  archive_data?: string
  language: string | null
  template: string | null
  engine: string | null
  usage: {
    input_tokens: number
    output_tokens: number
    requests?: number
    estimated?: boolean
    cost?: number
    currency?: string
  } | null
}

export type JobResultsSummary = { markdown_url: string | null; archive_url: string | null; run: number }

/** Of a job or a batch. */
export type JobState = 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled'

export type JobStatusAnswer = {
  status: 'success'
  kind: 'job'
  id: string
  state: JobState
  progress: OverallProgress
  job: Job
}

export type JobStreamData = JobEvent | StepEvent | JobProgress

export type JobSubmitted = { status: 'success'; kind: 'job'; id: string; job: Job; message: string }

export type JobWarning = { step: string; code: string; message: string }

/** OpenAPI 3.1. */
export type OpenApiDocument = { openapi: string } & Record<string, unknown>

export type OverallProgress = { percent: number }

/** Reads slides: the text of each page, its picture in two sizes, outline and links; scans by OCR. */
export type PdfJobCreate = {
  parameters: PdfParameters
  job_type: 'pdf'
  webhook?: Webhook
  user_id?: string
  job_name?: string
  use_cache?: boolean
  priority?: number
  external_id?: string
  not_before?: string
}

/** Reads slides: the text of each page, its picture in two sizes, outline and links; scans by OCR. The source: a PDF, or a presentation where the service can convert it. */
export type PdfParameters = {
  source: UrlSource | UploadSource
  name?: string
  source_language?: string
  use_cache?: boolean
  create_archive?: boolean
}

export type Progress = { step: string | null; percent: number; message?: string }

/** Whose workers run a step. */
export type QueueName = 'scrape' | 'video' | 'audio' | 'pdf' | 'transform'

export type RestartPlan = {
  status: 'success'
  plan: {
    run: number
    use_cache: boolean
    steps: {
      id: string
      name: string
      action: 'run' | 'cached' | 'kept' | 'skip'
      certain: boolean
      reason: string
      estimate: {
        duration_ms: number
        input_tokens: number | null
        output_tokens: number | null
        cost: number | null
      } | null
    }[]
    totals: {
      duration_ms: number
      input_tokens: number | null
      output_tokens: number | null
      cost: number | null
      run: number
      cached: number
      kept: number
      skip: number
    }
  }
}

export type Run = {
  number: number
  from_step: string | null
  started_at: string | null
  ended_at: string | null
}

/** Creates the document of a talk. */
export type SessionJobCreate = {
  parameters: SessionParameters
  job_type?: 'session'
  webhook?: Webhook
  user_id?: string
  job_name?: string
  use_cache?: boolean
  priority?: number
  external_id?: string
  not_before?: string
}

/** One talk. Keys that are not named here are kept for templates. */
export type SessionParameters = {
  event: string
  session: string
  url: string
  filename: string
  track: string
  day?: string | null
  starttime?: string | null
  endtime?: string | null
  speakers?: string[] | null
  speakers_url?: string[] | null
  speakers_image_url?: string[] | null
  video_url?: string | null
  video_start?: number | string | null
  video_end?: number | string | null
  captions_url?: string | string[] | null
  attachments_url?: string | string[] | null
  source_language?: string | null
  target_language?: string | null
  target?: string | null
  template?: string | null
  vocabulary?: string[] | null
  glossary?: { term: string; translation?: string | null }[] | null
  translate?: 'fields' | 'document' | 'all' | null
  use_cache?: boolean | null
  create_archive?: boolean | null
  video_transcript?: string | null
  extra?: Record<string, unknown> | null
} & Record<string, unknown>

export type SlideData = {
  number: number
  source: string | null
  title: string | null
  times: TimeSpan[]
  picture: string | null
} & Record<string, unknown>

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
  video_start?: number
  video_end?: number
  captions_url?: string | string[]
  attachments_url?: string | string[]
  video_transcript?: string
  source_language?: string
  target_language?: string
  target?: string
  template?: string
  vocabulary?: string[]
  glossary?: { term: string; translation?: string | null }[]
  translate?: string
  use_cache?: boolean
  create_archive?: boolean
  extra?: Record<string, unknown>
  source?: StatedSource
  name?: string
  jobs?: string[]
  batch_id?: string
  include_documents?: boolean
} & Record<string, unknown>

/** A URL, or an upload with what is known of it. */
export type StatedSource = {
  url?: string
  upload_id?: string
  filename?: string
  media_type?: string
  bytes?: number
  sha256?: string
} & Record<string, unknown>

export type StatusAnswer = JobStatusAnswer | BatchStatusAnswer

export type Step = {
  id: string
  name: string
  queue: QueueName
  optional: boolean
  status: StepState
  attempt: number
  percent: number
  started_at: string | null
  completed_at: string | null
  duration_ms: number | null
  cached: boolean
  error?: JobError
  waiting_since?: string
  reason?: string
}

/** A step of a job has reached this status. */
export type StepEvent = {
  type: 'job.step'
  job_id: string
  timestamp: string
  batch_id: string | null
  seq: number
  pos: number | null
  run: number
  step: string
  status: StepState
  attempt: number
  error?: JobError
  reason?: string
}

/** Of a step of a job. */
export type StepState =
  | 'blocked'
  | 'ready'
  | 'running'
  | 'retrying'
  | 'completed'
  | 'failed'
  | 'skipped'
  | 'cancelled'

/** A webhook without its secret and headers. */
export type StoredWebhook = {
  url: string
  include_markdown: boolean
  include_metadata: boolean
  events: string[] | null
  signed: boolean
}

/** What is in the document, as data; more may be there. */
export type StructuredData = {
  front_matter?: Record<string, unknown>
  facts?: Record<string, Fact>
  fields?: Record<string, string>
  evidence?: Record<string, Evidence[]>
  parts?: TalkPart[]
  slides?: SlideData[]
  recording?: Record<string, unknown> | null
  transcript?: Record<string, unknown> | null
  talks?: Record<string, unknown>[]
  sections?: Record<string, unknown>[]
} & Record<string, unknown>

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

/** A chapter of the talk. */
export type TalkPart = { start: number; title: string | null; gist: Evidence | null } & Record<
  string,
  unknown
>

export type Template = {
  name: string
  origin: 'own' | 'installation' | 'built_in'
  kind: 'session' | 'summary'
  language: string
  fields: { name: string; instruction: string }[]
  extra: string[]
  problem: string | null
}

export type TemplateForm = { source: string }

export type TemplateList = { status: 'success'; templates: Template[] }

export type TemplatePreview = {
  status: 'success'
  template: Template
  language: string
  markdown: string
  warnings: { code: string; message: string }[]
}

export type TemplatePreviewForm =
  | { source: string; language?: string; job_id?: string }
  | { name: string; language?: string; job_id?: string }

export type TemplateStored = { status: 'success'; template: Template; message: string }

/** Seconds from the start of the talk. */
export type TimeSpan = { start: number; end: number | null }

/** Writes one document about the finished talks of a track. */
export type TrackSummaryJobCreate = {
  parameters: TrackSummaryParameters
  job_type: 'track_summary'
  webhook?: Webhook
  user_id?: string
  job_name?: string
  use_cache?: boolean
  priority?: number
  external_id?: string
  not_before?: string
}

/** The talks of a track, by `jobs` or by `batch_id`. */
export type TrackSummaryParameters =
  | {
      event: string
      target_language?: string
      filename?: string
      create_archive?: boolean
      include_documents?: boolean
      use_cache?: boolean
      track: string
      template?: string
      jobs: string[]
    }
  | {
      event: string
      target_language?: string
      filename?: string
      create_archive?: boolean
      include_documents?: boolean
      use_cache?: boolean
      track: string
      template?: string
      batch_id: string
    }

export type Transcript = {
  engine: string
  source: {
    kind: 'job' | 'page' | 'sidecar' | 'track' | 'site' | 'engine'
    url: string | null
    language: string | null
    label: string | null
    generated: boolean
    coverage: number | null
    reason: 'named_by_job' | 'best_captions' | 'nothing_better' | 'no_captions' | 'captions_not_fit'
    passed_over: {
      kind: 'job' | 'page' | 'sidecar' | 'track' | 'site'
      url: string | null
      language: string | null
      label: string | null
      generated: boolean
      coverage: number | null
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
  segments: { start: number; end: number; text: string; speaker: string | null }[] | null
  mended: { count: number; places: { time: number; heard: string; written: string }[] } | null
  segments_url: string | null
  vtt_url: string | null
  srt_url: string | null
  text_url: string | null
}

/** Times in seconds of the recording. */
export type TranscriptSegment = {
  start: number
  end: number
  text: string
  speaker: string | null
  turn?: boolean
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
  priority?: number
  external_id?: string
  not_before?: string
}

/** Writes the Markdown document of a session from a template and everything its sources gave. The source: a page, or a file of plain text or Markdown. */
export type TransformParameters = {
  source: UrlSource | UploadSource
  name?: string
  event?: string
  session?: string
  track?: string
  day?: string
  starttime?: string
  endtime?: string
  speakers?: string[]
  speakers_url?: string[]
  source_language?: string
  target_language?: string
  target?: string
  glossary?: { term: string; translation?: string | null }[]
  translate?: 'fields' | 'document' | 'all'
  template?: string
  use_cache?: boolean
  create_archive?: boolean
}

export type UploadAnswer = {
  status: 'success'
  upload_id: string
  bytes: number
  sha256: string
  media_type: string
}

/** multipart/form-data with one file. */
export type UploadForm = { file: string }

/** A file sent to `createUpload` in the last 24 hours. What a job answers beside its id says nothing in a request. */
export type UploadSource = {
  upload_id: string
  filename?: string | null
  media_type?: string
  bytes?: number
  sha256?: string
}

/** What a public URL leads to. */
export type UrlSource = { url: string }

/** Fetches the recording and takes its sound, captions and a picture of each scene from it. */
export type VideoJobCreate = {
  parameters: VideoParameters
  job_type: 'video'
  webhook?: Webhook
  user_id?: string
  job_name?: string
  use_cache?: boolean
  priority?: number
  external_id?: string
  not_before?: string
}

/** Fetches the recording and takes its sound, captions and a picture of each scene from it. The source: a video or audio file, or a page that shows one. */
export type VideoParameters = {
  source: UrlSource | UploadSource
  name?: string
  source_language?: string
  use_cache?: boolean
  create_archive?: boolean
}

/** `public`: everybody may read. */
export type Visibility = 'private' | 'public'

/** Receiver of events of a job or batch. */
export type Webhook = {
  url: string
  headers?: Record<string, string>
  include_markdown?: boolean
  include_metadata?: boolean
  events?: WebhookEventType[]
  secret?: string
}

/** What a webhook can be told. */
export type WebhookEventType =
  | 'job.completed'
  | 'job.failed'
  | 'job.cancelled'
  | 'batch.completed'
  | 'job.step'

export type WebhookTested = {
  status: 'success'
  delivered: boolean
  webhook_id: string
  result: DeliveryAttempt
  message: string
}
