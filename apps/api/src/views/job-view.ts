import {
  apiPrefix,
  archiveUrl,
  attemptOf,
  type Correction,
  fileUrl,
  type Job,
  type JobError,
  type Pipelines,
  progressOf,
  type Results,
  readingOrder,
  type StoredWebhook,
  splitWebhookUrl,
  traceIdOf,
} from '@async-events/core'
import { transcriptEtag } from '../http/transcript-etag.ts'
import type { JobListItem, JobView } from '../schemas/job.ts'
import type { ResultsView } from '../schemas/job-results.ts'

export const prefix = apiPrefix

/** What a view tells of the service beside the job itself. */
export interface ViewDeps {
  pipelines: Pipelines
  /** Whether webhooks without a secret of their own are signed by `WEBHOOK_SECRET`. */
  signsWebhooks: boolean
}

/** A job as it is answered, with the body of its last good results. */
export function jobView(job: Job, results: Results | null, deps: ViewDeps): JobView {
  return { ...jobFields(job, deps), results: results ? resultsView(results) : null }
}

export function jobListItem(job: Job, deps: ViewDeps): JobListItem {
  return {
    ...jobFields(job, deps),
    results_summary: job.result_run === null ? null : summary(job, job.result_run),
  }
}

/** From the job alone: a list reads no results. While a newer run goes on, only the archive's URL is known here. */
function summary(job: Job, run: number): JobListItem['results_summary'] {
  const outputs = Object.values(job.steps).flatMap((step) =>
    step.status === 'completed' ? [step.output] : [],
  )
  const isCurrent = run === job.run.number
  const document = outputs.find((output) => hasKey(output, 'markdown') && hasKey(output, 'path')) as
    | { path: string }
    | undefined
  return {
    run,
    markdown_url: isCurrent && document ? fileUrl(job.id, run, document.path) : null,
    archive_url:
      !isCurrent || outputs.some((output) => hasKey(output, 'archive')) ? archiveUrl(job.id) : null,
  }
}

const hasKey = (value: unknown, key: string): boolean =>
  typeof value === 'object' && value !== null && key in value

function jobFields(job: Job, { pipelines, signsWebhooks }: ViewDeps) {
  return {
    job_id: job.id,
    revision: job.revision,
    last_event_id: String(job.seq),
    job_type: job.job_type,
    job_name: job.job_name,
    status: job.status,
    created_at: job.created_at.toISOString(),
    updated_at: job.updated_at.toISOString(),
    started_at: iso(job.run.started_at),
    completed_at: iso(job.completed_at),
    results_expired_at: iso(job.results_expired_at),
    parameters: job.parameters,
    correction: job.correction && correctionView(job.correction),
    progress: progressOf(job, pipelines[job.job_type]?.weights ?? {}),
    steps: readingOrder(job.steps).map(([id, step]) => ({
      id,
      name: step.name,
      queue: step.queue,
      optional: step.optional,
      needs: step.needs,
      status: step.status,
      attempt: attemptOf(step),
      percent: Math.floor(step.percent),
      started_at: iso(step.started_at),
      completed_at: iso(step.completed_at),
      duration_ms:
        step.started_at && step.completed_at ? step.completed_at.getTime() - step.started_at.getTime() : null,
      cached: step.cached,
      ...(step.error ? { error: errorView(step.error) } : {}),
      ...(step.waiting_since && step.status === 'ready'
        ? { waiting_since: step.waiting_since.toISOString() }
        : {}),
      ...(step.reason ? { reason: step.reason } : {}),
    })),
    error: job.error ? errorView(job.error) : null,
    warnings: job.warnings,
    batch_id: job.batch_id,
    user_id: job.user_id,
    access_control: job.access_control,
    archived: job.archived,
    use_cache: job.use_cache,
    priority: job.priority,
    external_id: job.external_id,
    metadata: job.metadata,
    trace_id: traceIdOf(job.trace),
    not_before: iso(job.not_before),
    run: {
      number: job.run.number,
      from_step: job.run.from_step,
      started_at: iso(job.run.started_at),
      ended_at: iso(job.run.ended_at),
    },
    webhook: job.webhook ? webhookView(job.webhook, signsWebhooks) : null,
    schedule: job.source && {
      event_id: job.source.event_id,
      state: job.source.state,
      changed_at: job.source.changed_at.toISOString(),
      moved_from: job.source.moved_from,
    },
  }
}

function resultsView(results: Results): ResultsView {
  const { job_id: id, run, files, markdown_path: markdown, archive } = results
  const urlOf = (path: string): string => fileUrl(id, run, path)
  const { transcript, attachments_text_path: slidesText, ...body } = results.body as StoredBody
  return {
    ...body,
    transcript: transcript && transcriptView(transcript, urlOf),
    video_transcript_url: transcript?.paths ? urlOf(transcript.paths.text) : null,
    attachments_text_url: slidesText && urlOf(slidesText),
    run,
    markdown_url: markdown === null ? null : urlOf(markdown),
    assets: files
      // Without a document whatever is not about the archive itself.
      .filter(({ path }) => path.includes(markdown === null ? '/' : '/assets/'))
      .map(({ path, bytes, sha256, media_type }) => ({ path, url: urlOf(path), bytes, sha256, media_type })),
    archive_filename: archive?.filename ?? null,
    archive_url: archive ? archiveUrl(id) : null,
    archive_bytes: archive?.bytes ?? null,
    archive_sha256: archive?.sha256 ?? null,
  }
}

/** As a pipeline leaves it (`Results.body`): with paths where an answer has URLs. */
type StoredBody = Omit<ResultsView, 'run' | 'transcript'> & {
  transcript: StoredTranscript | null
  attachments_text_path: string | null
}
type Transcript = NonNullable<ResultsView['transcript']>
type StoredTranscript = Pick<Transcript, 'engine' | 'language' | 'segments'> & {
  /** Absent in results of earlier versions. */
  source?: Transcript['source']
  mended?: Transcript['mended']
  paths: { vtt: string; srt: string; text: string; segments: string } | null
}

function transcriptView(
  { paths, ...transcript }: StoredTranscript,
  urlOf: (path: string) => string,
): Transcript {
  return {
    ...transcript,
    source: transcript.source ?? null,
    mended: transcript.mended ?? null,
    segments_url: paths && urlOf(paths.segments),
    vtt_url: paths && urlOf(paths.vtt),
    srt_url: paths && urlOf(paths.srt),
    text_url: paths && urlOf(paths.text),
  }
}

const correctionView = ({ segments, language, at, by }: Correction) => ({
  etag: transcriptEtag(segments.sha256, 'json'),
  language,
  at: at.toISOString(),
  by,
})

export function webhookView(
  { url, include_markdown, include_metadata, events, payload = 'full', secret }: StoredWebhook,
  signsWebhooks: boolean,
) {
  return {
    url: splitWebhookUrl(url).url,
    include_markdown,
    include_metadata,
    events,
    payload,
    signed: secret !== null || signsWebhooks,
  }
}

const errorView = ({ code, message, step, retryable, details }: JobError) => ({
  code,
  message,
  ...(step === undefined ? {} : { step }),
  retryable,
  ...(details === undefined ? {} : { details }),
})

const iso = (date: Date | null): string | null => date?.toISOString() ?? null
