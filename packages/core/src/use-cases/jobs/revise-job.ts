import type { Pipeline } from '../../contracts/pipeline.ts'
import type { ProcessorContract } from '../../contracts/processor.ts'
import { paramsOfStep } from '../../contracts/step-inputs.ts'
import { canonicalJson } from '../../domain/canonical-json.ts'
import type { Revised, Transition } from '../../domain/job/advance.ts'
import { isSettled, isTerminal, type Job, type PlannedStep, type RunOrigin } from '../../domain/job/job.ts'
import { type Planner, restartSteps, revisedPlan, revisedSteps } from '../../domain/job/plan.ts'

/** A change of a job's parameters by what it was made of. */
export interface Revision extends Revised {
  /** All of them, checked; absent where nothing changes. */
  parameters?: Record<string, unknown>
  use_cache: boolean
  request_id?: string | undefined
  origin?: RunOrigin | undefined
}

export interface ReviseDeps {
  contracts: Readonly<Record<string, ProcessorContract>>
}

/**
 * What brings a job in line with its new parameters, as it is now: nothing runs of a job that was cancelled, or whose changed steps are yet to
 * come; else the steps that read the change run again, with all below them, in a new run.
 */
export function revisingTransition(
  { contracts }: ReviseDeps,
  pipeline: Pipeline,
  job: Job,
  { source, job_name, parameters, use_cache, request_id, origin }: Revision,
): Extract<Transition, { type: 'restart' | 'revise' }> {
  const revised: Revised = { source, ...(job_name === undefined ? {} : { job_name }) }
  const inPlace = { type: 'revise', run: job.run.number, ...revised } as const
  if (parameters === undefined) return inPlace
  if (job.status === 'cancelled') return { ...inPlace, parameters }
  const planner: Planner = (outputs) => pipeline.plan(parameters, outputs)
  const readsChange = readerOf(contracts, job, parameters)
  if (!isTerminal(job)) {
    const plan = revisedPlan(job, planner, readsChange)
    if (plan) return { ...inPlace, parameters, plan }
  }
  const steps =
    job.results_expired_at === null
      ? revisedSteps(job, planner, readsChange)
      : (restartSteps(job, planner, null) ?? {})
  if (Object.values(steps).every(isSettled)) return { ...inPlace, parameters }
  return {
    type: 'restart',
    run: job.run.number,
    from_step: null,
    steps,
    parameters,
    use_cache,
    revised,
    supersedes: true,
    ...(request_id === undefined ? {} : { request_id }),
    ...(origin === undefined ? {} : { origin }),
  }
}

/** Whether a step would see other parameters, or be skipped for another reason; one that cannot tell would. */
function readerOf(contracts: ReviseDeps['contracts'], job: Job, parameters: Record<string, unknown>) {
  return (id: string, planned: PlannedStep): boolean => {
    const contract = contracts[planned.name]
    const step = job.steps[id]
    if (!contract || !step) return true
    const next = { ...job, parameters, steps: { ...job.steps, [id]: { ...step, args: planned.args ?? {} } } }
    const why = { skip: planned.skip ?? null, only_if: planned.only_if ?? null }
    return (
      seenBy(contract, job, id) !== seenBy(contract, next, id) ||
      canonicalJson({ skip: step.skip, only_if: step.only_if }) !== canonicalJson(why)
    )
  }
}

/** Null of a step that lacks a parameter, as one that is skipped does. */
function seenBy(contract: ProcessorContract, job: Job, id: string): string | null {
  try {
    return canonicalJson(paramsOfStep(contract, job, id))
  } catch {
    return null
  }
}
