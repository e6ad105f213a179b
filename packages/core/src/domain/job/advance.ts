import type { ErrorCode } from '../errors.ts'
import { errorTable } from '../errors.ts'
import type { Correction } from './correction.ts'
import type { Job, JobError, JobEventType, JobStatus, JobWarning, Plan, RunOrigin, Step } from './job.ts'
import { attemptOf, isSettled, isTerminal, limits, newestSchemaVersion, schemaVersion } from './job.ts'
import type { JobSource } from './job-source.ts'
import { excuses, type Outage } from './outage.ts'
import { freshStep, upstream } from './plan.ts'
import { nextWake } from './wake.ts'

/** Transitions of a job. Run and token fence steps: a stale worker can write nothing. */
export type Transition =
  | { type: 'claim'; run: number; step: string; token: string; lease_until: Date }
  | {
      type: 'commit'
      run: number
      step: string
      token: string
      output: unknown
      empty: boolean
      cached: boolean
      warnings: Omit<JobWarning, 'step'>[]
      /** The pipeline's plan now that this output is known; steps it adds are added. */
      plan: Plan | null
    }
  /** The runner found that it has nothing to do here. A required step fails by that. */
  | {
      type: 'skip'
      run: number
      step: string
      token: string
      reason: string
      warnings: Omit<JobWarning, 'step'>[]
    }
  | {
      type: 'fail'
      run: number
      step: string
      token: string
      error: Omit<JobError, 'step'>
      retry: { attempts: number; backoffMs: number }
      /** In [0, 1): spreads the retries of many steps that failed together. */
      random: number
    }
  | {
      type: 'postpone'
      run: number
      step: string
      token: string
      until: Date
      error: Omit<JobError, 'step'>
      /** The attempt kept some of its work: waits are counted from here again. */
      progressed?: boolean
      /** The caller bounds the wait by time, from `waiting_since`: it is not counted. */
      patient?: boolean
    }
  | { type: 'give_back'; run: number; step: string; token: string }
  /** Leases that ran out because of `outage` cost their steps nothing. */
  | { type: 'expire'; outage?: Outage | null }
  | { type: 'cancel' }
  | { type: 'force_fail' }
  | {
      type: 'restart'
      /** The run that the caller saw end. */
      run: number
      from_step: string | null
      steps: Record<string, Step>
      parameters: Record<string, unknown>
      use_cache: boolean
      /** By default the time of the transition. */
      requested_at?: Date
      /** Of the request, if it has one that a repetition brings again. */
      request_id?: string
      origin?: RunOrigin
      /** From this run on; null removes it, absent it stays as it is. */
      correction?: Correction | null
      /** What an import says of the job from this run on. */
      revised?: Revised
      /** A run that goes on ends by this, and its workers can write nothing any more. Else the job must have ended. */
      supersedes?: boolean
    }
  /** What an import says of a job whose steps have nothing to do again. */
  | ({ type: 'revise'; run: number; parameters?: Record<string, unknown>; plan?: Plan } & Revised)
  /** The results of a job that ended before then go; its outputs with them. */
  | { type: 'forget'; before: Date }
  | { type: 'delete' }

/** What the schedule that a job was made of says now. */
export interface Revised {
  source: JobSource
  job_name?: string
}

/**
 * Why nothing happens: `lost` run or token are no longer the caller's · `terminal` the job has ended · `not_terminal` it has
 * not · `held` paused or not yet released · `not_ready` the step does not wait to be claimed, or not yet ·
 * `outbox_full` relay its entries first · `unchanged` there is nothing to do · `deleted`.
 */
export type Refusal =
  | 'lost'
  | 'terminal'
  | 'not_terminal'
  | 'held'
  | 'not_ready'
  | 'outbox_full'
  | 'unchanged'
  | 'deleted'

export type Advanced = { ok: true; job: Job } | { ok: false; reason: Refusal }

/** The whole state machine. Pure: the same job, transition and time give the same answer. */
export function advance(job: Job, transition: Transition, now: Date): Advanced {
  if (job.deleted_at) return refuse('deleted')
  const draft = structuredClone(job)
  const refusal = apply(draft, transition, now)
  if (refusal) return refuse(refusal)
  // An empty outbox takes whatever one transition says; a filled one must be relayed before it overflows.
  if (job.outbox.length > 0 && draft.outbox.length > limits.outbox) return refuse('outbox_full')
  draft.rev += 1
  draft.revision += 1
  draft.updated_at = now
  draft.wake_at = nextWake(draft, now, { published: false })
  return { ok: true, job: draft }
}

