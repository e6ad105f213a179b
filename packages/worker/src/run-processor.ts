import { stepArtifacts } from '@async-events/artifacts'
import {
  AppError,
  type ArtifactStore,
  type CacheEntry,
  type EngineName,
  type FetchedSource,
  type FindTool,
  inputsOfStep,
  type Job,
  limits,
  type MadeBy,
  type OpenProxy,
  type OwnTemplates,
  openFinishedJobs,
  ownTemplates,
  type ProcessorContract,
  paramsOfStep,
  type ReadPage,
  type ResultStore,
  type Runner,
  requestedAt,
  type SafeFetch,
  type StepContext,
  type StepOutcome,
  type StepSurroundings,
  stepCacheKey,
  type TemplateStore,
  type TextModel,
  type Trace,
  type Tracing,
} from '@async-events/core'
import { type CachedOutcomeDeps, cachedOutcome } from './cached-outcome.ts'
import type { SpeechEngine } from './find-speech-engine.ts'
import { openKeptParts } from './open-kept-parts.ts'
import { patientModel } from './patient-model.ts'
import { recordingFetch } from './recording-fetch.ts'
import { type StepClaimDeps, takeClaim } from './step-claim.ts'
import { tracedModel, tracedTranscriber } from './traced-engines.ts'
import { uploadFetch } from './upload-fetch.ts'

export interface LoadedProcessor {
  contract: ProcessorContract
  run: Runner<ProcessorContract>
}

/** What a step's context is built from, and what caching its outcome needs. */
export interface ProcessorDeps extends CachedOutcomeDeps, StepClaimDeps {
  artifacts: ArtifactStore
  fetch: SafeFetch
  openProxy: OpenProxy
  readPage: ReadPage
  textModel: TextModel
  /** Asked at each step that transcribes: a model may come while a worker runs. */
  findSpeechEngine(): Promise<SpeechEngine>
  findTool: FindTool
  tracing: Tracing
  templatesDir: string | null
  templates: Pick<TemplateStore, 'names' | 'get'>
  results: Pick<ResultStore, 'getFiles'>
}

/** The outcome of a step with its cache key. */
interface KeyedOutcome extends Omit<StepOutcome<Record<string, unknown>>, 'warnings'> {
  /** Of an outcome from the cache as they were stored. */
  warnings?: CacheEntry['warnings']
  key: string
  made_by: MadeBy
  cached: boolean
  /** It is in the cache. */
  stored: boolean
  began_at: Date
  sources: FetchedSource[]
}

/**
 * Runs a processor for a step of a job, or takes the cached outcome of the same inputs. The output is checked against
 * the contract. Throws `MadeElsewhere` when another step is making the same one, for contracts that are `shared`.
 */
export async function runProcessor(
  deps: ProcessorDeps,
  { contract, run }: LoadedProcessor,
  job: Job,
  stepId: string,
  {
    token,
    trace,
    onKept,
    ...own
  }: Pick<StepContext, 'workdir' | 'signal' | 'progress' | 'log'> & {
    token: string
    /** Told to engines. */
    trace: Trace | null
    onKept(): void
  },
): Promise<KeyedOutcome> {
  const { fetch, sources } = recordingFetch((request) => deps.fetch({ ...request, signal: own.signal }))
  const artifacts = stepArtifacts(deps.artifacts, job.scope, own.workdir)
  const speech = await speechEngineOf(deps, contract)
  const surroundings = surroundingsOf(deps, job)
  const ctx: StepContext = {
    ...own,
    params: paramsOfStep(contract, job, stepId),
    inputs: inputsOfStep(contract, job, stepId),
    // An upload is identified by its hash and needs no revalidation, so it is not recorded as a source.
    fetch: uploadFetch(fetch, deps.artifacts, job),
    openProxy: deps.openProxy,
    readPage: deps.readPage,
    artifacts,
    kept: openKeptParts({ ...deps, artifacts }, contract.name, job, onKept),
    textModel: patientModel(tracedModel(deps.textModel, trace, deps.tracing), {
      since: job.steps[stepId]?.waiting_since ?? null,
      now: () => deps.clock.now(),
    }),
    transcriber: tracedTranscriber(speech.transcriber, trace, deps.tracing),
    transcriberAdvice: speech.advice,
    ...surroundings,
  }
  const { key, made_by } = await keyOf(deps, { contract, run }, job, ctx, surroundings)
  const known = async (revalidate: SafeFetch): Promise<KeyedOutcome | null> => {
    const entry = await cachedOutcome(deps, key, revalidate, {
      useOld: job.use_cache,
      since: requestedAt(job),
    })
    own.signal.throwIfAborted()
    const checked = contract.result.safeParse(entry?.output)
    if (!entry || !checked.success) return null
    const { empty, warnings, created_at: began_at } = entry
    const found = { empty, warnings, key, made_by, began_at }
    return { ...found, output: checked.data, cached: true, stored: true, sources: [] }
  }
  const make = async (): Promise<KeyedOutcome> => {
    const began_at = deps.clock.now()
    const outcome = await run(ctx)
    own.signal.throwIfAborted()
    const output = checkedOutput(contract, outcome.output)
    return { ...outcome, output, key, made_by, cached: false, stored: false, began_at, sources: sources() }
  }
  const before = await known(fetch)
  if (before !== null) return before
  if (!contract.shared) return make()

  const claim = await takeClaim(deps, key, { job_id: job.id, step: stepId, token })
  try {
    // Another step may have finished between the look and the claim. What was stale then still is.
    const meanwhile = await known(() => Promise.reject(new AppError('host_busy')))
    if (meanwhile !== null) return meanwhile
    const outcome = await make()
    // Before the step ends, as those that wait look at the cache then.
    await remember(deps, contract, outcome)
    return { ...outcome, stored: true }
  } finally {
    await claim.release()
  }
}

