import { describe, expect, it } from 'vitest'
import { advance, type Transition } from '../src/domain/job/advance.ts'
import type { Correction } from '../src/domain/job/correction.ts'
import type { Job } from '../src/domain/job/job.ts'
import { restartSteps } from '../src/domain/job/plan.ts'
import { resendMs } from '../src/domain/job/wake.ts'
import { at, buildJob, sessionPlan, t0 } from './job-builder.ts'

const retry = { attempts: 3, backoffMs: 5000 }
const boom = { code: 'timeout', message: 'no answer', retryable: true }
const gone = { code: 'source_not_found', message: 'gone', retryable: false }

function must(job: Job, transition: Transition, now: Date = t0): Job {
  const result = advance(job, transition, now)
  if (!result.ok) throw new Error(`refused: ${result.reason}`)
  // As the relay does after every transition.
  return { ...result.job, outbox: [] }
}

const claim = (step: string, token = `t-${step}`, run = 1): Transition => ({
  type: 'claim',
  run,
  step,
  token,
  lease_until: at(20),
})
const commit = (
  step: string,
  output: unknown = {},
  more: Partial<Extract<Transition, { type: 'commit' }>> = {},
): Transition => ({
  type: 'commit',
  run: 1,
  step,
  token: `t-${step}`,
  output,
  empty: false,
  cached: false,
  warnings: [],
  plan: null,
  ...more,
})
const fail = (step: string, error = boom, token = `t-${step}`): Transition => ({
  type: 'fail',
  run: 1,
  step,
  token,
  error,
  retry,
  random: 0.5,
})
const run = (job: Job, step: string, output: unknown = {}): Job =>
  must(must(job, claim(step)), commit(step, output))
const statuses = (job: Job): Record<string, string> =>
  Object.fromEntries(Object.entries(job.steps).map(([id, step]) => [id, step.status]))
const fresh = (): Job => buildJob(sessionPlan(0), { outbox: [] })

describe('the number of an attempt', () => {
  const attempts = (job: Job): unknown[] =>
    job.outbox.flatMap(({ type, data }) => (type === 'job.step' ? [data.attempt] : []))
  const told = (job: Job, transition: Transition, now: Date = t0): [Job, unknown[]] => {
    const result = advance(job, transition, now)
    if (!result.ok) throw new Error(`refused: ${result.reason}`)
    return [{ ...result.job, outbox: [] }, attempts(result.job)]
  }

  it.each([
    ['succeeds', commit('scrape')],
    ['fails for good', fail('scrape', gone)],
    ['is skipped', { type: 'skip', run: 1, step: 'scrape', token: 't-scrape', reason: 'none', warnings: [] }],
    ['is given back', { type: 'give_back', run: 1, step: 'scrape', token: 't-scrape' }],
    ['waits', { type: 'postpone', run: 1, step: 'scrape', token: 't-scrape', until: at(5), error: boom }],
  ] as [string, Transition][])('stays when the step %s', (_, next) => {
    const [claimed, first] = told(fresh(), claim('scrape'))
    const [, second] = told(claimed, next)
    expect([first, second[0]]).toEqual([[1], 1])
  })

  it('is that of the attempt that succeeded, and no wait raises it', () => {
    const wait: Transition = {
      type: 'postpone',
      run: 1,
      step: 'scrape',
      token: 't-scrape',
      until: at(1),
      error: boom,
    }
    const failed = must(must(fresh(), claim('scrape')), fail('scrape'))
    const again = must(must(failed, claim('scrape'), at(60)), wait, at(60))
    const [, last] = told(must(again, claim('scrape'), at(90)), commit('scrape'), at(90))
    expect(last[0]).toBe(2)
  })
})

