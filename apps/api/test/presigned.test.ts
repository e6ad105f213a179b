/** Downloads that are handed to the artifact store: what the API answers. That the addresses work is tried by `npm run test:s3`. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type S3TestServer, startS3Server } from '../../../packages/artifacts/test/s3-server.ts'
import { type CallOptions, callOf } from './call.ts'
import { completeJob } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let server: S3TestServer
let test: TestApp
let paths: string[]
beforeAll(async () => {
  server = await startS3Server()
  test = await testApp({
    auth: 'header',
    environment: {
      ARTIFACTS_URL: `s3://bucket/prefix?endpoint=${encodeURIComponent(server.endpoint)}&forcePathStyle=true&publicEndpoint=${encodeURIComponent('https://files.example')}`,
      ARTIFACTS_PRESIGN: '15m',
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'secret',
    },
  })
  const headers = { 'x-user-id': 'anna' }
  const created = await call('POST', 'jobs', {
    headers,
    body: { parameters: session({ video_transcript: 'x' }) },
  })
  const id = created.body.job.job_id
  await completeJob(test.stack, id)
  const { body } = await call('GET', `jobs/${id}`, { headers })
  paths = [`jobs/${id}/download-archive`, body.job.results.markdown_url.replace('/api/event-job/', '')]
})
afterAll(async () => {
  await test?.close()
  await server?.close()
})
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)
const asAnna = (headers: Record<string, string> = {}) => ({ headers: { 'x-user-id': 'anna', ...headers } })

it('a reader is sent to an address of the store with type, name and time, which nothing keeps', async () => {
  for (const path of paths) {
    const answer = await call('GET', path, asAnna())
    expect(answer.status).toBe(307)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers).not.toHaveProperty('etag')
    const url = new URL(String(answer.headers.location))
    expect([url.origin, url.pathname]).toEqual([
      'https://files.example',
      expect.stringMatching(/^\/bucket\/prefix\/u_3aanna\/sha256\/[0-9a-f]{64}$/),
    ])
    const asked = Object.fromEntries(url.searchParams)
    expect(asked).toMatchObject({ 'X-Amz-Expires': '900', 'response-cache-control': 'private, no-cache' })
    const isArchive = path.endsWith('archive')
    expect(asked['response-content-type']).toBe(
      isArchive ? 'application/zip' : 'text/markdown; charset=utf-8',
    )
    expect(asked['response-content-disposition']).toMatch(
      isArchive ? /^attachment; filename="/ : /^inline; filename="/,
    )
  }
})

it('only after the checks of access', async () => {
  for (const path of paths) {
    const answer = await call('GET', path, { headers: { 'x-user-id': 'ben' } })
    expect(answer.status).toBe(403)
    expect(answer.headers).not.toHaveProperty('location')
  }
})

it('HEAD, a copy that is still good and a range beyond the end are answered here', async () => {
  for (const path of paths) {
    const head = await call('HEAD', path, asAnna())
    expect([head.status, head.headers.location]).toEqual([200, undefined])
    const etag = String(head.headers.etag)
    expect((await call('GET', path, asAnna({ 'if-none-match': etag }))).status).toBe(304)
    expect((await call('GET', path, asAnna({ range: 'bytes=999999999-' }))).status).toBe(416)
    expect((await call('GET', path, asAnna({ range: 'bytes=0-1' }))).status).toBe(307)
  }
})

it('a script of a page is sent the bytes, as only rules of the bucket would let it read those of the store', async () => {
  for (const path of paths) {
    const answer = await call('GET', path, asAnna({ 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }))
    expect([answer.status, answer.headers.location]).toEqual([200, undefined])
    expect(answer.headers.etag).toMatch(/^"[0-9a-f]{64}"$/)
    const picture = await call(
      'GET',
      path,
      asAnna({ 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }),
    )
    expect(picture.status).toBe(307)
  }
})

it('the dashboard may show pictures of the store, and ask it for nothing else', async () => {
  const answer = await call('GET', '/')
  const rules = String(answer.headers['content-security-policy']).split('; ')
  expect(rules).toContain("img-src 'self' blob: https://files.example data:")
  expect(rules).toContain("media-src 'self' blob: https://files.example")
  expect(rules).toContain("connect-src 'self'")
})
