/** What the service says of itself: errors, version, the guide for language models. All without a network. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorTable, warningTable } from '@async-events/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorGuide } from '../src/documents/error-guide.ts'
import { warningGuide } from '../src/documents/warning-guide.ts'
import { errorTypes } from '../src/schemas/errors.ts'
import { callOf } from './call.ts'
import { type TestApp, testApp } from './test-app.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp({ auth: 'api-key' })
})
afterAll(() => test?.close())
const get = (path: string) => callOf(test.app)('GET', path)
const read = (file: string): string => readFileSync(join(import.meta.dirname, '../../../docs', file), 'utf8')

describe('errors', () => {
  it('every answer leads to the place of its type on a page that is served', async () => {
    const { body } = await get('jobs')
    expect([body.error_type, body.doc_url]).toEqual(['unauthorized', '/docs/errors#unauthorized'])
    const [path = '', anchor] = body.doc_url.split('#')
    const page = await get(path)
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.raw.toString()).toContain(`id="${anchor}"`)
    expect((await get('/nowhere')).body.doc_url).toBe('/docs/errors#not_found')
  })

  it('the page and docs/errors.md explain every type and code once', async () => {
    const page = (await get('/docs/errors')).raw.toString()
    const anchors = [...page.matchAll(/<article id="([a-z_]+)">/g)].map(([, code]) => code)
    expect(anchors.toSorted()).toEqual(Object.keys({ ...errorTable, ...warningTable }).sort())
    expect(anchors).toEqual(expect.arrayContaining([...errorTypes]))
    const headings = [...read('errors.md').matchAll(/^### `([a-z_]+)`$/gm)].map(([, code]) => code)
    expect(headings).toEqual(anchors)
  })

  it('the page needs nothing from elsewhere', async () => {
    const page = (await get('/docs/errors')).raw.toString()
    expect(page).not.toMatch(/https?:\/\/|<script|style="/)
    for (const [, path = ''] of page.matchAll(/(?:href|src)="(\/[^"#]*)"/g))
      expect([path, (await get(path)).status]).toEqual([path, 200])
  })

  it('settings and routes that the texts name exist', () => {
    const known = `${read('contract.md')} ${read('../.env.example')}`
    for (const [code, { cause, remedy }] of Object.entries({ ...errorGuide, ...warningGuide }))
      for (const [, name = ''] of `${cause} ${remedy}`.matchAll(/`([A-Z]+_[A-Z_]+|[A-Z]+ \/[^`?]*)[^`]*`/g))
        expect([code, name, known.includes(name.replace(/^[A-Z]+ /, '').split('=')[0] ?? '')]).toEqual([
          code,
          name,
          true,
        ])
  })
})

it('the version of everything that decides a result, and no secret', async () => {
  const { status, body } = await get('/version')
  expect([status, body]).toEqual([
    200,
    {
      version: '0.1.0',
      commit: '0123abc',
      built_at: null,
      node: process.version,
      api_version: (await get('/openapi.json')).body.info.version,
      processors: expect.objectContaining({
        scrape: test.stack.contracts.scrape?.version,
        transform: test.stack.contracts.transform?.version,
      }),
    },
  ])
  expect(Object.keys(body.processors).sort()).toEqual(Object.keys(test.stack.contracts).sort())
})

it('llms.txt names every route of the document, and is docs/llms.txt', async () => {
  const { status, headers, raw } = await get('/llms.txt')
  expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8'])
  const text = raw.toString()
  const { paths } = (await get('/openapi.json')).body
  for (const [path, methods] of Object.entries<object>(paths))
    for (const method of Object.keys(methods)) expect(text).toContain(`- ${method.toUpperCase()} ${path} (`)
  for (const [, path = ''] of text.matchAll(/\]\((\/[^)]*)\)/g))
    expect([path, (await get(path)).status]).toEqual([path, 200])
  expect(text.split('\n').sort()).toEqual(read('llms.txt').split('\n').sort())
})