describe('claim', () => {
  it('starts the run with a token, a lease and events', () => {
    const result = advance(fresh(), claim('scrape'), at(1))
    if (!result.ok) throw new Error(result.reason)
    const { job } = result
    expect(job.status).toBe('processing')
    expect(job.run.started_at).toEqual(at(1))
    expect(job.steps.scrape).toMatchObject({
      status: 'running',
      token: 't-scrape',
      lease_until: at(20),
      started_at: at(1),
    })
    expect(job.outbox.map((entry) => [entry.seq, entry.type])).toEqual([
      [2, 'job.started'],
      [3, 'job.step'],
    ])
    expect([job.rev, job.revision]).toEqual([2, 2])
    expect(job.wake_at).toEqual(at(1))
  })
  it.each([
    ['another run', claim('scrape', 't', 2), {}, 'lost'],
    ['a pause', claim('scrape'), { hold: 'paused' }, 'held'],
    ['an unreleased batch', claim('scrape'), { hold: 'creating' }, 'held'],
    ['a blocked step', claim('transform'), {}, 'not_ready'],
    ['an unknown step', claim('nothing'), {}, 'not_ready'],
    ['a deleted job', claim('scrape'), { deleted_at: t0 }, 'deleted'],
    ['an ended job', claim('scrape'), { status: 'cancelled' }, 'terminal'],
  ] as [string, Transition, Partial<Job>, string][])('is refused by %s', (_, transition, state, reason) => {
    expect(advance({ ...fresh(), ...state }, transition, t0)).toEqual({ ok: false, reason })
  })
  it('is refused before the step is due and taken at that moment', () => {
    const job = buildJob(sessionPlan(0), { not_before: at(60) })
    expect(job.steps.scrape?.due_at).toEqual(at(60))
    expect(advance(job, claim('scrape'), at(59))).toEqual({ ok: false, reason: 'not_ready' })
    expect(advance(job, claim('scrape'), at(60)).ok).toBe(true)
  })
  it('is given once', () => {
    expect(advance(must(fresh(), claim('scrape')), claim('scrape', 'other'), t0)).toEqual({
      ok: false,
      reason: 'not_ready',
    })
  })
})

describe('skip', () => {
  const skip = (step: string): Transition => ({
    type: 'skip',
    run: 1,
    step,
    token: `t-${step}`,
    reason: 'not_configured',
    warnings: [{ code: 'no_transcriber', message: 'name one' }],
  })
  it('an optional step that found nothing to do is skipped with its warnings, and the job goes on', () => {
    const ready = run(run(fresh(), 'scrape', { video_url: 'v' }), 'video', { audio: 'a' })
    const job = must(must(ready, claim('audio')), skip('audio'))
    expect(job.steps.audio).toMatchObject({ status: 'skipped', reason: 'not_configured', token: null })
    expect(job.warnings).toEqual([{ step: 'audio', code: 'no_transcriber', message: 'name one' }])
    expect(job.steps.transform?.status).toBe('ready')
  })
  it('a required one fails by it', () => {
    const job = must(must(run(fresh(), 'scrape'), claim('transform')), skip('transform'))
    expect(job).toMatchObject({ status: 'failed', error: { code: 'not_configured', message: 'name one' } })
  })
  it('is refused for another token', () => {
    const job = must(fresh(), claim('scrape', 'other'))
    expect(advance(job, skip('scrape'), t0)).toEqual({ ok: false, reason: 'lost' })
  })
})

