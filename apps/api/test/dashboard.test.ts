import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callOf } from './call.ts'
import { type TestApp, testApp } from './test-app.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp()
})
afterAll(() => test?.close())
const get = (path: string, headers: Record<string, string> = {}) => callOf(test.app)('GET', path, { headers })

it('serves the page under /, which a browser asks for again each time', async () => {
  const { status, headers, raw } = await get('/')
  expect([status, headers['content-type'], headers['cache-control']]).toEqual([
    200,
    'text/html; charset=utf-8',
    'no-cache',
  ])
  expect(raw.toString()).toContain('src="./assets/index-0a1b2c3d.js"')
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; media-src 'self' blob:; img-src 'self' blob: data:; " +
      "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
  const again = await get('/', { 'if-none-match': String(headers.etag) })
  expect([again.status, again.raw.length]).toEqual([304, 0])
})

it('lets browsers keep what has its hash in its name', async () => {
  const { status, headers } = await get('/assets/index-0a1b2c3d.js')
  expect([status, headers['content-type'], headers['cache-control']]).toEqual([
    200,
    'application/javascript; charset=utf-8',
    'public, max-age=31536000, immutable',
  ])
})

it.each(['/assets/', '/assets/no-such.js', '/assets/..%2f..%2fpackage.json', '/batches/x', '/status.js'])(
  'answers nothing else: %s',
  async (path) => {
    const { status, body } = await get(path)
    expect([status, body.error_type]).toEqual([404, 'not_found'])
  },
)

it.each([
  ['/docs/', 'text/html'],
  ['/docs/errors', 'text/html'],
  ['/docs/errors.css', 'text/css'],
  ['/openapi.json', 'application/json'],
  ['/metrics', 'text/plain'],
  ['/llms.txt', 'text/plain'],
  ['/readyz', 'application/json'],
  ['jobs', 'application/json'],
])('hides no route of the service: %s', async (path, type) => {
  const { status, headers } = await get(path)
  expect([status, String(headers['content-type']).split(';')[0]]).toEqual([200, type])
})

it('says how it is built where it is not', async () => {
  const folder = join(test.dataDir, 'not-built')
  await mkdir(folder)
  const unbuilt = await testApp({ dashboardFolder: folder })
  const { status, body } = await callOf(unbuilt.app)('GET', '/')
  expect([status, body.error_type, body.message]).toEqual([
    404,
    'not_found',
    expect.stringContaining('npm run build:dashboard'),
  ])
  // The rest of the service needs no page.
  expect((await callOf(unbuilt.app)('GET', 'jobs')).status).toBe(200)
  await unbuilt.close()
})

it('takes a build that appears while it runs at the next start only', async () => {
  await writeFile(join(test.dataDir, 'dashboard/late.js'), '')
  expect((await get('/late.js')).status).toBe(404)
})
