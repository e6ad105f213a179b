import { describe, expect, it } from 'vitest'
import {
  initialAccess,
  mayAccess,
  ownerFilter,
  type Principal,
  type Right,
  scopeOf,
} from '../src/domain/access/access.ts'
import { eachOf } from '../src/domain/each-of.ts'
import { AppError, toAppError } from '../src/domain/errors.ts'
import { newJobId, uuidv7 } from '../src/domain/ids.ts'
import { batchStatusOf, noJobs } from '../src/domain/job/batch.ts'
import { dispatchesOf, dispatchId, dispatchPriority } from '../src/domain/job/dispatch.ts'
import { progressOf } from '../src/domain/job/progress.ts'
import { line } from '../src/domain/text.ts'
import { uniqueStems } from '../src/domain/unique-stems.ts'
import { createSealer } from '../src/domain/webhook/seal.ts'
import { at, buildJob, sessionPlan, t0 } from './job-builder.ts'

describe('dispatch', () => {
  const job = buildJob(sessionPlan(0))
  it('names run, step, attempts and crashes, so that each try has one id', () => {
    expect(dispatchId(job, 'scrape')).toBe('job-1.1.scrape.0.0')
    const tried = {
      ...job,
      steps: { ...job.steps, scrape: { ...job.steps.scrape!, attempts: 2, crashes: 1 } },
    }
    expect(dispatchId(tried, 'scrape')).toBe('job-1.1.scrape.2.1')
  })
  it('is given for steps that wait, with the time they still wait', () => {
    expect(dispatchesOf(job, t0)).toEqual([
      {
        id: 'job-1.1.scrape.0.0',
        queue: 'scrape',
        job_id: 'job-1',
        run: 1,
        step: 'scrape',
        delay_ms: 0,
        priority: 50_000,
      },
    ])
    const later = buildJob(sessionPlan(0), { not_before: at(60) })
    expect(dispatchesOf(later, t0)[0]?.delay_ms).toBe(60_000)
  })
  it.each([
    { hold: 'paused' as const },
    { hold: 'creating' as const },
    { deleted_at: t0 },
    { status: 'cancelled' as const },
  ])('is not given for %o', (state) => {
    expect(dispatchesOf({ ...job, ...state }, t0)).toEqual([])
  })
  it('lets a single job pass a batch, and the user’s priority pass both', () => {
    expect(dispatchPriority(5, 0)).toBeLessThan(dispatchPriority(5, 999))
    expect(dispatchPriority(4, 9_999)).toBeLessThan(dispatchPriority(5, 0))
    expect(dispatchPriority(5, -3)).toBe(50_000)
    expect(dispatchPriority(10, 1_000_000)).toBe(109_999)
    expect(dispatchPriority(10, 1_000_000)).toBeLessThan(2 ** 21)
    const tenth = { ...job, batch_place: 10 }
    expect(dispatchesOf(tenth, t0, 4)[0]?.priority).toBe(50_006)
  })
})

describe('access', () => {
  const operator: Principal = { kind: 'operator' }
  const anonymous: Principal = { kind: 'anonymous' }
  const user = (id: string): Principal => ({ kind: 'user', id })
  const ann = {
    user_id: 'ann',
    access_control: { ...initialAccess('ann'), read_access: ['ann', 'rob'], write_access: ['ann', 'wim'] },
  }
  const nobodys = { user_id: null, access_control: initialAccess(null) }
  const rights: Right[] = ['read', 'write', 'admin']
  const of = (principal: Principal, owned: typeof ann | typeof nobodys) =>
    rights.filter((right) => mayAccess(principal, owned, right)).join(' ')
  it.each([
    ['operator', operator, 'read write admin', 'read write admin'],
    ['owner', user('ann'), 'read write admin', 'read'],
    ['reader', user('rob'), 'read', 'read'],
    ['writer', user('wim'), 'write', 'read'],
    ['other user', user('eve'), '', 'read'],
    ['anonymous', anonymous, '', 'read write admin'],
  ] as const)('%s', (_, principal, ofAnn, ofNobody) => {
    expect(of(principal, ann)).toBe(ofAnn)
    expect(of(principal, nobodys)).toBe(ofNobody)
  })
  it('public objects are read by every user and changed by none of them', () => {
    const shown = { ...ann, access_control: { ...ann.access_control, visibility: 'public' as const } }
    expect(of(user('eve'), shown as typeof ann)).toBe('read')
  })
  it.each([undefined, null, {}, { kind: 'user' }, { kind: 'user', id: '' }])(
    'no filter is made from %o',
    (principal) => {
      expect(() => ownerFilter(principal as unknown as Principal)).toThrow(TypeError)
    },
  )
  it('scopes artifacts by their owner', () => {
    expect([scopeOf('ann'), scopeOf(null)]).toEqual(['u:ann', 'public'])
  })
})

describe('batch status', () => {
  it.each([
    [{ pending: 3 }, 'pending'],
    [{ pending: 2, completed: 1 }, 'processing'],
    [{ processing: 1 }, 'processing'],
    [{ completed: 1, failed: 2, cancelled: 1 }, 'completed'],
    [{ failed: 1, cancelled: 2 }, 'failed'],
    [{ cancelled: 2 }, 'cancelled'],
  ])('%o is %s', (counts, status) => {
    expect(batchStatusOf({ ...noJobs, ...counts })).toBe(status)
  })
})

