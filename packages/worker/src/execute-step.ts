import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import {
  AppError,
  completedOutputs,
  type Job,
  jobLine,
  newestSchemaVersion,
  StepSkipped,
  type Trace,
  type Transition,
  type Transitioned,
  toAppError,
  traceIdOf,
  withFields,
} from '@async-events/core'
import type { StepMetrics, StepOutcomeName } from '@async-events/runtime'
import type { Stack } from '@async-events/stack'
import { failureOf } from './failure-of.ts'
import { type BeatDeps, startHeartbeat } from './heartbeat.ts'
import { heldMs } from './held-ms.ts'
import {
  keyOfStep,
  type LoadedProcessor,
  type ProcessorDeps,
  remember,
  runProcessor,
} from './run-processor.ts'
import { MadeElsewhere, waitForOther } from './step-claim.ts'
import { openStepLogger } from './step-logger.ts'
import { Stopped, type StopReason } from './stopped.ts'

/** Lease of a running step, and the delay of a message that this worker cannot serve. Milliseconds. */
export const leaseMs = 20_000
const unknownDelayMs = 5_000
const suspectDelayMs = 1_000
const settleAgainMs = 500
/** An aborted step has its children killed within seconds; one that still runs after this long is stuck. */
const longestStopMs = 60_000

export interface ExecuteDeps
  extends BeatDeps,
    ProcessorDeps,
    Pick<Stack, 'orchestrator' | 'pipelines' | 'jobLogs'> {
  processors: ReadonlyMap<string, LoadedProcessor>
  metrics: StepMetrics
  /** Parent of the attempts' work folders. */
  workRoot: string
  /** Jobs whose step runs here and was running when a worker died: at most one at a time. */
  suspects: Set<string>
  /** Called when an aborted step does not end: it would hold its slot for ever. */
  onStuck(step: { job_id: string; step: string; processor: string }): void
  /** Milliseconds from the abort until a step counts as stuck. */
  stuckAfterMs?: number
}

export interface RunningStep {
  job_id: string
  abort(reason: StopReason): void
}

/**
 * Handles one message: reads the job, claims the step if it is still due, runs it under a lease and commits.
 * Returns the delay after which the message is redelivered, or null when it is done with.
 */
export async function executeStep(
  deps: ExecuteDeps,
  dispatch: { job_id: string; run: number; step: string },
  running: Set<RunningStep>,
  lockLost?: AbortSignal,
): Promise<{ again_in_ms: number } | null> {
  const seen = await deps.jobs.get(dispatch.job_id)
  const crashes = seen?.run.number === dispatch.run ? (seen.steps[dispatch.step]?.crashes ?? 0) : 0
  if (!seen || crashes === 0) return executeSeen(deps, seen, dispatch, running, lockLost)
  // It was running when a worker died, and may be the cause: if all such steps ran together again, one of them would
  // kill the others each time, until they count as crashed too.
  if (deps.suspects.size > 0) return { again_in_ms: suspectDelayMs }
  deps.suspects.add(dispatch.job_id)
  try {
    return await executeSeen(deps, seen, dispatch, running, lockLost)
  } finally {
    deps.suspects.delete(dispatch.job_id)
  }
}

