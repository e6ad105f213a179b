import { canonicalJson } from '../canonical-json.ts'
import type { Job, Plan, PlannedStep, Step } from './job.ts'
import { isSettled } from './job.ts'

/** Outputs of completed steps by step id; a plan may depend on them (the page names the slides). */
export type Outputs = Readonly<Record<string, unknown>>

/** What a pipeline decides: the steps of a job as far as they are known from its parameters and the outputs so far. */
export type Planner = (outputs: Outputs) => Plan

export function freshStep(planned: PlannedStep): Step {
  return {
    name: planned.name,
    queue: planned.queue,
    optional: planned.optional,
    needs: planned.needs,
    source: planned.source ?? false,
    needs_content: planned.needs_content ?? false,
    only_if: planned.only_if ?? null,
    args: planned.args ?? {},
    skip: planned.skip ?? null,
    status: 'blocked',
    attempts: 0,
    crashes: 0,
    postponements: 0,
    token: null,
    lease_until: null,
    due_at: null,
    percent: 0,
    message: null,
    cached: false,
    empty: false,
    started_at: null,
    completed_at: null,
    output: null,
    error: null,
    reason: null,
  }
}

/**
 * Steps in the order in which people read them: each behind what it needs, and as planned where that leaves a choice.
 * Steps that were found on the way are stored behind the others.
 */
export function readingOrder<S extends Pick<Step, 'needs'>>(
  steps: Readonly<Record<string, S>>,
): [string, S][] {
  const ordered = new Map<string, S>()
  const visit = (id: string): void => {
    const step = steps[id]
    if (step === undefined || ordered.has(id)) return
    for (const need of step.needs) visit(need)
    ordered.set(id, step)
  }
  for (const id of Object.keys(steps)) visit(id)
  return [...ordered]
}

export function completedOutputs(steps: Record<string, Step>): Outputs {
  return Object.fromEntries(
    Object.entries(steps)
      .filter(([, step]) => step.status === 'completed')
      .map(([id, step]) => [id, step.output]),
  )
}

/** Ids of every step above `id`, nearest last, in reading order. */
export function upstream(steps: Record<string, Pick<Step, 'needs'>>, id: string): string[] {
  const seen = new Set<string>()
  const visit = (current: string): void => {
    for (const need of steps[current]?.needs ?? []) {
      if (seen.has(need)) continue
      seen.add(need)
      visit(need)
    }
  }
  visit(id)
  return readingOrder(steps).flatMap(([step]) => (seen.has(step) ? [step] : []))
}

/** The given steps and every step below them. */
function withDownstream(plan: Plan, start: Iterable<string>): Set<string> {
  const found = new Set(start)
  for (let grew = true; grew; ) {
    grew = false
    for (const [id, step] of Object.entries(plan)) {
      if (found.has(id) || !step.needs.some((need) => found.has(need))) continue
      found.add(id)
      grew = true
    }
  }
  return found
}

/**
 * The steps of a restarted job. `from_step` names a processor: its steps and all below run again, all before is taken
 * from the last run, unless it never came to an end there, is required and failed, or has other arguments now. Null runs
 * everything again. Returns null when the plan has no step of that processor.
 */
export function restartSteps(
  job: Pick<Job, 'steps'>,
  planner: Planner,
  fromStep: string | null,
): Record<string, Step> | null {
  const plan = planner(fromStep === null ? {} : completedOutputs(job.steps))
  if (fromStep !== null && !Object.values(plan).some((step) => step.name === fromStep)) return null
  return stepsAgain(job, planner, plan, (_, { name }) => fromStep === null || name === fromStep)
}

/**
 * The steps of a job whose parameters have changed: those that read the change run again with all below them, and what has not come to
 * its end.
 */
export function revisedSteps(
  job: Pick<Job, 'steps'>,
  planner: Planner,
  readsChange: (id: string, planned: PlannedStep) => boolean,
): Record<string, Step> {
  return stepsAgain(job, planner, planner(completedOutputs(job.steps)), readsChange)
}

/**
 * The plan of a run that goes on with other parameters, where nothing that they change has begun; null where something has, or the steps
 * are others: the progress of a run never falls.
 */
export function revisedPlan(
  job: Pick<Job, 'steps'>,
  planner: Planner,
  readsChange: (id: string, planned: PlannedStep) => boolean,
): Plan | null {
  const plan = planner(completedOutputs(job.steps))
  const ids = Object.keys(plan)
  if (ids.length !== Object.keys(job.steps).length || ids.some((id) => !(id in job.steps))) return null
  const start = Object.entries(plan).flatMap(([id, planned]) => (readsChange(id, planned) ? [id] : []))
  const changed = [...withDownstream(plan, start)]
  return changed.every((id) => job.steps[id]?.status === 'blocked') ? plan : null
}

function stepsAgain(
  job: Pick<Job, 'steps'>,
  planner: Planner,
  plan: Plan,
  isStart: (id: string, planned: PlannedStep) => boolean,
): Record<string, Step> {
  const start = Object.entries(plan).flatMap(([id, planned]) => {
    const old = job.steps[id]
    const hasEnded =
      old !== undefined &&
      isSettled(old) &&
      old.status !== 'cancelled' &&
      (old.optional || old.status !== 'failed') &&
      // Its output is that of other parameters: of another part of the recording.
      canonicalJson(old.args) === canonicalJson(planned.args ?? {})
    return isStart(id, planned) || !hasEnded ? [id] : []
  })
  const again = withDownstream(plan, start)
  const kept = Object.fromEntries(Object.entries(job.steps).filter(([id]) => id in plan && !again.has(id)))
  // Planned once more without the outputs that are about to be made anew: what they had found may not be found again.
  const steps = Object.entries(planner(completedOutputs(kept))).map(([id, planned]) => {
    const old = kept[id]
    return [
      id,
      old ? { ...old, needs: planned.needs, args: planned.args ?? {} } : freshStep(planned),
    ] as const
  })
  return Object.fromEntries(steps)
}