const refuse = (reason: Refusal): Advanced => ({ ok: false, reason })

function apply(job: Job, transition: Transition, now: Date): Refusal | null {
  switch (transition.type) {
    case 'claim':
      return claim(job, transition, now)
    case 'commit':
    case 'skip':
    case 'fail':
    case 'postpone':
    case 'give_back': {
      const step = job.steps[transition.step]
      if (job.run.number !== transition.run || step?.status !== 'running' || step.token !== transition.token)
        return 'lost'
      release(step)
      if (transition.type === 'commit') commit(job, transition, step, now)
      else if (transition.type === 'skip') skipRunning(job, transition, step, now)
      else if (transition.type === 'fail') fail(job, transition, step, now)
      else if (transition.type === 'postpone') postpone(job, transition, step, now)
      else waitAgain(job, transition.step, step, null, now)
      return null
    }
    case 'expire':
      return expire(job, transition.outage ?? null, now)
    case 'cancel':
      if (isTerminal(job)) return job.status === 'cancelled' ? 'unchanged' : 'terminal'
      end(job, 'cancelled', null, now)
      return null
    case 'force_fail':
      if (isTerminal(job)) return 'terminal'
      end(job, 'failed', errorOf('forced_failure'), now)
      return null
    case 'restart':
      return restart(job, transition, now)
    case 'revise':
      return revise(job, transition, now)
    case 'forget':
      return forget(job, transition.before, now)
    case 'delete':
      remove(job, now)
      return null
  }
}

function claim(job: Job, transition: Extract<Transition, { type: 'claim' }>, now: Date): Refusal | null {
  if (job.run.number !== transition.run) return 'lost'
  if (isTerminal(job)) return 'terminal'
  if (job.hold !== null) return 'held'
  const step = job.steps[transition.step]
  if (!step || (step.status !== 'ready' && step.status !== 'retrying')) return 'not_ready'
  if (step.due_at && step.due_at > now) return 'not_ready'
  step.status = 'running'
  step.attempt = step.attempts + step.crashes + 1
  step.token = transition.token
  step.lease_until = transition.lease_until
  step.due_at = null
  step.started_at = now
  if (job.status === 'pending') {
    job.status = 'processing'
    job.run.started_at = now
    emit(job, 'job.started', { run: job.run.number }, now)
  }
  emitStep(job, transition.step, step, now)
  return null
}

function commit(job: Job, transition: Extract<Transition, { type: 'commit' }>, step: Step, now: Date): void {
  step.status = 'completed'
  step.output = transition.output
  step.empty = transition.empty
  step.cached = transition.cached
  step.percent = 100
  step.error = null
  step.completed_at = now
  for (const warning of transition.warnings) warn(job, { step: transition.step, ...warning })
  emitStep(job, transition.step, step, now)
  if (transition.plan) grow(job, transition.plan)
  settle(job, now)
}

function skipRunning(
  job: Job,
  transition: Extract<Transition, { type: 'skip' }>,
  step: Step,
  now: Date,
): void {
  step.error = null
  if (!step.optional) {
    const message = transition.warnings[0]?.message
    failStep(job, transition.step, step, { ...errorOf('not_configured'), ...(message && { message }) }, now)
    return
  }
  for (const warning of transition.warnings) warn(job, { step: transition.step, ...warning })
  skip(job, transition.step, step, transition.reason, now)
  settle(job, now)
}

/** Adds newly planned steps, and makes unstarted steps wait for them, under the conditions that hold now. */
function grow(job: Job, plan: Plan): void {
  for (const [id, planned] of Object.entries(plan)) {
    const known = job.steps[id]
    if (known === undefined) {
      if (Object.keys(job.steps).length < limits.steps) job.steps[id] = freshStep(planned)
    } else if (known.status === 'blocked') {
      known.needs = planned.needs
      known.args = planned.args ?? {}
      known.only_if = planned.only_if ?? null
    }
  }
  for (const step of Object.values(job.steps)) step.needs = step.needs.filter((need) => need in job.steps)
}

