/** Requests that Node would answer by itself: B09 of docs/bad-inputs.md, and what belongs to it. */
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { documentChecker, prefix } from './call.ts'
import { type TestApp, testApp } from './test-app.ts'

let test: TestApp
let port: number
beforeAll(async () => {
  test = await testApp()
  port = Number(new URL(await test.app.listen({ host: '127.0.0.1', port: 0 })).port)
  // Read at each look, so a test need not wait for as long as a client may take.
  Object.assign(test.app.server, { headersTimeout: 300, requestTimeout: 600 })
})
afterAll(() => test?.close())

interface Raw {
  status: number
  headers: Record<string, string>
  body: string
}

/** Says it and listens until the server closes. */
async function say(text: string): Promise<Raw> {
  const heard = await new Promise<string>((resolve, reject) => {
    let all = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk) => {
      all += chunk
    })
    socket.on('close', () => resolve(all))
    socket.on('error', () => {})
    socket.setTimeout(20_000, () => reject(new Error('no end')))
  })
  const [head = '', body = ''] = heard.split(/\r\n\r\n(.*)/s)
  const [first = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  )
  return { status: Number(first.split(' ')[1]), headers, body }
}

const many = Array.from({ length: 2_000 }, (_, index) => `X-Header-${index}: x\r\n`).join('')
it.each([
  ['slow headers', 'GET {path} HTTP/1.1\r\nHost: localhost\r\n', 408, 'request_timeout'],
  [
    'a slow body',
    'POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{',
    408,
    'request_timeout',
  ],
  ['2000 headers', `GET {path} HTTP/1.1\r\nHost: localhost\r\n${many}\r\n`, 431, 'headers_too_large'],
  [
    'a long header',
    `GET {path} HTTP/1.1\r\nHost: localhost\r\nX-A: ${'x'.repeat(20_000)}\r\n\r\n`,
    431,
    'headers_too_large',
  ],
  ['no Host', 'GET {path} HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'validation_error'],
  ['nonsense', 'what is this\r\n\r\n', 400, 'validation_error'],
  [
    'two lengths',
    'POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    400,
    'validation_error',
  ],
])('B09: %s', async (_, text, status, type) => {
  const path = `${prefix}/jobs`
  const answer = await say(text.replace('{path}', path))
  expect([answer.status, JSON.parse(answer.body).error_type]).toEqual([status, type])
  const method = text.startsWith('POST') ? 'POST' : 'GET'
  documentChecker(test.app).conforms(method, path, answer.status, answer.headers, answer.body)
  expect(answer.headers['x-request-id']).toBe(JSON.parse(answer.body).request_id)
})

it('B09: a slow body of a request that was answered before: one answer, and the end', async () => {
  const heard = await say(
    `POST ${prefix}/jobs HTTP/1.1\r\nHost: evil.example\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{`,
  )
  expect([heard.status, JSON.parse(heard.body).error_type]).toEqual([421, 'misdirected_request'])
})

it.each([
  ['slow headers', 'GET /livez HTTP/1.1\r\nHost: localhost\r\n'],
  ['nonsense', 'what is this\r\n\r\n'],
])('B09: what Node refuses has the headers of every answer: %s', async (_, text) => {
  expect((await say(text)).headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    connection: 'close',
  })
})

it('an expectation that is not known is no reason to refuse', async () => {
  const answer = await say(
    'GET /livez HTTP/1.1\r\nHost: localhost\r\nExpect: the-unexpected\r\nConnection: close\r\n\r\n',
  )
  expect([answer.status, JSON.parse(answer.body)]).toEqual([200, { status: 'ok' }])
})
