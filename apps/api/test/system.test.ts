import { afterAll, beforeAll, expect, it } from 'vitest'
import { callOf } from './call.ts'
import { type TestApp, testApp } from './test-app.ts'

let open: TestApp
let header: TestApp
beforeAll(async () => {
  open = await testApp()
  header = await testApp({ auth: 'header' })
})
afterAll(async () => {
  await open?.close()
  await header?.close()
})
const ask = async (test: TestApp, user?: string) =>
  callOf(test.app)('GET', 'system', user === undefined ? {} : { user })

it('says as whom it sees the caller', async () => {
  const callers = [await ask(open), await ask(open, 'ann'), await ask(header), await ask(header, 'ben')]
  expect(callers.map(({ body }) => body.caller)).toEqual([
    { kind: 'operator', user_id: null },
    { kind: 'user', user_id: 'ann' },
    { kind: 'anonymous', user_id: null },
    { kind: 'user', user_id: 'ben' },
  ])
})

it('names the workers that are there with their engines, and the room for files', async () => {
  expect((await ask(open)).body.workers).toEqual([])
  const now = open.stack.clock.now()
  const engines = [{ kind: 'speech' as const, name: 'whisper:base', languages: ['en'], advice: null }]
  const worker = { queue: 'audio' as const, slots: 1, processors: { audio: 9 }, engines }
  await open.stack.workers.note({ id: 'secret-host-17', ...worker, started_at: now, seen_at: now })
  const { body } = await ask(open, 'ann')
  const at = now.toISOString()
  expect(body.workers).toEqual([{ ...worker, started_at: at, seen_at: at }])
  expect(body.storage).toEqual({
    driver: 'file',
    free_bytes: expect.any(Number),
    total_bytes: expect.any(Number),
  })
  expect(body.storage.total_bytes).toBeGreaterThanOrEqual(body.storage.free_bytes)
})

it('tells the rest while a store is away', async () => {
  const away = () => Promise.reject(new Error('away'))
  const test = await testApp({
    change: (stack) => ({
      ...stack,
      workers: { ...stack.workers, seen: away },
      artifacts: { ...stack.artifacts, space: away },
    }),
  })
  const { status, body } = await ask(test)
  expect([status, body]).toEqual([
    200,
    {
      status: 'success',
      caller: { kind: 'operator', user_id: null },
      workers: null,
      storage: null,
      search: expect.anything(),
    },
  ])
  await test.close()
})
