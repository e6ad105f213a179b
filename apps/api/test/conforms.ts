import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'

/** A part of an OpenAPI document, as far as a test needs it. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  oneOf?: Schema[]
  anyOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  pattern?: string
  format?: string
  examples?: unknown[]
  contentSchema?: Schema
}
export interface Media {
  schema?: Schema
  example?: unknown
}
export interface Header {
  required?: boolean
  schema: Schema
}
export interface Answering {
  $ref?: string
  content?: Record<string, Media>
  headers?: Record<string, Header>
}
export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema: Schema
}
export interface Operation {
  operationId: string
  summary?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Record<string, Media> }
  /** `default` is every error. */
  responses: Record<string, Answering>
  'x-error-statuses': number[]
}
export interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema>; responses?: Record<string, Answering> }
}

export interface Checker {
  /** Throws, naming the route, when the document does not describe this answer. */
  conforms(
    method: string,
    path: string,
    status: number,
    headers: Record<string, unknown>,
    body: Buffer | string,
  ): void
  /** What is wrong with a value by a schema of the document, or null. */
  problemOf(schema: Schema, value: unknown): string | null
  /** The operation that answers, and the template of its path. */
  find(method: string, path: string): { template: string; operation: Operation } | null
  answerOf(operation: Operation, status: number): Answering | undefined
}

/** Pages for people, and what a library serves for them: see the second table of docs/contract.md. */
const pages = /^\/(docs(\/.*)?|llms\.txt|index\.html|assets\/.*)?$/

/** Headers that an error of this status must have. */
const errorHeaders: Record<number, string> = {
  401: 'WWW-Authenticate',
  405: 'Allow',
  416: 'Content-Range',
  429: 'Retry-After',
  503: 'Retry-After',
}

/** The service gives nothing that is not described, though clients have to bear it: answers are open in the document. */
function closed<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(closed) as T
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, closed(one)]))
  const isOpen = typeof inner.properties === 'object' && !('additionalProperties' in inner)
  return (isOpen && inner.type === 'object' ? { ...inner, additionalProperties: false } : inner) as T
}