describe('commit', () => {
  it('unblocks what waits and skips what has no input, in one transition', () => {
    const job = run(fresh(), 'scrape', { title: 'x' })
    expect(statuses(job)).toEqual({
      scrape: 'completed',
      video: 'skipped',
      audio: 'skipped',
      transform: 'ready',
      archive: 'blocked',
    })
    expect(job.steps.video?.reason).toBe('no_video')
    expect(job.steps.scrape).toMatchObject({ token: null, lease_until: null, percent: 100 })
  })
  it('starts the video when the page names one', () => {
    const job = run(fresh(), 'scrape', { video_url: 'https://example.org/v.mp4' })
    expect(statuses(job)).toMatchObject({ video: 'ready', audio: 'blocked', transform: 'blocked' })
  })
  it('adds the steps that the output made known', () => {
    const job = must(must(fresh(), claim('scrape')), commit('scrape', {}, { plan: sessionPlan(2) }))
    expect(statuses(job)).toMatchObject({ 'pdf-1': 'ready', 'pdf-2': 'ready', transform: 'blocked' })
    expect(job.steps.transform?.needs).toContain('pdf-2')
  })
  it('gives a waiting step the values that the output made known', () => {
    const found = sessionPlan(0)
    if (found.video) found.video.args = { video_url: 'v' }
    const job = must(must(fresh(), claim('scrape')), commit('scrape', { video_url: 'v' }, { plan: found }))
    expect(job.steps.video).toMatchObject({ status: 'ready', args: { video_url: 'v' } })
  })
  it('skips what the parameters rule out, and what would follow it, for the same reason', () => {
    const plan = sessionPlan(0)
    if (plan.video) Object.assign(plan.video, { needs: [], skip: 'transcript_given' })
    const job = buildJob(plan, { outbox: [] })
    expect([job.steps.video, job.steps.audio]).toMatchObject([
      { status: 'skipped', reason: 'transcript_given' },
      { status: 'skipped', reason: 'transcript_given' },
    ])
  })
  it('completes the job with its last step and moves the result to this run', () => {
    const job = run(run(run(fresh(), 'scrape'), 'transform'), 'archive')
    expect(job).toMatchObject({ status: 'completed', result_run: 1, error: null })
    expect(job.completed_at).toEqual(t0)
    expect(job.run.ended_at).toEqual(t0)
  })
  it.each([
    ['another token', { token: 'zombie' }],
    ['another run', { run: 2 }],
  ])('is refused for %s', (_, change) => {
    const job = must(fresh(), claim('scrape'))
    expect(advance(job, commit('scrape', {}, change), t0)).toEqual({ ok: false, reason: 'lost' })
  })
  it('is refused after cancel and after the lease was given away', () => {
    const running = must(fresh(), claim('scrape'))
    expect(advance(must(running, { type: 'cancel' }), commit('scrape'), t0)).toEqual({
      ok: false,
      reason: 'lost',
    })
    expect(advance(must(running, { type: 'expire' }, at(21)), commit('scrape'), at(21))).toEqual({
      ok: false,
      reason: 'lost',
    })
  })
  it('keeps warnings, at most fifty', () => {
    const warnings = Array.from({ length: 60 }, (_, index) => ({ code: 'w', message: String(index) }))
    const job = must(must(fresh(), claim('scrape')), commit('scrape', {}, { warnings }))
    expect(job.warnings).toHaveLength(50)
    expect(job.warnings[0]).toEqual({ step: 'scrape', code: 'w', message: '0' })
  })
})

