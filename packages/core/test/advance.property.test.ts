import fc from 'fast-check'
import { expect, it } from 'vitest'
import { advance, type Transition } from '../src/domain/job/advance.ts'
import type { Correction } from '../src/domain/job/correction.ts'
import type { Job, JobStatus, StepStatus } from '../src/domain/job/job.ts'
import { attemptOf, isSettled, isTerminal, limits } from '../src/domain/job/job.ts'
import type { JobSource } from '../src/domain/job/job-source.ts'
import {
  completedOutputs,
  type Outputs,
  restartSteps,
  revisedPlan,
  revisedSteps,
} from '../src/domain/job/plan.ts'
import { progressOf } from '../src/domain/job/progress.ts'
import { at, buildJob, sessionPlan } from './job-builder.ts'

/**
 * A small world around the machine: workers that claim, beat, finish late, die and come back as zombies, a client that
 * cancels, restarts and deletes, a clock. Every command that the machine takes must be a legal edge, and every
 * invariant of the state must hold after it.
 */
const legalSteps: Record<StepStatus, StepStatus[]> = {
  blocked: ['ready', 'skipped', 'cancelled'],
  ready: ['running', 'cancelled'],
  running: ['completed', 'skipped', 'failed', 'retrying', 'ready', 'cancelled'],
  retrying: ['running', 'cancelled'],
  completed: [],
  failed: [],
  skipped: [],
  cancelled: [],
}
const legalJobs: Record<JobStatus, JobStatus[]> = {
  pending: ['processing', 'failed', 'cancelled', 'completed'],
  processing: ['completed', 'failed', 'cancelled'],
  completed: ['pending'],
  failed: ['pending'],
  cancelled: ['pending'],
}
const weights = { scrape: 2, video: 3, audio: 3, pdf: 1, transform: 2, archive: 1 }
const planner = (slides: number) => (outputs: Outputs) => sessionPlan('scrape' in outputs ? slides : 0)

const correctionOf = (value: number): Correction => ({
  segments: {
    key: `public/sha256/${value}`,
    bytes: 1,
    sha256: String(value),
    media_type: 'application/json',
  },
  language: null,
  doubts: [],
  at: at(0),
  by: null,
})

const sourceOf = (value: number): JobSource => ({
  event_id: String(value),
  given: {},
  state: 'scheduled',
  changed_at: at(value),
  moved_from: null,
})

interface Attempt {
  run: number
  step: string
  token: string
}

interface World {
  job: Job
  now: number
  /** Every attempt ever given out, also those that have lost their step: zombies. */
  attempts: Attempt[]
  slides: number
  terminalStates: Map<number, JobStatus>
  transitions: number
}

type Command = { kind: string; pick: number; value: number }

const command = fc.record({
  kind: fc.constantFrom(
    ...[
      'claim',
      'claim',
      'claim',
      'claim',
      'commit',
      'commit',
      'commit',
      'commit',
      'fail',
      'fail_final',
      'postpone',
      'skip',
    ],
    ...[
      'give_back',
      'expire',
      'tick',
      'tick',
      'cancel',
      'force_fail',
      'restart',
      'import',
      'hold',
      'relay',
      'delete_rarely',
      'forget',
      'percent',
    ],
  ),
  pick: fc.nat(1000),
  value: fc.nat(1000),
})