async function executeSeen(
  all: ExecuteDeps,
  seen: Job | null,
  dispatch: { job_id: string; run: number; step: string },
  running: Set<RunningStep>,
  lockLost: AbortSignal | undefined,
): Promise<{ again_in_ms: number } | null> {
  const { orchestrator, pipelines, clock, tracing } = all
  const planned = seen?.steps[dispatch.step]
  if (!seen || !planned || seen.run.number !== dispatch.run) return null
  const log = withFields(all.log, { ...jobLine(seen), step: dispatch.step })
  const deps = { ...all, log }
  const processor = deps.processors.get(planned.name)
  const pipeline = pipelines[seen.job_type]
  // Planned by a newer version: another worker will know it.
  if (!processor || !pipeline || seen.schema_version > newestSchemaVersion)
    return { again_in_ms: unknownDelayMs }

  const waitMs =
    heldMs(processor.contract, planned, deps.textModel.patience, clock.now()) ??
    (await waitMsOf(deps, processor, seen, dispatch.step))
  if (waitMs !== null) return { again_in_ms: waitMs }

  const token = randomUUID()
  const mine = { run: dispatch.run, step: dispatch.step, token }
  const claimed = await orchestrator.transition(seen, () => ({
    type: 'claim',
    ...mine,
    lease_until: new Date(clock.now().getTime() + leaseMs),
  }))
  if (!claimed.ok) {
    const due = claimed.job.steps[dispatch.step]?.due_at?.getTime() ?? 0
    const untilDue = due - clock.now().getTime()
    return claimed.reason === 'not_ready' && untilDue > 0 ? { again_in_ms: untilDue } : null
  }
  const { job } = claimed

  const controller = new AbortController()
  let stuck: NodeJS.Timeout | undefined
  let ended = false
  let told: StopReason | null = null
  const abort = (reason: StopReason): void => {
    if (ended) return
    told = reason
    stuck ??= setTimeout(
      () => deps.onStuck({ job_id: job.id, step: dispatch.step, processor: processor.contract.name }),
      deps.stuckAfterMs ?? longestStopMs,
    )
    controller.abort(new Stopped(reason))
  }
  const entry: RunningStep = { job_id: job.id, abort }
  running.add(entry)
  lockLost?.addEventListener('abort', () => abort('lost'), { once: true })
  const timer = setTimeout(() => abort('timeout'), processor.contract.timeoutMs)
  const beat = startHeartbeat(deps, { job_id: job.id, ...mine }, leaseMs, abort)
  let workdir: string | null = null
  let progressed = false
  const stepLog = openStepLogger(deps, {
    job_id: job.id,
    step: dispatch.step,
    run: dispatch.run,
  })
  const started = performance.now()
  const { attempts, crashes } = job.steps[dispatch.step] ?? { attempts: 0, crashes: 0 }
  const span = tracing.start(`step ${processor.contract.name}`, {
    kind: 'consumer',
    parent: job.trace,
    links: asksFor(job),
    attributes: {
      'async_events.job_id': job.id,
      'async_events.batch_id': job.batch_id ?? undefined,
      'async_events.run': dispatch.run,
      'async_events.step': dispatch.step,
      'async_events.attempt': attempts + crashes + 1,
      'async_events.queue': processor.contract.queue,
    },
  })
  const measured = (how: StepOutcomeName): void => {
    span.set({ 'async_events.outcome': how })
    deps.metrics.ended(processor.contract.name, how, (performance.now() - started) / 1000)
  }
  stepLog.info({ attempt: attempts + crashes + 1 }, 'started')

  try {
    // The first to fail on a full disk.
    workdir = await mkdtemp(join(deps.workRoot, 'step-'))
    const own = {
      workdir,
      token,
      trace: span.trace,
      signal: controller.signal,
      progress: beat.progress,
      log: stepLog,
      onKept: () => {
        progressed = true
      },
    }
    const outcome = await tracing.within(span, () => runProcessor(deps, processor, job, dispatch.step, own))
    const result = await settle((current) => ({
      type: 'commit',
      ...mine,
      output: outcome.output,
      empty: outcome.empty ?? false,
      cached: outcome.cached,
      warnings: outcome.warnings ?? [],
      plan: pipeline.plan(current.parameters, {
        ...completedOutputs(current.steps),
        [dispatch.step]: outcome.output,
      }),
    }))
    if (!result.ok) {
      measured(result.reason === 'lost' ? 'lost' : 'cancelled')
      span.fail(result.reason)
      log.info({ token, reason: result.reason }, 'the step was no longer ours; its result is dropped')
      return null
    }
    measured(outcome.cached ? 'cached' : 'completed')
    stepLog.info(
      { duration_ms: Math.round(performance.now() - started) },
      outcome.cached ? 'taken from the cache' : 'completed',
    )
    if (!outcome.stored) await remember(deps, processor.contract, outcome)
    return null
  } catch (thrown) {
    return await settleError(thrown)
  } finally {
    clearTimeout(timer)
    ended = true
    clearTimeout(stuck)
    beat.stop()
    running.delete(entry)
    span.end()
    await stepLog.close()
    if (workdir !== null) await rm(workdir, { recursive: true, force: true })
  }

  /** Retries while the database is unavailable and the lease is kept, so that a short outage loses no outcome. */
  async function settle(next: (current: Job) => Transition): Promise<Transitioned> {
    for (;;) {
      try {
        return await tracing.within(span, () => orchestrator.transition(job, next))
      } catch (error) {
        const isAway = error instanceof AppError && error.code === 'unavailable'
        if (!isAway || (told !== null && told !== 'timeout')) throw error
        await wait(settleAgainMs)
      }
    }
  }

  async function settleError(thrown: unknown): Promise<{ again_in_ms: number } | null> {
    const stop = controller.signal.aborted ? controller.signal.reason : null
    const reason = stop instanceof Stopped ? stop.why : null
    if (reason === 'stopped' || reason === 'lost' || reason === 'unheard') {
      measured(reason === 'stopped' ? 'cancelled' : 'lost')
      stepLog.info({ reason }, 'stopped')
      return null
    }
    if (thrown instanceof StepSkipped && reason === null && job.steps[mine.step]?.optional) {
      measured('skipped')
      stepLog.info({}, `skipped: ${thrown.reason}`)
      const { reason, warnings } = thrown
      await settle(() => ({ type: 'skip', ...mine, reason, warnings }))
      return null
    }
    if (thrown instanceof MadeElsewhere && reason === null) {
      measured('given_back')
      stepLog.info({}, thrown.message)
      await settle(() => ({ type: 'give_back', ...mine }))
      return { again_in_ms: thrown.againInMs }
    }
    const error = reason === 'timeout' ? new AppError('step_timeout') : toAppError(withoutSkip(thrown))
    // No error of the step: it keeps its counters and its message.
    if (reason === 'shutdown' || error.code === 'host_busy') {
      measured('given_back')
      stepLog.info({ reason: reason ?? error.code }, 'given back')
      await settle(() => ({ type: 'give_back', ...mine }))
      return { again_in_ms: reason === 'shutdown' ? 0 : (error.retryAfterMs ?? unknownDelayMs) }
    }
    if (error.code === 'unexpected') log.error({ token, err: thrown }, 'unexpected error')
    measured('failed')
    span.fail(error.code, error.message)
    stepLog.warn({ code: error.code, retryable: error.retryable }, `failed: ${error.message}`)
    const { postponements = 0, waiting_since: waitingSince } = job.steps[mine.step] ?? {}
    const transition = failureOf(mine, processor as LoadedProcessor, error, {
      now: clock.now(),
      postponements,
      progressed,
      waitingSince,
    })
    const result = await settle(() => transition)
    const status = result.ok ? result.job.steps[mine.step]?.status : undefined
    const next = status === 'retrying' ? 'retry' : status === 'ready' ? 'wait' : 'end'
    deps.metrics.failed(processor?.contract.name ?? planned?.name ?? '', error.code, next)
    // A postponed step keeps its attempt count and so its message id: the queue must keep the message too.
    const postponed = transition.type === 'postpone' && status === 'ready'
    return postponed ? { again_in_ms: transition.until.getTime() - clock.now().getTime() } : null
  }
}

