/** What clients see of an API that is told to stop. */
import { connect } from 'node:net'
import { until } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { callOf, documentChecker, prefix } from './call.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let test: TestApp
let origin: string
let job: string
beforeAll(async () => {
  test = await testApp()
  origin = await test.app.listen({ host: '127.0.0.1', port: 0 })
  const made = await callOf(test.app)('POST', 'jobs', { body: { parameters: session() } })
  job = made.body.job.job_id
})
afterAll(() => test?.close())

/** A connection that says what it is told, and keeps what it hears. */
function talk() {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  let heard = ''
  let isClosed = false
  socket.on('data', (chunk) => {
    heard += chunk
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    isClosed = true
  })
  return {
    get: (path: string) => socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`),
    say: (text: string) => socket.write(text),
    heard: () => heard,
    isClosed: () => isClosed,
  }
}

it('serves everybody while it drains, says that it is not ready, and ends each connection with its answer', async () => {
  const draining = await testApp()
  const url = await draining.app.listen({ host: '127.0.0.1', port: 0 })
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  const drained = draining.app.drain(200)
  const ready = await fetch(`${url}/readyz`)
  expect([ready.status, ready.headers.get('connection')]).toEqual([503, 'close'])
  expect(await ready.json()).toMatchObject({
    status: 'unavailable',
    checks: { mongodb: { ok: true }, stopping: { ok: false } },
  })
  expect((await fetch(`${url}/livez`)).status).toBe(200)
  const made = await fetch(`${url}${prefix}/jobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ parameters: session() }),
  })
  expect(made.status).toBe(201)
  expect(draining.app.stopping.aborted).toBe(false)
  await drained
  await draining.close()
  await expect(fetch(`${url}/livez`)).rejects.toThrow()
})

it('lets what has begun end, tells who waits what there is, answers what is on its way and takes nobody new', async () => {
  const looks = vi.spyOn(test.stack.jobs, 'get')
  const waiting = fetch(`${origin}${prefix}/jobs/${job}?wait=60`)
  await until(() => looks.mock.calls.length > 0, 5_000, 'the long poll has begun')
  const stream = await fetch(`${origin}${prefix}/jobs/${job}/events`)
  const sending = talk()
  const body = JSON.stringify({ parameters: session() })
  const head = `POST ${prefix}/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`
  sending.say(head + body.slice(0, 20))
  await until(() => sending.heard().includes('100 Continue'), 5_000, 'the request has begun')
  const idle = talk()
  idle.get('/livez')
  await until(() => idle.heard().includes('"ok"'), 5_000, 'the connection is open')
  const unused = talk()
  unused.get('/livez')
  await until(() => unused.heard().includes('"ok"'), 5_000, 'another one is open')

  const closing = test.app.close()
  await until(() => test.app.stopping.aborted, 5_000, 'it stops')
  await expect(fetch(`${origin}/livez`)).rejects.toThrow()
  idle.get(`${prefix}/jobs`)
  await until(() => idle.isClosed(), 5_000, 'the request has its answer, and the connection its end')
  expect(unused.isClosed()).toBe(false)
  sending.say(body.slice(20))

  const answer = await waiting
  expect([answer.status, ((await answer.json()) as { job: { status: string } }).job.status]).toEqual([
    200,
    'pending',
  ])
  // A clean end without the job's end: the client comes back, with the id of the last event.
  expect(await stream.text()).not.toContain('job.completed')
  await closing
  expect(sending.heard()).toMatch(/\r\n\r\nHTTP\/1\.1 201 /)
  const [, headers = '', answered = ''] =
    /\{"status":"ok"\}HTTP\/1\.1 200[^\r]*\r\n([\s\S]*?)\r\n\r\n([\s\S]*)$/.exec(idle.heard()) ?? []
  expect(headers.toLowerCase()).toContain('connection: close')
  expect(sending.heard().toLowerCase()).toContain('connection: close')
  const fields = headers.split('\r\n').map((line) => line.split(': ') as [string, string])
  const lowercase = Object.fromEntries(fields.map(([name, value]) => [name.toLowerCase(), value]))
  documentChecker(test.app).conforms('GET', `${prefix}/jobs`, 200, lowercase, answered)
  // Nothing was asked on it: it goes with the rest.
  await until(() => unused.isClosed(), 5_000, 'the unused connection is closed')
})