function toTransition(world: World, { kind, pick, value }: Command): Transition | null {
  const { job } = world
  // Mostly what makes sense, now and then what does not: any step, any attempt ever given out.
  const wild = value % 5 === 0
  const ready = Object.keys(job.steps).filter((id) =>
    ['ready', 'retrying'].includes(job.steps[id]?.status ?? ''),
  )
  const ids = wild || ready.length === 0 ? Object.keys(job.steps) : ready
  const live = world.attempts.filter((given) => job.steps[given.step]?.token === given.token)
  const known = wild || live.length === 0 ? world.attempts : live
  const attempt = known[pick % Math.max(1, known.length)]
  const error = { code: 'timeout', message: 'x', retryable: kind === 'fail' }
  switch (kind) {
    case 'claim':
      return {
        type: 'claim',
        // Now and then a message of an old run.
        run: value % 25 === 0 ? job.run.number - 1 : job.run.number,
        step: ids[pick % ids.length] ?? '',
        token: `token-${world.attempts.length}`,
        lease_until: at(world.now + 20),
      }
    case 'commit': {
      if (!attempt) return null
      const output = value % 3 === 0 ? {} : { video_url: 'v', audio: 'a' }
      return {
        ...attempt,
        type: 'commit',
        output,
        empty: value % 7 === 0,
        cached: false,
        warnings: [],
        plan: planner(world.slides)({ ...completedOutputs(job.steps), [attempt.step]: output }),
      }
    }
    case 'fail':
    case 'fail_final':
      return attempt
        ? { ...attempt, type: 'fail', error, retry: { attempts: 3, backoffMs: 5000 }, random: value / 1001 }
        : null
    case 'postpone':
      return attempt
        ? { ...attempt, type: 'postpone', until: at(world.now + 30), error, patient: value % 3 === 0 }
        : null
    case 'skip':
      return attempt ? { ...attempt, type: 'skip', reason: 'not_configured', warnings: [] } : null
    case 'give_back':
      return attempt ? { ...attempt, type: 'give_back' } : null
    case 'restart': {
      const from =
        value % 2 === 0 ? null : (['scrape', 'video', 'pdf', 'transform', 'archive'][pick % 5] ?? null)
      const steps = restartSteps(job, planner(world.slides), from)
      const correction = pick % 3 === 0 ? { correction: pick % 2 === 0 ? correctionOf(value) : null } : {}
      const use_cache = true
      return steps
        ? {
            type: 'restart',
            run: job.run.number,
            from_step: from,
            steps,
            parameters: {},
            use_cache,
            ...correction,
          }
        : null
    }
    // An import brings other slides, or other parameters of some processor.
    case 'import': {
      world.slides = value % 4
      const reads = ['scrape', 'video', 'pdf', 'transform', 'archive'][pick % 5]
      const readsChange = (_: string, { name }: { name: string }) => name === reads
      const revised = { source: sourceOf(value), job_name: `named ${value}` }
      const plan = isTerminal(job) ? null : revisedPlan(job, planner(world.slides), readsChange)
      const run = job.run.number
      if (plan || pick % 7 === 0)
        return { type: 'revise', run, parameters: { value }, ...(plan && { plan }), ...revised }
      const steps = revisedSteps(job, planner(world.slides), readsChange)
      const parameters = { value }
      const rest = { from_step: null, use_cache: true, supersedes: true }
      return { type: 'restart', run, steps, parameters, revised, ...rest }
    }
    case 'forget':
      return { type: 'forget', before: at(world.now - (value % 50)) }
    case 'delete_rarely':
      return value % 20 === 0 ? { type: 'delete' } : null
    case 'cancel':
    case 'force_fail':
      return value % 4 === 0 ? { type: kind } : null
    case 'expire':
      return {
        type: kind,
        outage: value % 3 === 0 ? { from: at(world.now - (pick % 60)), to: at(world.now) } : null,
      }
    default:
      return null
  }
}

function step(world: World, given: Command): void {
  if (given.kind === 'tick') world.now += 1 + (given.value % 40)
  if (given.kind === 'relay') world.job = { ...world.job, outbox: [] }
  if (given.kind === 'hold') world.job = { ...world.job, hold: given.value % 2 === 0 ? 'paused' : null }
  if (given.kind === 'percent') beat(world, given)
  const transition = toTransition(world, given)
  if (!transition) return
  const before = structuredClone(world.job)
  const result = advance(world.job, transition, at(world.now))
  expect(world.job).toEqual(before) // pure: the given job is not touched
  if (!result.ok) {
    if (result.reason === 'outbox_full') world.job = { ...world.job, outbox: [] }
    return
  }
  world.transitions += 1
  checkEdges(before, result.job, transition)
  checkState(world, before, result.job, transition)
  world.job = result.job
  if (transition.type === 'claim')
    world.attempts.push({ run: transition.run, step: transition.step, token: transition.token })
}

/** As a heartbeat does: percent of a running step only grows. */
function beat(world: World, { pick, value }: Command): void {
  const running = Object.entries(world.job.steps).filter(([, step]) => step.status === 'running')
  const [id, found] = running[pick % Math.max(1, running.length)] ?? []
  if (!id || !found) return
  const steps = { ...world.job.steps, [id]: { ...found, percent: Math.max(found.percent, value % 100) } }
  world.job = { ...world.job, steps }
}

function checkEdges(before: Job, after: Job, transition: Transition): void {
  if (before.status !== after.status && transition.type !== 'restart')
    expect(legalJobs[before.status]).toContain(after.status)
  if (transition.type === 'restart' || transition.type === 'delete') return
  for (const [id, now] of Object.entries(after.steps)) {
    const was = before.steps[id]?.status ?? 'blocked'
    // One transition may settle an input and start what waited for it, never more than one edge of the same step
    // except through `ready` of a step that was just added.
    if (was !== now.status)
      expect([id, was, legalSteps[was]]).toEqual([id, was, expect.arrayContaining([now.status])])
  }
}

