import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { completeJob } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp()
})
afterAll(() => test?.close())
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

const everywhere = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
}

it.each([
  ['a list', 'GET', 'jobs', 200],
  ['health', 'GET', '/livez', 200],
  ['the OpenAPI document', 'GET', '/openapi.json', 200],
  ['nothing', 'GET', '/nope', 404],
  ['a path that cannot be decoded', 'GET', 'jobs/%zz', 404],
  ['another method', 'PUT', 'jobs', 405],
  ['a body that is none', 'POST', 'jobs', 400],
])('JSON is nobody else’s, to keep or to frame: %s', async (_, method, path, status) => {
  const { status: got, headers } = await call(method, path, method === 'POST' ? { raw: '{' } : {})
  expect(got).toBe(status)
  expect(headers).toMatchObject({
    ...everywhere,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  })
  for (const name of ['server', 'x-powered-by', 'access-control-allow-origin', 'set-cookie'])
    expect(headers).not.toHaveProperty(name)
})

it('pages run their own scripts and nothing else', async () => {
  for (const path of ['/', '/docs/', '/docs/static/swagger-ui.css']) {
    const { status, headers } = await call('GET', path)
    expect([path, status]).toEqual([path, 200])
    expect(headers).toMatchObject(everywhere)
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/script-src[^;]*unsafe|upgrade-insecure/)
  }
  // No script of a page stands in it: the policy would not let it run.
  for (const path of ['/', '/docs/'])
    expect((await call('GET', path)).raw.toString()).not.toMatch(/<script(?![^>]* src=)|\son\w+=/)
})

it('what a browser would run is saved, whatever the file is called or its source says of it', async () => {
  const created = await call('POST', 'jobs', { body: { parameters: session({ video_transcript: 'x' }) } })
  const id: string = created.body.job.job_id
  await completeJob(test.stack, id)
  const results = await test.stack.results.get(id, 1)
  const [text, page] = results!.files
  const types: [string, 'inline' | 'attachment', string][] = [
    ['text/markdown', 'inline', 'text/markdown; charset=utf-8'],
    ['image/png', 'inline', 'image/png'],
    ['video/mp4', 'inline', 'video/mp4'],
    ['application/pdf', 'inline', 'application/pdf'],
    ['text/html', 'attachment', 'text/html; charset=utf-8'],
    ['application/xhtml+xml', 'attachment', 'application/xhtml+xml'],
    ['image/svg+xml', 'attachment', 'image/svg+xml'],
    ['image/png+xml', 'attachment', 'image/png+xml'],
    ['text/xml', 'attachment', 'text/xml; charset=utf-8'],
    ['application/xml', 'attachment', 'application/xml'],
    ['text/javascript', 'attachment', 'text/javascript; charset=utf-8'],
    ['application/javascript', 'attachment', 'application/javascript'],
    ['video/mp4+xml', 'attachment', 'video/mp4+xml'],
    ['text/css', 'attachment', 'text/css; charset=utf-8'],
    ['nonsense', 'attachment', 'application/octet-stream'],
    ['text/html\r\nX-Injected: 1', 'attachment', 'application/octet-stream'],
    ['', 'attachment', 'application/octet-stream'],
  ]
  for (const [media_type, disposition, type] of types) {
    await test.stack.results.put({ ...results!, files: [{ ...page!, media_type, path: 'a/b.png' }, text!] })
    const { status, headers } = await call('GET', `files/${id}/1/a/b.png`)
    expect([
      media_type,
      status,
      String(headers['content-disposition']).split(';')[0],
      headers['content-type'],
    ]).toEqual([media_type, 200, disposition, type])
    expect(headers).toMatchObject({
      ...everywhere,
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'cache-control': 'private, no-cache',
    })
    expect(headers).not.toHaveProperty('x-injected')
  }
})