describe('errors', () => {
  it('are retried after 5 s and 20 s, three attempts in all', () => {
    let job = must(must(fresh(), claim('scrape')), fail('scrape'))
    expect(job.steps.scrape).toMatchObject({ status: 'retrying', attempts: 1, due_at: at(5), token: null })
    expect(job.wake_at).not.toBeNull()
    job = must(must(job, claim('scrape'), at(5)), fail('scrape'), at(5))
    expect(job.steps.scrape).toMatchObject({ status: 'retrying', attempts: 2, due_at: at(25) })
    job = must(must(job, claim('scrape'), at(25)), fail('scrape'), at(25))
    expect(job.steps.scrape).toMatchObject({ status: 'failed', attempts: 3 })
  })
  it('spread by a quarter either way', () => {
    const due = (random: number) =>
      must(must(fresh(), claim('scrape')), { ...fail('scrape'), random } as Transition).steps.scrape?.due_at
    expect(due(0)).toEqual(at(3.75))
    expect(due(0.999999)?.getTime()).toBeLessThanOrEqual(at(6.25).getTime())
  })
  it('of an optional step are a warning, and the job goes on', () => {
    const scraped = run(fresh(), 'scrape', { video_url: 'https://example.org/v.mp4' })
    const job = must(must(scraped, claim('video')), fail('video', gone))
    expect(statuses(job)).toMatchObject({ video: 'failed', audio: 'skipped', transform: 'ready' })
    expect(job.steps.audio?.reason).toBe('input_failed')
    expect(job.warnings).toEqual([{ step: 'video', code: 'source_not_found', message: 'gone' }])
  })
  it('of a required step end the job', () => {
    const job = must(must(run(fresh(), 'scrape'), claim('transform')), fail('transform', gone))
    expect(job.status).toBe('failed')
    expect(job.error).toEqual({ ...gone, step: 'transform' })
    expect(statuses(job)).toMatchObject({ transform: 'failed', archive: 'cancelled' })
    expect(job.result_run).toBeNull()
  })
  it('of every source end the job with the first source’s error', () => {
    const job = must(must(fresh(), claim('scrape')), fail('scrape', gone))
    expect(job.status).toBe('failed')
    expect(job.error).toEqual({ ...gone, step: 'scrape' })
    expect(statuses(job)).toMatchObject({ transform: 'cancelled', archive: 'cancelled' })
  })
  it('say no_content when the sources were read and held nothing', () => {
    const job = must(must(fresh(), claim('scrape')), commit('scrape', {}, { empty: true }))
    expect(job.error?.code).toBe('no_content')
  })
  it('that ask to wait cost no attempt, but not for ever', () => {
    const postpone: Transition = {
      type: 'postpone',
      run: 1,
      step: 'scrape',
      token: 't-scrape',
      until: at(30),
      error: boom,
    }
    let job = must(must(fresh(), claim('scrape')), postpone)
    expect(job.steps.scrape).toMatchObject({
      status: 'ready',
      attempts: 0,
      crashes: 0,
      postponements: 1,
      due_at: at(30),
    })
    for (let count = 2; count <= 20; count++) job = must(must(job, claim('scrape'), at(30)), postpone, at(30))
    expect(job.steps.scrape?.status).toBe('ready')
    const failed = must(must(job, claim('scrape'), at(30)), postpone, at(30))
    expect(failed.steps.scrape?.status).toBe('failed')
    // One that gets on is not to run out of patience.
    job = must(must(job, claim('scrape'), at(30)), { ...postpone, progressed: true }, at(30))
    expect(job.steps.scrape).toMatchObject({ status: 'ready', postponements: 1, attempts: 0 })
  })
  it('that wait for an engine wait as long as the caller says, from the first time on', () => {
    const postpone: Transition = {
      type: 'postpone',
      run: 1,
      step: 'scrape',
      token: 't-scrape',
      until: at(30),
      error: boom,
      patient: true,
    }
    let job = must(must(fresh(), claim('scrape')), postpone, at(5))
    for (let count = 0; count < 50; count++) job = must(must(job, claim('scrape'), at(30)), postpone, at(30))
    expect(job.steps.scrape).toMatchObject({
      status: 'ready',
      attempts: 0,
      postponements: 0,
      waiting_since: at(5),
    })
    // Another wait is counted as ever.
    job = must(must(job, claim('scrape'), at(30)), { ...postpone, patient: false }, at(30))
    expect(job.steps.scrape).toMatchObject({ status: 'ready', postponements: 1, waiting_since: at(5) })
  })
})