function checkState(world: World, before: Job, job: Job, transition: Transition): void {
  expect(job.rev).toBe(before.rev + 1)
  expect(job.revision).toBe(before.revision + 1)
  const steps = Object.entries(job.steps)
  for (const [id, current] of steps) {
    expect([id, current.status === 'running']).toEqual([id, current.token !== null])
    if (!job.deleted_at)
      expect([id, current.status === 'running']).toEqual([id, current.lease_until !== null])
    if (current.status === 'ready' || current.status === 'running') {
      for (const need of current.needs)
        expect([id, need, isSettled(job.steps[need]!)]).toEqual([id, need, true])
    }
    expect(current.attempts).toBeLessThanOrEqual(3)
    expect(current.crashes).toBeLessThanOrEqual(limits.crashes)
    expect(current.postponements).toBeLessThanOrEqual(limits.postponements + 1)
    const was = before.steps[id]
    if (was && transition.type !== 'restart')
      expect([id, attemptOf(current)]).toEqual([id, Math.max(attemptOf(was), attemptOf(current))])
    if (current.status === 'completed')
      expect([id, attemptOf(current)]).toEqual([id, current.attempts + current.crashes + 1])
    if (current.status === 'skipped') expect(current.reason).toBeTruthy()
    if (current.status === 'failed') expect(current.error).toBeTruthy()
  }
  if (isTerminal(job)) {
    expect(steps.every(([, current]) => isSettled(current))).toBe(true)
    expect(job.completed_at).not.toBeNull()
    if (transition.type !== 'delete') {
      const known = world.terminalStates.get(job.run.number)
      expect([job.run.number, known ?? job.status]).toEqual([job.run.number, job.status])
      world.terminalStates.set(job.run.number, job.status)
    }
  } else if (!job.deleted_at) {
    // Never stuck: something can be claimed, runs, or waits for its time.
    expect(steps.some(([, current]) => ['ready', 'running', 'retrying'].includes(current.status))).toBe(true)
    if (job.hold === null) expect(job.wake_at).not.toBeNull()
  }
  if (job.results_expired_at) {
    expect(isTerminal(job)).toBe(true)
    expect([job.result_run, ...steps.map(([, current]) => current.output)]).toEqual([
      null,
      ...steps.map(() => null),
    ])
  }
  if (transition.type === 'forget') {
    expect([job.status, job.seq]).toEqual([before.status, before.seq])
  } else if (job.status === 'completed') {
    expect(job.result_run).toBe(job.results_expired_at ? null : job.run.number)
    expect(
      steps.filter(([, current]) => !current.optional).every(([, current]) => current.status === 'completed'),
    ).toBe(true)
  } else {
    expect(job.result_run).toBe(before.result_run)
  }
  expect(job.status === 'failed').toBe(job.error !== null)
  // What was running when a run was replaced can write nothing any more.
  if (job.run.number !== before.run.number) for (const [, current] of steps) expect(current.token).toBeNull()
  if (transition.type === 'revise') expect(job.run).toEqual(before.run)
  // A correction comes and goes with a restart, and nothing else; what does not know it leaves the job alone.
  const given = transition.type === 'restart' ? transition.correction : undefined
  expect(job.correction).toEqual(given === undefined ? before.correction : given)
  expect(job.schema_version).toBe(job.correction === null ? 1 : 2)
  // Events: gapless, and one terminal event for each end.
  const fresh = job.outbox.slice(before.outbox.length)
  expect(fresh.map((entry) => entry.seq)).toEqual(fresh.map((_, index) => before.seq + index + 1))
  // A restart may end at once: what it keeps of the last run may hold no content.
  const ended = isTerminal(job) && (!isTerminal(before) || transition.type === 'restart')
  expect(
    fresh.filter((entry) => ['job.completed', 'job.failed', 'job.cancelled'].includes(entry.type)),
  ).toHaveLength(ended ? 1 : 0)
  if (job.run.number === before.run.number) {
    const was = progressOf(before, weights).percent
    expect(progressOf(job, weights).percent).toBeGreaterThanOrEqual(was)
  }
}

const newWorld = (slides: number): World => ({
  job: buildJob(sessionPlan(0)),
  now: 0,
  attempts: [],
  slides,
  terminalStates: new Map(),
  transitions: 0,
})

const runs = Number(process.env.PROPERTY_RUNS ?? 300)

it('every interleaving keeps the invariants', () => {
  let transitions = 0
  fc.assert(
    fc.property(
      fc.nat(3),
      fc.array(command, { minLength: 20, maxLength: 120, size: 'max' }),
      (slides, commands) => {
        const world = newWorld(slides)
        for (const given of commands) step(world, given)
        transitions += world.transitions
      },
    ),
    { numRuns: runs, seed: 20260201 },
  )
  expect(transitions / runs).toBeGreaterThan(6) // the commands do reach the machine
}, 60_000)

it('whatever happened, a patient worker brings the run to its end', () => {
  fc.assert(
    fc.property(
      fc.nat(3),
      fc.array(command, { maxLength: 60, size: 'max' }),
      fc.infiniteStream(fc.nat(1000)),
      (slides, commands, choices) => {
        const world = newWorld(slides)
        for (const given of commands) step(world, given)
        if (world.job.deleted_at) return
        world.job = { ...world.job, hold: null, outbox: [] }
        for (let rounds = 0; !isTerminal(world.job); rounds++) {
          expect(rounds).toBeLessThan(400)
          world.now += 100
          step(world, { kind: 'expire', pick: 0, value: 0 })
          for (const id of Object.keys(world.job.steps)) {
            const value = choices.next().value
            step(world, { kind: 'claim', pick: Object.keys(world.job.steps).indexOf(id), value: 5 })
            if (world.attempts.length > 0)
              step(world, { kind: value % 7 === 0 ? 'fail' : 'commit', pick: 0, value: 1 + value })
            world.job = { ...world.job, outbox: [] }
          }
        }
      },
    ),
    { numRuns: Math.ceil(runs / 3), seed: 20260202 },
  )
}, 60_000)
