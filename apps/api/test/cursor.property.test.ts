import { AppError } from '@async-events/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeCursor, encodeCursor } from '../src/paging/cursor.ts'
import { callOf } from './call.ts'
import { session, type TestApp, testApp } from './test-app.ts'

const seed = 20_261_101
const position = fc.record(
  {
    created_at: fc.date({ noInvalidDate: true }),
    id: fc.oneof(
      fc.uuid().map((id) => `job-${id}`),
      fc.string({ unit: 'grapheme', maxLength: 60 }).map((id) => id.toWellFormed()),
    ),
    oldestFirst: fc.constant(true),
  },
  { requiredKeys: ['created_at', 'id'] },
)
/** What became of a good one on its way, or what somebody made up. */
const mangled = fc
  .tuple(position.map(encodeCursor), fc.nat(), fc.nat(), fc.string({ unit: 'grapheme', maxLength: 3 }))
  .chain(([good, a, b, text]) => {
    const at = a % (good.length + 1)
    const other = Buffer.from(good, 'base64url')
    other[b % other.length]! ^= 1 << (a % 8)
    return fc.constantFrom(
      good.slice(0, at),
      good.slice(0, at) + text + good.slice(at),
      `${good}=`,
      good + good,
      good.toUpperCase(),
      other.toString('base64url'),
      other.toString('base64'),
      [...good].reverse().join(''),
    )
  })
const json = fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString('base64url'))
const nearly = fc
  .tuple(fc.oneof(fc.double(), fc.maxSafeInteger(), fc.jsonValue()), fc.jsonValue())
  .map((pair) => Buffer.from(JSON.stringify(pair)).toString('base64url'))
const anyCursor = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.base64String(),
  json,
  nearly,
  mangled,
)

describe('a cursor', () => {
  it('gives back the position that it was made of', () => {
    fc.assert(
      fc.property(position, (given) => {
        expect(decodeCursor(encodeCursor(given))).toEqual(given)
      }),
      { seed, numRuns: 2_000 },
    )
  })

  it('is a position that is spelled in the one way, or refused', () => {
    let refused = 0
    fc.assert(
      fc.property(anyCursor, (text) => {
        try {
          const found = decodeCursor(text)
          expect(encodeCursor(found)).toBe(text)
          expect(Number.isNaN(found.created_at.getTime())).toBe(false)
          expect(typeof found.id).toBe('string')
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          expect([error.code, error.details[0]?.path]).toEqual(['validation_error', 'cursor'])
          refused += 1
        }
      }),
      { seed, numRuns: 5_000 },
    )
    expect(refused).toBeGreaterThan(2_000)
  })
})

describe('over HTTP', () => {
  let test: TestApp
  const own = new Set<string>()
  beforeAll(async () => {
    test = await testApp({ auth: 'header' })
    for (let index = 0; index < 5; index++)
      for (const user of ['ann', 'eve']) {
        const { body } = await callOf(test.app)('POST', 'jobs', { user, body: { parameters: session() } })
        if (user === 'ann') own.add(body.job.job_id)
      }
  })
  afterAll(() => test?.close())

  it('B05: any cursor is 400 or shows the caller’s own list, never a 500 and never somebody else’s', async () => {
    const now = Date.now()
    const madeUp = fc
      .tuple(fc.integer({ min: now - 60_000, max: now + 60_000 }), fc.constantFrom('', 'job-', 'z', '\uffff'))
      .map(([time, id]) => encodeCursor({ created_at: new Date(time), id }))
    let shown = 0
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyCursor, madeUp), async (cursor) => {
        const url = `jobs?cursor=${encodeURIComponent(cursor.toWellFormed())}`
        const answer = await callOf(test.app)('GET', url, { user: 'ann' })
        if (answer.status === 400) return
        expect(answer.status).toBe(200)
        for (const { job_id } of answer.body.jobs) expect(own).toContain(job_id)
        shown += answer.body.jobs.length
      }),
      { seed, numRuns: 150 },
    )
    expect(shown).toBeGreaterThan(0)
  })

  it('a list read page by page is whole, each job once, also with a cursor of another caller', async () => {
    const seen: string[] = []
    for (let cursor: string | null = null, pages = 0; pages < 10; pages++) {
      const query: string = cursor === null ? 'jobs?limit=2' : `jobs?limit=2&cursor=${cursor}`
      const { body } = await callOf(test.app)('GET', query, { user: 'ann' })
      seen.push(...body.jobs.map((job: { job_id: string }) => job.job_id))
      cursor = body.next_cursor
      if (cursor === null) break
    }
    expect(seen.toSorted()).toEqual([...own].sort())
    const others = await callOf(test.app)('GET', 'jobs?limit=1', { user: 'eve' })
    const { body } = await callOf(test.app)('GET', `jobs?cursor=${others.body.next_cursor}`, { user: 'ann' })
    for (const { job_id } of body.jobs) expect(own).toContain(job_id)
  })
})
