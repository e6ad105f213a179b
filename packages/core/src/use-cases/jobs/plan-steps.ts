import { freshnessOf } from '../../contracts/cache-freshness.ts'
import type { Pipeline } from '../../contracts/pipeline.ts'
import type { ProcessorContract } from '../../contracts/processor.ts'
import { stepCacheKey } from '../../contracts/step-cache-key.ts'
import { inputsOfStep, paramsOfStep } from '../../contracts/step-inputs.ts'
import { artifactKeysIn } from '../../domain/artifact-keys-in.ts'
import type { Clock } from '../../domain/clock.ts'
import { AppError } from '../../domain/errors.ts'
import { advance, type Transition } from '../../domain/job/advance.ts'
import type { Estimate } from '../../domain/job/estimate-of.ts'
import { isSettled, type Job, type Step } from '../../domain/job/job.ts'
import { completedOutputs, readingOrder, upstream } from '../../domain/job/plan.ts'
import { requestedAt } from '../../domain/job/requested-at.ts'
import type { ArtifactStore } from '../../ports/artifact-store.ts'
import type { CacheEntry, StepCache } from '../../ports/step-cache.ts'

/** What a run would do with a step. */
export interface PlannedAction {
  /** Id of the step, and the processor that it runs. */
  id: string
  name: string
  /**
   * `run` it runs · `cached` its outcome is in the step cache · `kept` it stays as the last run left it · `skip` it has
   * nothing to do.
   */
  action: 'run' | 'cached' | 'kept' | 'skip'
  /** False when it depends on what a step above finds, or on whether a source has changed. */
  certain: boolean
  reason: string
  /** What it took before; null when unknown, and of what does not run. */
  estimate: Estimate | null
}

export interface PlanStepsDeps {
  cache: Pick<StepCache, 'get' | 'newestMaker'>
  artifacts: Pick<ArtifactStore, 'stat'>
  clock: Clock
  contracts: Readonly<Record<string, ProcessorContract>>
  /** As the workers have it. */
  cacheMaxAgeMs: number
}

/** What the run before left. */
export interface RunBefore {
  /** Steps as that run ended. */
  steps: Readonly<Record<string, Step>>
  /** Steps with which the planned run begins; those that are settled are kept. */
  restarted: Readonly<Record<string, Step>>
}

/**
 * What the run of a job that waits to begin would do, without doing it: the state machine runs on a copy, and each step that
 * becomes ready is looked up in the step cache as a worker would. Engines and tools are those of the worker that made the
 * newest entry.
 */
export async function planSteps(
  deps: PlanStepsDeps,
  pipeline: Pipeline,
  job: Job,
  { steps: last, restarted }: RunBefore = { steps: {}, restarted: {} },
): Promise<Omit<PlannedAction, 'estimate'>[]> {
  const now = deps.clock.now()
  // Neither a pause nor a later start changes what will run.
  let draft: Job = { ...job, hold: null, not_before: null }
  const decided = new Map<string, Decision>()
  for (let id = nextReady(draft, decided); id !== null; id = nextReady(draft, decided)) {
    const decision = await decide(deps, pipeline, draft, id, decided)
    decided.set(id, decision)
    // What it finds is assumed to be what it found before, so that the steps that follow are known.
    const output = decision.output ?? lastOutput(last[id], draft, id)
    if (output !== null) draft = committed(draft, id, output, pipeline, now)
  }
  return readingOrder(draft.steps).map(([id, step]) => ({
    id,
    name: step.name,
    ...(decided.get(id)?.told ?? undecided(draft, id, step, restarted, decided)),
  }))
}

interface Decision {
  told: Pick<PlannedAction, 'action' | 'certain' | 'reason'>
  /** Null when it runs. */
  output: { value: unknown; empty: boolean } | null
}

const running = (reason: string, certain = true): Decision => ({
  told: { action: 'run', certain, reason },
  output: null,
})