function fail(job: Job, transition: Extract<Transition, { type: 'fail' }>, step: Step, now: Date): void {
  step.attempts += 1
  step.error = transition.error
  if (!transition.error.retryable || step.attempts >= transition.retry.attempts) {
    failStep(job, transition.step, step, transition.error, now)
    return
  }
  // Spread by a quarter either way: a thousand steps that failed together do not come back together.
  const full = transition.retry.backoffMs * 4 ** (step.attempts - 1)
  step.status = 'retrying'
  step.ready_at = now
  step.due_at = new Date(now.getTime() + Math.round(full * (0.75 + 0.5 * transition.random)))
  emitStep(job, transition.step, step, now)
}

function postpone(
  job: Job,
  transition: Extract<Transition, { type: 'postpone' }>,
  step: Step,
  now: Date,
): void {
  step.error = transition.error
  if (transition.patient) {
    step.waiting_since ??= now
    waitAgain(job, transition.step, step, transition.until, now)
    return
  }
  step.postponements = transition.progressed ? 1 : step.postponements + 1
  if (step.postponements > limits.postponements) failStep(job, transition.step, step, transition.error, now)
  else waitAgain(job, transition.step, step, transition.until, now)
}

function expire(job: Job, outage: Outage | null, now: Date): Refusal | null {
  const expired = Object.entries(job.steps).flatMap(([id, step]) =>
    step.status === 'running' && step.lease_until !== null && step.lease_until < now
      ? [{ id, step, isExcused: outage !== null && excuses(outage, step.lease_until) }]
      : [],
  )
  if (expired.length === 0) return 'unchanged'
  for (const { id, step, isExcused } of expired) {
    release(step)
    if (isTerminal(job)) continue // a required step above in this list has just ended the job
    if (!isExcused) step.crashes += 1
    if (step.crashes >= limits.crashes) failStep(job, id, step, errorOf('worker_crashed'), now)
    else waitAgain(job, id, step, null, now)
  }
  return null
}

function restart(job: Job, transition: Extract<Transition, { type: 'restart' }>, now: Date): Refusal | null {
  if (!isTerminal(job) && !transition.supersedes) return 'not_terminal'
  if (job.run.number !== transition.run) return 'lost'
  job.status = 'pending'
  job.run = {
    number: job.run.number + 1,
    from_step: transition.from_step,
    requested_at: transition.requested_at ?? now,
    ...(transition.request_id === undefined ? {} : { request_id: transition.request_id }),
    ...(transition.origin === undefined ? {} : { origin: transition.origin }),
    started_at: null,
    ended_at: null,
  }
  job.steps = structuredClone(transition.steps)
  job.parameters = transition.parameters
  job.use_cache = transition.use_cache
  if (transition.correction !== undefined) {
    job.correction = transition.correction
    job.schema_version = transition.correction === null ? schemaVersion : newestSchemaVersion
  }
  if (transition.revised) relabel(job, transition.revised)
  job.error = null
  job.completed_at = null
  job.results_expired_at = null
  job.warnings = job.warnings.filter((warning) => {
    const step = job.steps[warning.step]
    return step !== undefined && isSettled(step)
  })
  emit(job, 'job.restarted', { run: job.run.number, from_step: transition.from_step }, now)
  settle(job, now)
  return null
}

function revise(job: Job, transition: Extract<Transition, { type: 'revise' }>, now: Date): Refusal | null {
  if (job.run.number !== transition.run) return 'lost'
  relabel(job, transition)
  job.parameters = transition.parameters ?? job.parameters
  if (transition.plan && !isTerminal(job)) {
    grow(job, transition.plan)
    settle(job, now)
  }
  return null
}

function relabel(job: Job, { source, job_name }: Revised): void {
  job.source = source
  job.job_name = job_name ?? job.job_name
}

function forget(job: Job, before: Date, now: Date): Refusal | null {
  if (!isTerminal(job)) return 'not_terminal'
  if (job.results_expired_at !== null || job.completed_at === null || job.completed_at >= before)
    return 'unchanged'
  for (const step of Object.values(job.steps)) step.output = null
  job.result_run = null
  job.results_expired_at = now
  return null
}

function remove(job: Job, now: Date): void {
  for (const step of Object.values(job.steps)) {
    if (!isSettled(step)) {
      step.status = 'cancelled'
      step.token = null
    }
  }
  job.deleted_at = now
  emit(job, 'job.deleted', {}, now)
}

/** Brings a job to rest after any change of a step: unblocks, skips, fails for want of content, completes. */
export function settle(job: Job, now: Date): void {
  for (let moved = true; moved && !isTerminal(job); ) {
    moved = false
    for (const [id, step] of Object.entries(job.steps)) {
      if (step.status !== 'blocked' || !step.needs.every((need) => isSettledStep(job, need))) continue
      moved = true
      unblock(job, id, step, now)
      if (isTerminal(job)) return
    }
  }
  if (!isTerminal(job) && Object.values(job.steps).every(isSettled)) end(job, 'completed', null, now)
}

