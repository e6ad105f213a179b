import type { Principal } from '../../domain/access/access.ts'
import { estimateOf } from '../../domain/job/estimate-of.ts'
import type { JobStore } from '../../ports/job-store.ts'
import { readJob } from './authorize.ts'
import type { CheckDeps } from './check-request.ts'
import { moved, type PlannedAction, type PlanStepsDeps, planSteps } from './plan-steps.ts'
import { prepareRestart, type RestartRequest } from './prepare-restart.ts'

export interface PlannedRun {
  /** Number of the run that would begin. */
  run: number
  use_cache: boolean
  steps: PlannedAction[]
}

export interface PlanDeps extends CheckDeps, PlanStepsDeps {
  jobs: Pick<JobStore, 'get'>
}

/** What a restart with this request would do, without doing it. Throws as `restartJob` does. */
export async function planRestart(
  deps: PlanDeps,
  id: string,
  request: RestartRequest,
  principal: Principal,
): Promise<PlannedRun> {
  // As for the restart itself: who may only read could find out which templates the owner has.
  const job = await readJob(deps.jobs, id, principal, 'write')
  const { pipeline, transition } = await prepareRestart(deps, job, request, principal)
  const now = deps.clock.now()
  const draft = moved({ ...job, hold: null, not_before: null }, { ...transition, requested_at: now }, now)
  const before = { steps: job.steps, restarted: transition.steps }
  const steps = await planSteps(deps, pipeline, draft, before)
  return {
    run: draft.run.number,
    use_cache: draft.use_cache,
    steps: steps.map((step) => ({
      ...step,
      estimate: step.action === 'run' ? estimateOf(job.steps[step.id]) : null,
    })),
  }
}