describe('leases', () => {
  it('that ran out give the step to somebody else, three times', () => {
    let job = fresh()
    for (const crashes of [1, 2]) {
      job = must(must(job, claim('scrape')), { type: 'expire' }, at(20.001))
      expect(job.steps.scrape).toMatchObject({
        status: 'ready',
        crashes,
        attempts: 0,
        token: null,
        lease_until: null,
      })
    }
    job = must(must(job, claim('scrape')), { type: 'expire' }, at(20.001))
    expect(job.steps.scrape).toMatchObject({ status: 'failed', crashes: 3 })
    expect(job.error?.code).toBe('worker_crashed')
  })
  it('that ran out while the database was away cost nothing, those before and long after do', () => {
    const running = must(fresh(), claim('scrape')) // its lease ends at 20 s
    const crashesAfter = (from: number, to: number) =>
      must(running, { type: 'expire', outage: { from: at(from), to: at(to) } }, at(60)).steps.scrape?.crashes
    expect(crashesAfter(5, 50)).toBe(0)
    expect(crashesAfter(20, 50)).toBe(0)
    expect(crashesAfter(0, 10)).toBe(0) // its worker had stopped it, too early to know better
    expect(crashesAfter(20.001, 50)).toBe(1)
    expect(crashesAfter(0, 9.999)).toBe(1)
  })
  it('excused as often as it takes, the step is not failed', () => {
    let job = fresh()
    for (let count = 0; count < 5; count++)
      job = must(must(job, claim('scrape')), { type: 'expire', outage: { from: t0, to: at(20) } }, at(21))
    expect(job.steps.scrape).toMatchObject({ status: 'ready', crashes: 0, token: null, lease_until: null })
  })
  it('hold until their last millisecond', () => {
    expect(advance(must(fresh(), claim('scrape')), { type: 'expire' }, at(20))).toEqual({
      ok: false,
      reason: 'unchanged',
    })
  })
  it('given back cost nothing', () => {
    const job = must(must(fresh(), claim('scrape')), {
      type: 'give_back',
      run: 1,
      step: 'scrape',
      token: 't-scrape',
    })
    expect(job.steps.scrape).toMatchObject({
      status: 'ready',
      attempts: 0,
      crashes: 0,
      token: null,
      due_at: null,
    })
  })
})

describe('cancel, fail-all, delete', () => {
  it('cancel ends the job at once, the second time changes nothing, an ended job refuses', () => {
    const job = must(must(fresh(), claim('scrape')), { type: 'cancel' })
    expect(job.status).toBe('cancelled')
    expect(new Set(Object.values(statuses(job)))).toEqual(new Set(['cancelled']))
    expect(job.steps.scrape).toMatchObject({ token: null, lease_until: null })
    expect(advance(job, { type: 'cancel' }, t0)).toEqual({ ok: false, reason: 'unchanged' })
    const completed = run(run(run(fresh(), 'scrape'), 'transform'), 'archive')
    expect(advance(completed, { type: 'cancel' }, t0)).toEqual({ ok: false, reason: 'terminal' })
  })
  it('fail-all ends what has not ended and never touches finished work', () => {
    expect(must(fresh(), { type: 'force_fail' })).toMatchObject({
      status: 'failed',
      error: { code: 'forced_failure' },
    })
    const completed = run(run(run(fresh(), 'scrape'), 'transform'), 'archive')
    expect(advance(completed, { type: 'force_fail' }, t0)).toEqual({ ok: false, reason: 'terminal' })
  })
  it('delete takes the tokens and waits for the lease before the remains go', () => {
    const job = must(must(fresh(), claim('scrape')), { type: 'delete' })
    expect(job.deleted_at).toEqual(t0)
    expect(job.steps.scrape).toMatchObject({ status: 'cancelled', token: null })
    expect(advance(job, { type: 'cancel' }, t0)).toEqual({ ok: false, reason: 'deleted' })
  })
})

