import type { Principal } from '../../domain/access/access.ts'
import { AppError } from '../../domain/errors.ts'
import type { Correction } from '../../domain/job/correction.ts'
import { isTerminal, type Job } from '../../domain/job/job.ts'
import type { ArtifactStore } from '../../ports/artifact-store.ts'
import type { JobStore } from '../../ports/job-store.ts'
import type { ResultStore } from '../../ports/result-store.ts'
import { readJob } from './authorize.ts'
import { type RestartDeps, reopenBatch, restartRun } from './control-job.ts'
import type { CreateOptions } from './create-job.ts'

export interface TranscriptDeps {
  jobs: Pick<JobStore, 'get'>
  results: Pick<ResultStore, 'get'>
  pipelines: RestartDeps['pipelines']
}

export interface CorrectDeps extends RestartDeps, TranscriptDeps {
  artifacts: Pick<ArtifactStore, 'put'>
}

/** The transcript of a job as it is now. */
export interface CurrentTranscript {
  /** JSON list of segments with their times. */
  segments: Pick<Correction['segments'], 'key' | 'bytes' | 'sha256'>
  language: string | null
  isCorrected: boolean
}

/** Who asks, and by which request. */
export type Asker = Pick<CreateOptions, 'principal' | 'origin'>

/** Says by the hash of the current segments, null when there are none, whether a change is made; see `If-Match`. */
export type Expectation = (current: string | null) => boolean

export interface NewTranscript {
  /** JSON list of segments. */
  segments: string
  language: string | null
  doubts: Correction['doubts']
}

export async function currentTranscript(
  { results, pipelines }: Pick<TranscriptDeps, 'results' | 'pipelines'>,
  job: Job,
): Promise<CurrentTranscript | null> {
  if (job.correction) return { ...job.correction, isCorrected: true }
  const source = pipelines[job.job_type]?.transcript
  // With the results what the steps gave has gone.
  if (!source || job.results_expired_at !== null) return null
  const last = job.result_run === null ? null : await results.get(job.id, job.result_run)
  const found = source.find(job, last)
  return found && { ...found, isCorrected: false }
}

/**
 * Replaces the transcript of a job that has ended, and writes its document anew. `changed` is false when it has this
 * transcript already. `read` is called once the caller may change the job, and `precondition_failed` is thrown when
 * the transcript is not the expected one.
 */
export async function correctTranscript(
  deps: CorrectDeps,
  id: string,
  read: () => NewTranscript,
  expects: Expectation,
  asker: Asker,
): Promise<{ job: Job; changed: boolean }> {
  const { principal } = asker
  const job = await readCorrectable(deps, id, expects, principal)
  const { segments, ...told } = read()
  const stored = await deps.artifacts.put(job.scope, segments)
  const known = job.correction
  const isSame = known?.segments.sha256 === stored.sha256 && known.language === told.language
  if (isSame && job.status !== 'failed' && job.status !== 'cancelled') return { job, changed: false }
  return replaceCorrection(deps, job, expects, asker, {
    segments: { ...stored, media_type: 'application/json' },
    ...told,
    at: deps.clock.now(),
    by: principal.kind === 'user' ? principal.id : null,
  })
}

/** Goes back to what was heard. `changed` is false when nothing was corrected. */
export async function removeCorrection(
  deps: CorrectDeps,
  id: string,
  expects: Expectation,
  asker: Asker,
): Promise<{ job: Job; changed: boolean }> {
  const job = await readCorrectable(deps, id, expects, asker.principal)
  if (job.correction === null) return { job, changed: false }
  return replaceCorrection(deps, job, expects, asker, null)
}

async function readCorrectable(
  deps: CorrectDeps,
  id: string,
  expects: Expectation,
  principal: Principal,
): Promise<Job> {
  const job = await readJob(deps.jobs, id, principal, 'write')
  if (!deps.pipelines[job.job_type]?.transcript)
    throw new AppError(
      'conflict',
      `A job of the type "${job.job_type}" writes no document with a transcript.`,
    )
  await requireExpected(deps, job, expects)
  return job
}

async function requireExpected(deps: TranscriptDeps, job: Job, expects: Expectation): Promise<void> {
  const current = await currentTranscript(deps, job)
  if (expects(current?.segments.sha256 ?? null)) return
  throw new AppError(
    'precondition_failed',
    'The transcript is not the one that you started from; get it again and repeat your changes.',
  )
}

/** One transition sets the correction and starts the run; a run that somebody else started meanwhile refuses it. */
async function replaceCorrection(
  deps: CorrectDeps,
  job: Job,
  expects: Expectation,
  asker: Asker,
  correction: Correction | null,
): Promise<{ job: Job; changed: boolean }> {
  if (!isTerminal(job)) throw notEnded(job)
  const from_step = deps.pipelines[job.job_type]?.transcript?.from_step
  // Of a job whose results have expired all steps run again: what the earlier ones gave is gone.
  const request = job.results_expired_at === null && from_step !== undefined ? { from_step } : {}
  try {
    const restarted = await restartRun(deps, job, { ...request, correction, ...asker }, () =>
      reopenBatch(deps, job.batch_id),
    )
    return { job: restarted, changed: true }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error
    const now = (await deps.jobs.get(job.id)) ?? job
    await requireExpected(deps, now, expects)
    throw isTerminal(now) ? error : notEnded(now)
  }
}

const notEnded = (job: Job): AppError =>
  new AppError('conflict', `The job is ${job.status}; its transcript can be corrected once it has ended.`)
