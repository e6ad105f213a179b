/** The app, its OpenAPI document and docs/contract.md say the same. Every answer of every test is checked in call.ts. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callOf, documentChecker } from './call.ts'
import {
  type Checker,
  checkerOf,
  type Document,
  type Operation,
  type Schema,
  statusesOf,
} from './conforms.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let test: TestApp
let document: Document
let checker: Checker
beforeAll(async () => {
  test = await testApp()
  await test.app.ready()
  document = test.app.swagger() as unknown as Document
  checker = documentChecker(test.app)
})
afterAll(() => test?.close())

interface Row {
  method: string
  path: string
  /** Null: for people, not in the document. */
  operationId: string | null
  success: number[]
  errors: number[]
}

const contract = readFileSync(join(import.meta.dirname, '../../../docs/contract.md'), 'utf8')
const prefix = '/api/event-job'

/** The rows of both tables of section 1. */
function rowsOf(text: string): Row[] {
  const [api = '', service = ''] = text.split('\nOutside the prefix', 2)
  const read = (part: string, before: string): Row[] =>
    [...part.matchAll(/^\| (GET|POST|PUT|PATCH|DELETE) `(\/[^`]*)` +\|(.*)\|$/gm)].map(
      ([, method = '', path = '', rest = '']) => {
        const [id = '', , success = '', errors = ''] = rest.split(/(?<!\\)\|/).map((cell) => cell.trim())
        return {
          method,
          path: before + path,
          operationId: id === '–' ? null : id,
          success: statusesIn(success.replace(/`[^`]*`/g, '')).filter((status) => status < 400),
          errors: statusesIn(errors.replace(/`[^`]*`/g, '')),
        }
      },
    )
  return [...read(api, prefix), ...read(service, '')]
}
const statusesIn = (cell: string): number[] =>
  [...cell.matchAll(/\b[2-5]\d\d\b/g)].map(([found]) => Number(found))

const rows = rowsOf(contract)
/** What every route may answer, by the sentence above the table. */
const anyRoute = statusesIn(/Every route may also answer ([^;]*);/.exec(contract)?.[1] ?? '')

/** The routes that the app has registered, `HEAD` aside. */
const routes = (): { method: string; path: string }[] =>
  test.app.routeList.flatMap(({ url, methods }) =>
    methods
      .filter((method) => method !== 'HEAD')
      .map((method) => ({ method, path: url.replace(/:(\w+)/g, '{$1}').replace('*', '{path}') })),
  )
/** What a page for people loads. */
const isPartOfPage = (path: string): boolean => /^\/(docs\/.*|index\.html|assets\/.*)$/.test(path)

describe('routes', () => {
  it('the contract names routes and what all of them may answer', () => {
    expect(rows.length).toBeGreaterThan(30)
    expect(anyRoute).toEqual([400, 401, 403, 405, 408, 413, 415, 421, 429, 431, 500, 503])
    expect(new Set(rows.map(({ method, path }) => `${method} ${path}`)).size).toBe(rows.length)
  })

  it('every route is in the table of docs/contract.md', () => {
    const listed = new Set(rows.map(({ method, path }) => `${method} ${path}`))
    const missing = routes()
      .filter(({ path }) => !isPartOfPage(path))
      .map(({ method, path }) => `${method} ${path}`)
      .filter((route) => !listed.has(route))
    expect(missing).toEqual([])
  })

  it('every route is in the OpenAPI document with an id, a summary and a tag, and nothing else is', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => {
        const { operationId, summary, tags } = operation
        expect([path, operationId, summary, tags], path).toEqual([
          path,
          expect.stringMatching(/^[a-z][A-Za-z]+$/),
          expect.stringMatching(/^[A-Z].*[^.]$/),
          [expect.any(String)],
        ])
        return `${method.toUpperCase()} ${path}`
      }),
    )
    const forPeople = new Set(rows.filter((row) => row.operationId === null).map(({ path }) => path))
    const served = routes()
      .filter(({ path }) => !isPartOfPage(path) && !forPeople.has(path))
      .map(({ method, path }) => `${method} ${path}`)
    expect(described.sort()).toEqual(served.sort())
    const ids = operations().map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('what is served is as the table says: operationId, success, errors', () => {
    const problems = operations().flatMap(({ method, path, operation }) => {
      const row = rows.find((one) => one.method === method && one.path === path)
      if (!row) return [`${method} ${path} has no row`]
      const statuses = statusesOf(operation)
      const own = statuses.filter((status) => status >= 400 && !anyRoute.includes(status))
      const stated = row.errors.filter((status) => !anyRoute.includes(status))
      const found = [operation.operationId, statuses.filter((status) => status < 400).sort(), own.sort()]
      const wanted = [row.operationId, row.success.toSorted(), stated.sort()]
      return JSON.stringify(found) === JSON.stringify(wanted)
        ? []
        : [`${method} ${path} is ${JSON.stringify(found)}, in the table ${JSON.stringify(wanted)}`]
    })
    expect(problems).toEqual([])
  })

  it('every route of the API may give what any route may', () => {
    for (const { path, operation } of operations().filter((one) => one.path.startsWith(prefix)))
      for (const status of anyRoute)
        expect([path, statusesOf(operation)]).toEqual([path, expect.arrayContaining([status])])
  })

  it('docs/openapi.json is what is served', async () => {
    const committed = readFileSync(join(import.meta.dirname, '../../../docs/openapi.json'), 'utf8')
    const served = await callOf(test.app)('GET', '/openapi.json')
    expect(served.body).toEqual(JSON.parse(committed))
  })
})

function operations(): { method: string; path: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
}

const resolve = (schema: Schema): Schema =>
  schema.$ref ? (document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema

/** `a, b? = 1, c[], d {e, f} (g)` → a, b?, c, d */
const fieldsIn = (text: string): string[] =>
  text
    .replace(/\([^)]*\)|\{[^}]*\}|\[\]/g, '')
    .split(',')
    .map((field) => field.trim().split(' ')[0] ?? '')

describe('schemas', () => {
  it('every body and every JSON answer has a schema with a name', () => {
    for (const { path, operation } of operations()) {
      const bodies = Object.entries(operation.requestBody?.content ?? {})
      const answers = statusesOf(operation).flatMap((status) =>
        Object.entries(checker.answerOf(operation, status)?.content ?? {}),
      )
      for (const [type, media] of [...bodies, ...answers])
        if (type === 'application/json')
          expect([path, media.schema?.$ref]).toEqual([
            path,
            expect.stringMatching(/^#\/components\/schemas\//),
          ])
    }
  })

  it('every JSON body and answer shows an example, and each is valid', () => {
    for (const { path, operation } of operations()) {
      const answers = statusesOf(operation).map((status) => checker.answerOf(operation, status))
      for (const content of [operation.requestBody?.content, ...answers.map((answer) => answer?.content)]) {
        const media = content?.['application/json']
        if (!media?.schema) continue
        const examples =
          media.example === undefined ? (resolve(media.schema).examples ?? []) : [media.example]
        expect([path, examples.length > 0]).toEqual([path, true])
        for (const example of examples) expect(checker.problemOf(media.schema, example), path).toBeNull()
      }
    }
  })

  it.each([
    ['JobCreate', 'SessionJobCreate'],
    ['Webhook', 'Webhook'],
    ['Job', 'Job'],
    ['JobResults', 'JobResults'],
    ['JobError', 'JobError'],
    ['Batch', 'Batch'],
    ['ErrorAnswer', 'ErrorAnswer'],
  ])('section 2 of the contract names the fields of %s', (name, id) => {
    const stated = contract.split('\n').find((text) => text.startsWith(`**${name}**`)) ?? ''
    const inner = stated.slice(stated.indexOf('`{ ') + 3, stated.lastIndexOf(' }`'))
    const { properties = {}, required = [] } = document.components.schemas[id] ?? {}
    const isNullable = ({ type, oneOf = [] }: Schema): boolean =>
      (Array.isArray(type) && type.includes('null')) || oneOf.some((choice) => choice.type === 'null')
    const described = Object.entries(properties).map(([field, schema]) =>
      isNullable(schema) || !required.includes(field) ? `${field}?` : field,
    )
    expect(fieldsIn(inner).sort()).toEqual(described.sort())
  })

  it.each(['createJob', 'createBatch', 'submit'])('the examples of %s are accepted', async (id) => {
    const found = operations().find(({ operation }) => operation.operationId === id)
    const schema = found?.operation.requestBody?.content['application/json']?.schema
    const examples = resolve(schema ?? {}).examples ?? []
    expect(examples.length).toBeGreaterThan(0)
    for (const example of examples) {
      const answer = await callOf(test.app)('POST', found?.path ?? '', {
        body:
          'batch_id' in (example as object) ? { ...(example as object), batch_id: `example-${id}` } : example,
      })
      expect([answer.status, answer.body.message]).toEqual([201, expect.any(String)])
    }
  })
})

describe('the checker that all tests use', () => {
  it.each<[string, number, object, unknown, string]>([
    ['a status that is not described', 418, {}, { status: 'success' }, 'is not one of'],
    ['a body with a further key', 200, {}, { status: 'success', job: {}, more: 1 }, 'not described'],
    ['another content type', 200, { 'content-type': 'text/html' }, {}, 'not application/json'],
    ['a missing header', 200, { 'x-request-id': undefined }, {}, 'lacks the header'],
    [
      'an error of another kind',
      404,
      {},
      { status: 'error', message: '', error_type: 'nope' },
      'not described',
    ],
  ])('finds %s', (_, status, headers, body, problem) => {
    const given = { 'content-type': 'application/json', 'x-request-id': 'x', ...headers }
    const path = `${prefix}/jobs/job-1`
    expect(() => checker.conforms('GET', path, status, given, JSON.stringify(body))).toThrow(problem)
  })

  it('finds a route that is not described', () => {
    const { '/livez': _, ...paths } = document.paths
    const without = checkerOf({ ...document, paths })
    expect(() => without.conforms('GET', '/livez', 200, {}, '{}')).toThrow('has no operation')
  })

  it('finds an event that is not described', async () => {
    const { body } = await callOf(test.app)('POST', 'jobs', { body: { parameters: session() } })
    const path = `${prefix}/jobs/${body.job.job_id}/events`
    const headers = { 'content-type': 'text/event-stream', 'x-request-id': 'x' }
    const event = {
      type: 'job.created',
      timestamp: new Date().toISOString(),
      job_id: 'j',
      batch_id: null,
      external_id: null,
      metadata: {},
      seq: 1,
      pos: null,
    }
    const frame = (data: object) => `id: 1\nevent: job.created\ndata: ${JSON.stringify(data)}\n\n`
    checker.conforms('GET', path, 200, headers, frame(event))
    expect(() => checker.conforms('GET', path, 200, headers, frame({ ...event, seq: 'x' }))).toThrow('event')
  })
})