describe('restart', () => {
  const completed = (): Job => run(run(run(fresh(), 'scrape', { n: 1 }), 'transform'), 'archive')
  const restart = (job: Job, from: string | null): Transition => {
    const steps = restartSteps(job, () => sessionPlan(0), from)
    if (!steps) throw new Error('no such step')
    return {
      type: 'restart',
      run: job.run.number,
      from_step: from,
      steps,
      parameters: { a: 1 },
      use_cache: false,
    }
  }
  it('runs everything again and keeps the last good result', () => {
    const done = completed()
    const job = must(done, restart(done, null))
    expect(job).toMatchObject({
      status: 'pending',
      result_run: 1,
      completed_at: null,
      parameters: { a: 1 },
      use_cache: false,
    })
    expect(job.run).toEqual({
      number: 2,
      from_step: null,
      requested_at: job.updated_at,
      started_at: null,
      ended_at: null,
    })
    expect(statuses(job)).toMatchObject({ scrape: 'ready', transform: 'blocked' })
  })
  it('from a step takes all before it from the last run', () => {
    const done = completed()
    const job = must(done, restart(done, 'transform'))
    expect(statuses(job)).toMatchObject({
      scrape: 'completed',
      video: 'skipped',
      transform: 'ready',
      archive: 'blocked',
    })
    expect(job.steps.scrape?.output).toEqual({ n: 1 })
  })
  it('runs a required step that failed again, even when it lies before the step', () => {
    const failed = must(must(run(fresh(), 'scrape'), claim('transform')), fail('transform', gone))
    expect(statuses(must(failed, restart(failed, 'archive')))).toMatchObject({
      scrape: 'completed',
      transform: 'ready',
      archive: 'blocked',
    })
  })
  it('ends at once when what it keeps holds no content', () => {
    const failed = must(must(fresh(), claim('scrape')), fail('scrape', gone))
    const job = must(failed, restart(failed, 'transform'))
    expect(job).toMatchObject({ status: 'failed', error: { code: 'source_not_found', step: 'scrape' } })
  })
  it('runs what never came to an end, even when it lies before the step', () => {
    const cancelled = must(fresh(), { type: 'cancel' })
    expect(statuses(must(cancelled, restart(cancelled, 'transform')))).toMatchObject({
      scrape: 'ready',
      transform: 'blocked',
    })
  })
  it('keeps found slides, and finds them anew from scrape on', () => {
    const planner = (outputs: Readonly<Record<string, unknown>>) => sessionPlan('scrape' in outputs ? 2 : 0)
    let job = must(must(fresh(), claim('scrape')), commit('scrape', {}, { plan: sessionPlan(2) }))
    for (const step of ['pdf-1', 'pdf-2', 'transform', 'archive']) job = run(job, step)
    expect(
      Object.entries(restartSteps(job, planner, 'pdf') ?? {}).map(([id, step]) => `${id} ${step.status}`),
    ).toEqual([
      'scrape completed',
      'video skipped',
      'audio skipped',
      'pdf-1 blocked',
      'pdf-2 blocked',
      'transform blocked',
      'archive blocked',
    ])
    expect(Object.keys(restartSteps(job, planner, 'scrape') ?? {})).not.toContain('pdf-1')
    expect(restartSteps(job, planner, 'transform')?.['pdf-2']?.status).toBe('completed')
    expect(restartSteps(job, planner, 'nothing')).toBeNull()
  })
  it('runs what has other arguments now, even when it lies before the step', () => {
    const withArgs = (args: Record<string, unknown>) => () => {
      const plan = sessionPlan(0)
      return { ...plan, ...(plan.scrape && { scrape: { ...plan.scrape, args } }) }
    }
    const done = completed()
    expect(restartSteps(done, withArgs({}), 'transform')?.scrape?.status).toBe('completed')
    const again = restartSteps(done, withArgs({ start: 10 }), 'transform')
    expect(again?.scrape).toMatchObject({ status: 'blocked', args: { start: 10 } })
  })
  it('refuses a live job and a run that somebody else has restarted', () => {
    const done = completed()
    expect(advance(fresh(), restart(fresh(), null), t0)).toEqual({ ok: false, reason: 'not_terminal' })
    expect(advance(done, { ...restart(done, null), run: 7 } as Transition, t0)).toEqual({
      ok: false,
      reason: 'lost',
    })
  })
  describe('with a correction', () => {
    const correction: Correction = {
      segments: { key: 'public/sha256/x', bytes: 1, sha256: 'x', media_type: 'application/json' },
      language: null,
      doubts: [],
      at: t0,
      by: 'ann',
    }
    const corrected = (job: Job): Job => must(job, { ...restart(job, 'transform'), correction } as Transition)

    it('sets it in the same transition, and marks the job for workers that know corrections', () => {
      const job = corrected(completed())
      expect(job).toMatchObject({ correction, schema_version: 2, status: 'pending' })
      expect(statuses(job)).toMatchObject({ scrape: 'completed', transform: 'ready', archive: 'blocked' })
    })
    it('every later restart keeps it, until one removes it', () => {
      let job = must(corrected(completed()), { type: 'cancel' })
      for (const from of [null, 'transform', 'archive']) {
        job = must(must(job, restart(job, from)), { type: 'cancel' })
        expect(job).toMatchObject({ correction, schema_version: 2 })
      }
      const removed = must(job, { ...restart(job, 'transform'), correction: null } as Transition)
      expect(removed).toMatchObject({ correction: null, schema_version: 1 })
    })
    it('writes a document where no source gave any content', () => {
      const failed = must(must(fresh(), claim('scrape')), fail('scrape', gone))
      expect(statuses(corrected(failed))).toMatchObject({ scrape: 'failed', transform: 'ready' })
    })
    it('stays when the results have expired', () => {
      let job = corrected(completed())
      for (const step of ['transform', 'archive'])
        job = must(must(job, { ...claim(step), run: 2 } as Transition), {
          ...commit(step, {}),
          run: 2,
        } as Transition)
      const expired = must(job, { type: 'forget', before: new Date(t0.getTime() + 1_000) })
      expect(expired).toMatchObject({ correction, result_run: null })
    })
  })
  it('a failed new run keeps the last good result and shows its error', () => {
    const done = completed()
    let job = must(done, restart(done, 'transform'))
    job = must(job, { ...claim('transform'), run: 2 } as Transition)
    job = must(job, { ...fail('transform', gone), run: 2 } as Transition)
    expect(job).toMatchObject({ status: 'failed', result_run: 1, error: { code: 'source_not_found' } })
  })
})

