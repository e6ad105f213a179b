/** Filters and order of lists; contract.md section 1. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Body, callOf } from './call.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let test: TestApp
const made: { job: string; batch: string; at: string }[] = []
const get = async (path: string): Promise<Body> => {
  const answer = await callOf(test.app)('GET', path)
  expect([path, answer.status]).toEqual([path, 200])
  return answer.body
}
beforeAll(async () => {
  test = await testApp()
  for (let place = 0; place < 5; place++) {
    const body = { jobs: [{ parameters: session() }], batch_id: `list-${place}` }
    const { batch, job_ids } = (await callOf(test.app)('POST', 'batches', { body })).body
    const { job } = await get(`jobs/${job_ids[0]}`)
    made.push({ job: job.job_id, batch: batch.batch_id, at: job.created_at })
    if (place < 2) await callOf(test.app)('POST', `jobs/${job.job_id}/cancel`)
  }
  for (const { batch } of made) await test.stack.orchestrator.settleBatch(batch)
  await test.stack.orchestrator.idle()
})
afterAll(() => test?.close())

describe.each([
  ['jobs', 'job_id', () => made.map(({ job }) => job)],
  ['batches', 'batch_id', () => made.map(({ batch }) => batch)],
] as const)('%s', (kind, name, all) => {
  const ids = (body: Body): string[] => body[kind].map((one: Body) => one[name])

  it('of several states, by a comma or by the parameter twice', async () => {
    const cancelled = all().slice(0, 2).reverse()
    for (const query of [
      'status=cancelled',
      'status=failed,cancelled',
      'status=failed&status=cancelled',
      'status=failed,completed&status=cancelled',
    ])
      expect([query, ids(await get(`${kind}?${query}`))]).toEqual([query, cancelled])
    expect((await get(`${kind}?status=pending,cancelled`)).total).toBe(5)
  })

  it.each(['', 'lost', 'failed,', 'failed,lost', 'failed&status=lost'])(
    'B05: status=%s is refused',
    async (status) => {
      const { body, status: code } = await callOf(test.app)('GET', `${kind}?status=${status}`)
      expect([code, body.message]).toEqual([400, expect.stringMatching(/^status/)])
    },
  )

  it('made in a span of time, from its start on and before its end', async () => {
    const [first, , third] = made
    const between = await get(`${kind}?created_after=${first!.at}&created_before=${third!.at}`)
    // Several may be made within a millisecond.
    const expected = made.filter(({ at }) => at >= first!.at && at < third!.at).length
    expect([between.total, ids(between).length]).toEqual([expected, expected])
    expect((await get(`${kind}?created_after=2090-01-01T00:00:00Z`)).total).toBe(0)
    expect((await get(`${kind}?created_before=2090-01-01T00:00:00%2B02:00`)).total).toBe(5)
  })

  it.each(['yesterday', '2026-05-02', '2026-05-02T08:00:00', '1777708800'])(
    'B05: created_after=%s is refused with an example',
    async (time) => {
      const { status, body } = await callOf(test.app)('GET', `${kind}?created_after=${time}`)
      expect([status, body.message]).toEqual([
        400,
        'created_after: must be a time such as 2026-05-02T08:00:00Z',
      ])
    },
  )

  it('in either order, page by page, also without stating the order again', async () => {
    for (const [sort, expected] of [
      ['created_at', all()],
      ['-created_at', all().reverse()],
    ] as const)
      for (const again of [`&sort=${sort}`, '']) {
        const seen: string[] = []
        let next = `&sort=${sort}`
        do {
          const page = await get(`${kind}?limit=2${next}`)
          seen.push(...ids(page))
          next = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}${again}`
        } while (next !== '')
        expect([sort, again, seen]).toEqual([sort, again, expected])
      }
  })

  it('a cursor of the other order is refused', async () => {
    const { next_cursor } = await get(`${kind}?limit=2&sort=created_at`)
    const { status, body } = await callOf(test.app)('GET', `${kind}?sort=-created_at&cursor=${next_cursor}`)
    expect([status, body.details]).toEqual([
      400,
      [expect.objectContaining({ path: 'sort', code: 'conflict' })],
    ])
  })
})

it('jobs of any batch, or of none', async () => {
  const { body } = await callOf(test.app)('POST', 'jobs', { body: { parameters: session() } })
  const ids = async (query: string): Promise<string[]> =>
    (await get(`jobs?${query}`)).jobs.map((job: Body) => job.job_id)
  expect(await ids('in_batch=false')).toEqual([body.job.job_id])
  expect(await ids('in_batch=true')).toEqual(made.map(({ job }) => job).reverse())
  expect(await ids('in_batch=false&status=cancelled')).toEqual([])
  expect(await ids(`in_batch=false&batch_id=${made[0]?.batch}`)).toEqual([])
})

it('batches by a part of their name, in any case and without meaning as a pattern', async () => {
  const named = { jobs: [{ parameters: session() }], batch_id: 'list-named', batch_name: 'Spring (2026)' }
  await callOf(test.app)('POST', 'batches', { body: named })
  for (const [q, total] of [
    ['spring (', 1],
    ['PRING', 1],
    ['.', 0],
    ['autumn', 0],
  ] as const)
    expect([q, (await get(`batches?q=${encodeURIComponent(q)}`)).total]).toEqual([q, total])
})