/** Key in the step cache of what a step of a job makes. */
export async function keyOfStep(
  deps: ProcessorDeps,
  processor: LoadedProcessor,
  job: Job,
  stepId: string,
): Promise<string> {
  const { contract } = processor
  const params = paramsOfStep(contract, job, stepId)
  const { transcriber } = await speechEngineOf(deps, contract)
  const { key } = await keyOf(deps, processor, job, {
    params,
    inputs: inputsOfStep(contract, job, stepId),
    transcriber,
  })
  return key
}

/** None for steps that transcribe nothing. */
const speechEngineOf = async (deps: ProcessorDeps, { engines }: ProcessorContract): Promise<SpeechEngine> =>
  engines.includes('transcript') ? await deps.findSpeechEngine() : { transcriber: null, advice: null }

async function keyOf(
  deps: ProcessorDeps,
  { contract, run }: LoadedProcessor,
  job: Job,
  { params, inputs, transcriber }: Pick<StepContext, 'params' | 'inputs' | 'transcriber'>,
  surroundings = surroundingsOf(deps, job),
): Promise<{ key: string; made_by: MadeBy }> {
  const engines: Record<EngineName, string | null> = {
    text: deps.textModel.name,
    transcript: transcriber?.name ?? null,
  }
  const fingerprint = (await run.fingerprint?.({ params, ...surroundings })) ?? null
  const made_by = { engines, fingerprint }
  return { key: stepCacheKey({ contract, scope: job.scope, params, inputs, made_by }), made_by }
}

/** For one attempt of a step: the key of its outcome and the step itself see the same names of templates, read once. */
const surroundingsOf = (deps: ProcessorDeps, { scope }: Job): StepSurroundings => ({
  findTool: deps.findTool,
  templatesDir: deps.templatesDir,
  ownTemplates: withNamesOnce(ownTemplates(deps.templates, scope)),
  finishedJobs: openFinishedJobs(deps, scope),
})

function withNamesOnce(own: OwnTemplates): OwnTemplates {
  let names: Promise<string[]> | undefined
  return { ...own, names: () => (names ??= own.names()) }
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

/** Caches the outcome, unless it is provisional. Never throws: the step is complete without it. */
export async function remember(
  { cache, clock, log }: Pick<ProcessorDeps, 'cache' | 'clock' | 'log'>,
  { name: processor }: ProcessorContract,
  {
    key,
    made_by,
    output,
    empty = false,
    provisional = false,
    warnings = [],
    sources,
    began_at,
  }: KeyedOutcome,
): Promise<void> {
  if (provisional) return
  const now = clock.now()
  const times = { created_at: began_at, checked_at: now, used_at: now }
  await cache
    .put({ key, processor, made_by, output, empty, warnings, sources, ...times })
    .catch((error: unknown) => log.warn({ err: error }, 'the outcome of a step was not cached'))
}