describe('progress', () => {
  const weights = { scrape: 2, video: 3, audio: 3, pdf: 1, transform: 2, archive: 1 }
  it('is 100 only for a completed job', () => {
    const job = buildJob(sessionPlan(0))
    for (const step of Object.values(job.steps)) step.status = 'completed'
    expect(progressOf(job, weights).percent).toBe(99)
    expect(progressOf({ ...job, status: 'completed' }, weights)).toMatchObject({ percent: 100 })
  })
  it('moves inside a step and names it', () => {
    const job = buildJob(sessionPlan(0))
    Object.assign(job.steps.scrape!, { status: 'running', percent: 50, message: 'half' })
    expect(progressOf(job, weights)).toEqual({ step: 'scrape', percent: 8, message: 'half' })
  })
})

describe('file stems', () => {
  it('are made unique within their folder, whatever the case', () => {
    const wanted = ['talk', 'Talk', 'talk', 'other'].map((stem) => ({ folder: 'a', stem }))
    expect(uniqueStems([...wanted, { folder: 'b', stem: 'talk' }])).toEqual([
      'talk',
      'Talk-2',
      'talk-3',
      'other',
      'talk',
    ])
  })
  it('stay within 100 bytes and whole characters', () => {
    const stem = 'ü'.repeat(50)
    const [, second] = uniqueStems([
      { folder: '', stem },
      { folder: '', stem },
    ])
    expect(second).toBe(`${'ü'.repeat(49)}-2`)
  })
  it('do not collide with a name that looks like a made one', () => {
    const stems = uniqueStems(['a', 'a-2', 'a'].map((stem) => ({ folder: '', stem })))
    expect(new Set(stems).size).toBe(3)
  })
  it('T03: are one name where a file system takes them for one: composed accents, sharp s, final sigma', () => {
    const given = ['Grüße', 'Gru\u0308ße', 'GRÜSSE', 'λόγος', 'ΛΌΓΟΣ', 'Kelvin', '\u212aelvin']
    expect(uniqueStems(given.map((stem) => ({ folder: '', stem })))).toEqual([
      'Grüße',
      'Gru\u0308ße-2',
      'GRÜSSE-3',
      'λόγος',
      'ΛΌΓΟΣ-2',
      'Kelvin',
      '\u212aelvin-2',
    ])
  })
  it.each([
    ['alike', () => 'x'.repeat(100)],
    ['alike but for their ends', (index: number) => `${'x'.repeat(97)}${100 + (index % 900)}`],
  ])('T03: two thousand names that are %s take no longer than others', (_, nameOf) => {
    const begun = performance.now()
    const stems = uniqueStems(
      Array.from({ length: 2_000 }, (_none, index) => ({ folder: 'a', stem: nameOf(index) })),
    )
    expect(performance.now() - begun).toBeLessThan(2_000)
    expect(new Set(stems).size).toBe(2_000)
    expect(stems.every((stem) => Buffer.byteLength(stem) <= 100)).toBe(true)
  })
})

describe('sealer', () => {
  const key = Buffer.alloc(32, 1).toString('base64')
  it('opens what it sealed and nothing else', () => {
    const sealer = createSealer(key)
    const sealed = sealer.seal('whsec_geheim')
    expect(JSON.stringify(sealed)).not.toContain('geheim')
    expect(sealer.seal('whsec_geheim').data).not.toBe(sealed.data)
    expect(sealer.open(sealed)).toBe('whsec_geheim')
    expect(() => createSealer(Buffer.alloc(32, 2).toString('hex')).open(sealed)).toThrow(
      expect.objectContaining({ code: 'secret_unreadable' }),
    )
    const flipped = Buffer.from(sealed.data, 'base64')
    flipped[0]! ^= 1
    expect(() => sealer.open({ ...sealed, data: flipped.toString('base64') })).toThrow()
    expect(() => createSealer('short')).toThrow(TypeError)
  })
})

describe('small rules', () => {
  it('ids sort by the time they were made', () => {
    const ids = [1, 2, 3].map((second) => uuidv7(at(second)))
    expect([...ids].sort()).toEqual(ids)
    const batch = Array.from({ length: 2000 }, () => newJobId(t0))
    expect([...batch].sort()).toEqual(batch)
    expect(newJobId()).toMatch(/^job-[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
  it.each(['a\0b', 'a\u202eb', '\ud800', '  ', ''])('a line is not %j', (text) => {
    expect(line(10).safeParse(text).success).toBe(false)
  })
  it('unknown errors are retryable and lose their text', () => {
    expect(toAppError(new Error('at /srv/secret'))).toMatchObject({ code: 'unexpected', retryable: true })
    expect(toAppError(new Error('at /srv/secret')).message).not.toContain('secret')
    expect(toAppError(Object.assign(new Error('x'), { code: 'ENOSPC' })).code).toBe('storage_full')
    expect(new AppError('validation_error').httpStatus).toBe(400)
  })
  it('eachOf does everything, a few at a time, and tells of a failure', async () => {
    let now = 0
    let most = 0
    const seen: number[] = []
    await eachOf([1, 2, 3, 4, 5], 2, async (item) => {
      most = Math.max(most, ++now)
      await new Promise(setImmediate)
      seen.push(item)
      now -= 1
    })
    expect([seen.sort(), most]).toEqual([[1, 2, 3, 4, 5], 2])
    await expect(eachOf([1, 2], 1, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  })
})