/** Checks answers against an OpenAPI document; each schema is compiled when it is first needed. */
export function checkerOf(document: Document): Checker {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true, logger: false })
  formats.default(ajv)
  ajv.addFormat('binary', true)
  const { paths, components } = document
  ajv.addSchema({ paths, components: { ...components, schemas: closed(components.schemas) } }, 'document')
  const compiled = new Map<string, ValidateFunction>()
  const validatorOf = (schema: Schema): ValidateFunction => {
    const text = JSON.stringify(schema)
    const known = compiled.get(text)
    if (known) return known
    const made = ajv.compile(JSON.parse(text.replaceAll('"$ref":"#/', '"$ref":"document#/')))
    compiled.set(text, made)
    return made
  }
  const routes = Object.entries(document.paths).map(([template, methods]) => ({
    template,
    methods,
    pattern: patternOf(template),
    // The router takes a fixed segment before a parameter, and a parameter before the rest of a path.
    rank: template.replace(/\{path\}/, '~~').replace(/\{\w+\}/g, '~'),
  }))
  routes.sort((a, b) => (a.rank < b.rank ? -1 : 1))

  function problemOf(schema: Schema, value: unknown): string | null {
    const validate = validatorOf(schema)
    if (validate(value)) return null
    return (validate.errors ?? [])
      .slice(0, 5)
      .map(
        ({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
      )
      .join('; ')
  }

  function find(method: string, path: string) {
    const wanted = (method === 'HEAD' ? 'GET' : method).toLowerCase()
    const plain = path.split('?', 1)[0] ?? ''
    const route = routes.find(({ pattern, methods }) => pattern.test(plain) && wanted in methods)
    const operation = route?.methods[wanted]
    return route && operation ? { template: route.template, operation } : null
  }

  function answerOf(operation: Operation, status: number): Answering | undefined {
    const isError = operation['x-error-statuses'].includes(status)
    const stated = operation.responses[isError ? 'default' : status]
    const name = stated?.$ref?.split('/').at(-1)
    return name === undefined ? stated : components.responses?.[name]
  }

  function checkBody(answer: Answering, headers: Record<string, unknown>, body: string): void {
    const type = String(headers['content-type'] ?? '').split(';', 1)[0] ?? ''
    if (!answer.content) {
      if (body !== '') throw new Error(`has a body, ${type}, where the document has none`)
      return
    }
    const media = answer.content[type] ?? answer.content['*/*']
    if (!media) throw new Error(`is ${type || 'of no type'}, not ${Object.keys(answer.content).join(' or ')}`)
    if (type === 'text/event-stream') {
      for (const [, data] of body.matchAll(/^data: (.*)$/gm)) {
        const problem = problemOf(media.schema?.contentSchema ?? {}, JSON.parse(data ?? ''))
        if (problem) throw new Error(`has an event that is not described: ${problem}: ${data}`)
      }
      return
    }
    // Artifacts may be JSON too; what they hold is not the contract's.
    if (type !== 'application/json' || answer.content[type] === undefined) return
    const problem = problemOf(media.schema ?? {}, JSON.parse(body))
    if (problem) throw new Error(`has a body that is not described: ${problem}: ${body.slice(0, 1000)}`)
  }

  function checkHeaders(stated: Record<string, Header>, given: Record<string, unknown>): void {
    for (const [name, { required = false, schema }] of Object.entries(stated)) {
      const value = given[name.toLowerCase()]
      if (value === undefined) {
        if (required) throw new Error(`lacks the header ${name}`)
        continue
      }
      const problem = problemOf(schema, schema.type === 'integer' ? Number(value) : String(value))
      if (problem) throw new Error(`has a header ${name} that is not described: ${problem}`)
    }
  }

  return {
    find,
    problemOf,
    answerOf,
    conforms(method, path, status, headers, body) {
      const text = body.toString()
      const found = find(method, path)
      try {
        if (!found) {
          if (pages.test(path.split('?', 1)[0] ?? '') && status < 400) return
          // No such route: nothing but the envelope may come back.
          if (![400, 401, 403, 404, 405, 413, 415, 421, 429].includes(status))
            throw new Error('has no operation')
          if (status === 405 && headers.allow === undefined) throw new Error('lacks the header Allow')
          checkErrorEnvelope(text)
          return
        }
        const answer = answerOf(found.operation, status)
        if (!answer) throw new Error(`is not one of ${statusesOf(found.operation).join(', ')}`)
        checkHeaders(answer.headers ?? {}, headers)
        const isError = found.operation['x-error-statuses'].includes(status)
        const needed = isError ? errorHeaders[status] : undefined
        if (needed !== undefined && headers[needed.toLowerCase()] === undefined)
          throw new Error(`lacks the header ${needed}`)
        if (method !== 'HEAD') checkBody(answer, headers, text)
      } catch (error) {
        const what = error instanceof Error ? error.message : String(error)
        const name = found?.operation.operationId ?? 'no operation'
        throw new Error(`${method} ${path.slice(0, 300)} (${name}): ${status} ${what}`)
      }
    },
  }

  function checkErrorEnvelope(text: string): void {
    const problem = problemOf({ $ref: '#/components/schemas/ErrorAnswer' }, JSON.parse(text))
    if (problem) throw new Error(`is not in the envelope: ${problem}: ${text.slice(0, 500)}`)
  }
}

/** All statuses that an operation may give, in order. */
export function statusesOf(operation: Operation): number[] {
  const own = Object.keys(operation.responses).filter((status) => status !== 'default')
  return [...own.map(Number), ...operation['x-error-statuses']].sort((a, b) => a - b)
}

function patternOf(template: string): RegExp {
  const source = template
    .split('/')
    .map((segment) => {
      if (segment === '{path}') return '.+'
      return segment.startsWith('{') ? '[^/]+' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    })
    .join('/')
  return new RegExp(`^${source}$`)
}
