import { stepArtifacts } from '@async-events/artifacts'
import {
  AppError,
  type ArtifactStore,
  type EngineName,
  type FetchedSource,
  type FindTool,
  type Job,
  limits,
  type OpenProxy,
  type ProcessorContract,
  type ReadPage,
  type Runner,
  type SafeFetch,
  type StepContext,
  type StepInput,
  type StepOutcome,
  type TextModel,
  type Transcriber,
  upstream,
} from '@async-events/core'
import { type CachedOutcomeDeps, cachedOutcome } from './cached-outcome.ts'
import { openKeptParts } from './open-kept-parts.ts'
import { recordingFetch } from './recording-fetch.ts'
import { stepCacheKey } from './step-cache-key.ts'
import { uploadFetch } from './upload-fetch.ts'

export interface LoadedProcessor {
  contract: ProcessorContract
  run: Runner<ProcessorContract>
}

/** What a step's context is built from, and what caching its outcome needs. */
export interface ProcessorDeps extends CachedOutcomeDeps {
  artifacts: ArtifactStore
  fetch: SafeFetch
  openProxy: OpenProxy
  readPage: ReadPage
  textModel: TextModel
  transcriber: Transcriber | null
  findTool: FindTool
  templatesDir: string | null
}

/** The outcome of a step with its cache key. */
interface KeyedOutcome extends StepOutcome<Record<string, unknown>> {
  key: string
  cached: boolean
  sources: FetchedSource[]
}

/**
 * Runs a processor for a step of a job, or takes the cached outcome of the same inputs. The output is checked against
 * the contract.
 */
export async function runProcessor(
  deps: ProcessorDeps,
  { contract, run }: LoadedProcessor,
  job: Job,
  stepId: string,
  { onKept, ...own }: Pick<StepContext, 'workdir' | 'signal' | 'progress' | 'log'> & { onKept(): void },
): Promise<KeyedOutcome> {
  const { fetch, sources } = recordingFetch((request) => deps.fetch({ ...request, signal: own.signal }))
  const artifacts = stepArtifacts(deps.artifacts, job.scope, own.workdir)
  const ctx: StepContext = {
    ...own,
    params: paramsOf(contract, job, stepId),
    inputs: inputsOfStep(contract, job, stepId),
    // An upload is identified by its hash and needs no revalidation, so it is not recorded as a source.
    fetch: uploadFetch(fetch, deps.artifacts, job),
    openProxy: deps.openProxy,
    readPage: deps.readPage,
    artifacts,
    kept: openKeptParts({ ...deps, artifacts }, contract.name, job, onKept),
    textModel: deps.textModel,
    transcriber: deps.transcriber,
    findTool: deps.findTool,
    templatesDir: deps.templatesDir,
  }
  const engines: Record<EngineName, string | null> = {
    text: deps.textModel.name,
    transcript: deps.transcriber?.name ?? null,
  }
  const fingerprint = (await run.fingerprint?.(ctx)) ?? null
  const { params, inputs } = ctx
  const key = stepCacheKey({ contract, scope: job.scope, params, inputs, engines, fingerprint })
  if (job.use_cache) {
    const known = await cachedOutcome(deps, key, fetch)
    own.signal.throwIfAborted()
    const checked = contract.result.safeParse(known?.output)
    if (known && checked.success) {
      const { empty, warnings } = known
      return { output: checked.data, empty, warnings, key, cached: true, sources: [] }
    }
  }
  const outcome = await run(ctx)
  own.signal.throwIfAborted()
  return {
    ...outcome,
    output: checkedOutput(contract, outcome.output),
    key,
    cached: false,
    sources: sources(),
  }
}

function paramsOf(contract: ProcessorContract, job: Job, stepId: string): Record<string, unknown> {
  const { args = {} } = job.steps[stepId] ?? {}
  return contract.params.parse({ ...job.parameters, file_stem: job.file_stem, ...args })
}

function inputsOfStep(contract: ProcessorContract, job: Job, stepId: string): StepInput[] {
  return upstream(job.steps, stepId).flatMap((step) => {
    const above = job.steps[step]
    if (!above || (contract.reads !== 'all' && !contract.reads.includes(above.name))) return []
    const { name: processor, status, output, error, reason } = above
    return [{ step, processor, status, output, error, reason }]
  })
}

function checkedOutput(contract: ProcessorContract, output: unknown): Record<string, unknown> {
  const checked = contract.result.safeParse(output)
  if (!checked.success) {
    throw new AppError('result_invalid', `The step "${contract.name}" returned an invalid result.`, {
      cause: checked.error,
    })
  }
  if (Buffer.byteLength(JSON.stringify(checked.data)) > limits.stepOutput)
    throw new AppError('result_too_large')
  return checked.data
}

/** Caches the outcome. Never throws: the step is complete without it. */
export async function remember(
  { cache, clock, log }: Pick<ProcessorDeps, 'cache' | 'clock' | 'log'>,
  { name: processor }: ProcessorContract,
  { key, output, empty = false, warnings = [], sources }: KeyedOutcome,
): Promise<void> {
  const now = clock.now()
  const times = { created_at: now, checked_at: now, used_at: now }
  await cache
    .put({ key, processor, output, empty, warnings, sources, ...times })
    .catch((error: unknown) => log.warn({ err: error }, 'the outcome of a step was not cached'))
}