const isSettledStep = (job: Job, id: string): boolean => {
  const step = job.steps[id]
  return step === undefined || isSettled(step)
}

function unblock(job: Job, id: string, step: Step, now: Date): void {
  // A corrected transcript is something to write about, whatever became of the sources.
  if (step.needs_content && job.correction === null) {
    const sources = upstream(job.steps, id).flatMap((above) => {
      const found = job.steps[above]
      return found?.source ? [{ id: above, step: found }] : []
    })
    if (!sources.some(({ step: source }) => source.status === 'completed' && !source.empty)) {
      const failed = sources.find(({ step: source }) => source.error !== null && source.status === 'failed')
      end(
        job,
        'failed',
        failed?.step.error ? { ...failed.step.error, step: failed.id } : errorOf('no_content'),
        now,
      )
      return
    }
  }
  if (step.skip) {
    skip(job, id, step, step.skip, now)
    return
  }
  if (step.only_if) {
    const input = job.steps[step.only_if.step]
    if (input?.status !== 'completed' || !hasField(input.output, step.only_if.field)) {
      skip(job, id, step, whyNot(input, step.only_if.reason), now)
      return
    }
  }
  step.status = 'ready'
  step.ready_at = now
  step.due_at = job.not_before && job.not_before > now ? job.not_before : null
}

function skip(job: Job, id: string, step: Step, reason: string, now: Date): void {
  step.status = 'skipped'
  step.reason = reason
  step.completed_at = now
  emitStep(job, id, step, now)
}

/** What has nothing to work on because of a skipped step is skipped for the same reason. */
function whyNot(input: Step | undefined, reason: string): string {
  if (input?.status === 'failed') return 'input_failed'
  return (input?.status === 'skipped' && input.reason) || reason
}

function hasField(output: unknown, field: string): boolean {
  return typeof output === 'object' && output !== null && Boolean((output as Record<string, unknown>)[field])
}

function failStep(job: Job, id: string, step: Step, error: Omit<JobError, 'step'>, now: Date): void {
  step.status = 'failed'
  step.error = error
  step.due_at = null
  step.completed_at = now
  emitStep(job, id, step, now)
  if (step.optional) {
    warn(job, { step: id, code: error.code, message: error.message })
    settle(job, now)
  } else {
    end(job, 'failed', { ...error, step: id }, now)
  }
}

function waitAgain(job: Job, id: string, step: Step, dueAt: Date | null, now: Date): void {
  step.status = 'ready'
  step.ready_at = now
  step.due_at = dueAt
  emitStep(job, id, step, now)
}

/** The one place where a run ends. Unfinished steps are cancelled and their tokens die with it. */
function end(
  job: Job,
  status: Extract<JobStatus, 'completed' | 'failed' | 'cancelled'>,
  error: JobError | null,
  now: Date,
): void {
  for (const step of Object.values(job.steps)) {
    if (isSettled(step)) continue
    step.status = 'cancelled'
    release(step)
    step.due_at = null
    step.completed_at = now
  }
  job.status = status
  job.error = error
  job.run.ended_at = now
  job.completed_at = now
  if (status === 'completed') job.result_run = job.run.number
  emit(job, `job.${status}`, { run: job.run.number, ...(error ? { error } : {}) }, now)
}

function release(step: Step): void {
  step.token = null
  step.lease_until = null
}

function warn(job: Job, warning: JobWarning): void {
  if (job.warnings.length < limits.warnings) job.warnings.push(warning)
}

function errorOf(code: ErrorCode): JobError {
  return { code, message: errorTable[code].title, retryable: errorTable[code].retryable }
}

function emitStep(job: Job, id: string, step: Step, now: Date): void {
  emit(
    job,
    'job.step',
    {
      run: job.run.number,
      step: id,
      status: step.status,
      attempt: attemptOf(step),
      ...(step.error ? { error: step.error } : {}),
      ...(step.reason ? { reason: step.reason } : {}),
    },
    now,
  )
}

function emit(job: Job, type: JobEventType, data: Record<string, unknown>, now: Date): void {
  job.seq += 1
  job.outbox.push({ seq: job.seq, type, at: now, data })
}