async function decide(
  deps: PlanStepsDeps,
  pipeline: Pipeline,
  job: Job,
  id: string,
  decided: ReadonlyMap<string, Decision>,
): Promise<Decision> {
  const step = job.steps[id]
  const contract = deps.contracts[step?.name ?? '']
  if (!step || !contract) return running('its processor is unknown to this server', false)
  if (!job.use_cache) return running('use_cache is false')
  const inputs = inputsOfStep(contract, job, id)
  const unknown = inputs.filter(({ step: above }) => isOpen(decided.get(above)))
  if (unknown.length > 0) return running(`depends on ${namesOf(unknown)}`, false)
  const params = contract.params.safeParse(paramsOrNull(contract, job, id))
  if (!params.success) return running('its parameters are not valid')
  const maker = await deps.cache.newestMaker(contract.name)
  if (maker === null) return running('it is not in the step cache')
  const fingerprint = (await pipeline.fingerprint?.(contract.name, params.data, job)) ?? maker.fingerprint
  const made_by = { ...maker, fingerprint }
  const key = stepCacheKey({ contract, scope: job.scope, params: params.data, inputs, made_by })
  const found = await lookedUp(deps, job, await deps.cache.get(key))
  // What it reads may be named by a step above, such as the recording by the page.
  const naming = upstream(job.steps, id).filter((above) => isOpen(decided.get(above)))
  return naming.length === 0 ? found : doubtful(found, naming)
}

const doubtful = ({ told, output }: Decision, naming: readonly string[]): Decision => ({
  told: { ...told, certain: false, reason: `${told.reason}, if ${naming.join(', ')} finds the same` },
  output,
})

/** Whether what the step gives is not known yet. */
const isOpen = (decision: Decision | undefined): boolean =>
  decision !== undefined && (decision.output === null || !decision.told.certain)

const namesOf = (steps: readonly { step: string }[]): string => steps.map(({ step }) => step).join(', ')

function paramsOrNull(contract: ProcessorContract, job: Job, id: string): unknown {
  try {
    return paramsOfStep(contract, job, id)
  } catch {
    return null
  }
}

async function lookedUp(
  { artifacts, clock, cacheMaxAgeMs: maxAgeMs }: PlanStepsDeps,
  job: Job,
  entry: CacheEntry | null,
): Promise<Decision> {
  if (entry === null) return running('it is not in the step cache')
  const rules = { since: requestedAt(job), useOld: job.use_cache, maxAgeMs }
  const freshness = freshnessOf(entry, rules, clock.now())
  const stored = await Promise.all(artifactKeysIn(entry.output).map((key) => artifacts.stat(key)))
  if (stored.some((object) => object === null)) return running('an artifact of its outcome is gone')
  const stale = freshness === 'stale'
  const reason = stale
    ? 'its outcome is in the step cache, if its sources are unchanged'
    : 'its outcome is in the step cache'
  return {
    told: { action: 'cached', certain: !stale, reason },
    output: { value: entry.output, empty: entry.empty },
  }
}

function nextReady(job: Job, decided: ReadonlyMap<string, unknown>): string | null {
  const ready = readingOrder(job.steps).find(([id, { status }]) => status === 'ready' && !decided.has(id))
  return ready?.[0] ?? null
}

/** Null when the last run has none, or that of another source. */
function lastOutput(old: Step | undefined, draft: Job, id: string): Decision['output'] {
  if (old?.status !== 'completed' || old.output === null || old.name !== draft.steps[id]?.name) return null
  return { value: old.output, empty: old.empty }
}

function committed(
  job: Job,
  step: string,
  { value: output, empty }: NonNullable<Decision['output']>,
  pipeline: Pipeline,
  now: Date,
): Job {
  const mine = { run: job.run.number, step, token: 'plan' }
  const claimed = moved(job, { type: 'claim', ...mine, lease_until: now }, now)
  const plan = pipeline.plan(claimed.parameters, { ...completedOutputs(claimed.steps), [step]: output })
  return moved(claimed, { type: 'commit', ...mine, output, empty, cached: false, warnings: [], plan }, now)
}

/** The outbox of a copy is of no use, and would fill up. */
export function moved(job: Job, transition: Transition, now: Date): Job {
  const next = advance({ ...job, outbox: [] }, transition, now)
  if (!next.ok) throw new AppError('conflict', `The run cannot be planned: the job is ${job.status}.`)
  return next.job
}

/** Steps that were never ready in the copy: kept, skipped, or below one whose outcome nobody knows. */
function undecided(
  job: Job,
  id: string,
  step: Step,
  restarted: Readonly<Record<string, Step>>,
  decided: ReadonlyMap<string, Decision>,
): Decision['told'] {
  const before = restarted[id]
  if (before && isSettled(before))
    return { action: 'kept', certain: true, reason: `as the last run left it: ${before.status}` }
  const open = step.needs.filter((need) => isOpen(decided.get(need)) || !isSettled(job.steps[need] ?? step))
  if (step.status === 'skipped') {
    const certain = step.skip !== null || open.length === 0
    return { action: 'skip', certain, reason: step.reason ?? 'it has nothing to do' }
  }
  return { action: 'run', certain: false, reason: `depends on ${open.join(', ')}` }
}