describe('outbox', () => {
  it('makes a transition wait when it would overflow', () => {
    const outbox = Array.from({ length: 63 }, (_, index) => ({
      seq: index + 1,
      type: 'job.step' as const,
      at: t0,
      data: {},
    }))
    expect(advance(buildJob(sessionPlan(0), { outbox, seq: 63 }), claim('scrape'), t0)).toEqual({
      ok: false,
      reason: 'outbox_full',
    })
    expect(
      advance(buildJob(sessionPlan(0), { outbox: outbox.slice(1), seq: 63 }), claim('scrape'), t0).ok,
    ).toBe(true)
  })
})

describe('wake_at', () => {
  it('is now for an unpublished step, later for a published one, the lease for a running one, null at the end', async () => {
    const { nextWake } = await import('../src/domain/job/wake.ts')
    const job = fresh()
    expect(nextWake(job, t0, { published: false })).toEqual(t0)
    expect(nextWake(job, t0, { published: true })).toEqual(new Date(t0.getTime() + resendMs))
    expect(nextWake(must(job, claim('scrape')), t0, { published: true })).toEqual(at(20))
    expect(nextWake({ ...job, hold: 'paused' }, t0, { published: false })).toBeNull()
    expect(nextWake({ ...must(job, claim('scrape')), hold: 'paused' }, t0, { published: true })).toEqual(
      at(20),
    )
    expect(nextWake(must(job, { type: 'cancel' }), t0, { published: false })).toBeNull()
    expect(nextWake(must(must(job, claim('scrape')), fail('scrape')), t0, { published: true })).toEqual(
      at(35),
    )
  })
})