/** The request that asked for this run, where it is of another trace: a restart. */
function asksFor({ run, trace }: Job): Trace[] {
  const asked = run.origin?.trace ?? null
  return asked === null || traceIdOf(asked) === traceIdOf(trace) ? [] : [asked]
}

/** Milliseconds to wait while a step of another job makes the same outcome; nothing of the job changes meanwhile. */
async function waitMsOf(
  deps: ExecuteDeps,
  processor: LoadedProcessor,
  job: Job,
  stepId: string,
): Promise<number | null> {
  const step = job.steps[stepId]
  if (!processor.contract.shared || !step || job.hold !== null || job.deleted_at !== null) return null
  const isDue = step.due_at === null || step.due_at <= deps.clock.now()
  if (!isDue || (step.status !== 'ready' && step.status !== 'retrying')) return null
  // What is wrong with its parameters the step itself will tell.
  const key = await keyOfStep(deps, processor, job, stepId).catch(() => null)
  return key === null ? null : waitForOther(deps, key)
}

/** A required step cannot be skipped: what skips an optional step is an error of a required one. */
function withoutSkip(thrown: unknown): unknown {
  return thrown instanceof StepSkipped
    ? new AppError('not_configured', thrown.warnings[0]?.message, { cause: thrown })
    : thrown
}
