import type { AskedBy, Pipeline, Pipelines } from '../../contracts/pipeline.ts'
import type { Clock } from '../../domain/clock.ts'
import { type ErrorDetail, toAppError } from '../../domain/errors.ts'
import type { WebhookPayload } from '../../domain/job/job.ts'
import type { JobSource } from '../../domain/job/job-source.ts'
import type { Metadata } from '../../domain/metadata.ts'
import { invalidRequest, problemsOf } from '../../domain/problems.ts'
import type { UploadStore } from '../../ports/upload-store.ts'
import { findUpload } from './uploads.ts'

export interface WebhookRequest {
  url: string
  headers?: Record<string, string> | undefined
  include_markdown?: boolean | undefined
  include_metadata?: boolean | undefined
  events?: string[] | undefined
  payload?: WebhookPayload | undefined
  secret?: string | undefined
}

/** A client's request after schema validation; its pipeline validates `parameters` here. */
export interface JobRequest {
  parameters: unknown
  job_type?: string | undefined
  webhook?: WebhookRequest | undefined
  user_id?: string | undefined
  job_name?: string | undefined
  use_cache?: boolean | undefined
  priority?: number | undefined
  external_id?: string | undefined
  metadata?: Metadata | undefined
  not_before?: string | undefined
  /** Of a session of a schedule; no request states it. */
  source?: JobSource | undefined
}

export interface CheckDeps {
  uploads: Pick<UploadStore, 'get'>
  pipelines: Pipelines
  clock: Clock
  /** The visible part of the URL guard; throws AppError. */
  checkUrl(url: string): void
}

/** A request whose pipeline is known and whose parameters passed its checks. */
export interface ValidRequest {
  pipeline: Pipeline
  parameters: Record<string, unknown>
}

/**
 * Checks the shape of the parameters, their URLs and the webhook.
 * @param prefix path of the request in the body
 * @param isParsed the parameters are what the schema of the pipeline gave
 */
export async function checkJobRequest(
  deps: CheckDeps,
  request: JobRequest,
  prefix: string,
  asked: AskedBy,
  isParsed = false,
): Promise<{ valid: ValidRequest | null; problems: ErrorDetail[] }> {
  const type = request.job_type ?? 'session'
  const pipeline = Object.hasOwn(deps.pipelines, type) ? deps.pipelines[type] : undefined
  if (!pipeline) {
    const known = Object.keys(deps.pipelines).join(', ')
    return {
      valid: null,
      problems: [{ path: `${prefix}job_type`, code: 'unknown', message: `must be one of: ${known}` }],
    }
  }
  const { parameters, problems } = await checkParameters(
    deps,
    pipeline,
    request.parameters,
    `${prefix}parameters`,
    asked,
    isParsed,
  )
  if (request.webhook)
    problems.push(...urlProblems(deps, [{ path: 'webhook.url', url: request.webhook.url }], prefix))
  return { valid: parameters && problems.length === 0 ? { pipeline, parameters } : null, problems }
}

/** The same requests with what is known of the uploads that they name; throws when one may not be read. */
export async function withUploads(
  deps: CheckDeps,
  requests: readonly ValidRequest[],
  scope: string,
  pathOf: (place: number) => string,
): Promise<ValidRequest[]> {
  const found = await Promise.all(
    requests.map(({ parameters }, place) => findUpload(deps, parameters, { scope, path: pathOf(place) })),
  )
  const problems = found.flatMap((one) => one.problems)
  if (problems.length > 0) throw invalidRequest(problems)
  return requests.map((request, place) => ({ ...request, ...found[place] }))
}

/** Parameters by the schema and the further checks of their pipeline; used at creation and at a restart. */
export async function checkParameters(
  deps: Pick<CheckDeps, 'checkUrl'>,
  pipeline: Pipeline,
  input: unknown,
  path: string,
  asked: AskedBy,
  isParsed = false,
): Promise<{ parameters: Record<string, unknown> | null; problems: ErrorDetail[] }> {
  const parsed = isParsed
    ? { success: true as const, data: input }
    : await pipeline.parameters.safeParseAsync(input)
  if (!parsed.success) return { parameters: null, problems: problemsOf(parsed.error, path) }
  const parameters = parsed.data as Record<string, unknown>
  const problems = urlProblems(deps, pipeline.urls(parameters), `${path}.`)
  for (const problem of await pipeline.problems(parameters, asked))
    problems.push({ ...problem, path: `${path}.${problem.path}` })
  return { parameters, problems }
}

export function urlProblems(
  deps: Pick<CheckDeps, 'checkUrl'>,
  urls: { path: string; url: string }[],
  prefix: string,
): ErrorDetail[] {
  return urls.flatMap(({ path, url }) => {
    try {
      deps.checkUrl(url)
      return []
    } catch (thrown) {
      const error = toAppError(thrown)
      return [{ path: prefix + path, code: error.code, message: error.message }]
    }
  })
}
