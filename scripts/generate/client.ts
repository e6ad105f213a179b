/** The part of the OpenAPI document that a client needs. */
interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  oneOf?: Schema[]
  anyOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema | false
  prefixItems?: Schema[]
  description?: string
}
interface Media {
  schema?: Schema
}
interface Operation {
  operationId: string
  summary: string
  parameters?: { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: Schema }[]
  requestBody?: { required?: boolean; content: Record<string, Media> }
  responses: Record<string, { content?: Record<string, Media> }>
}
export interface OpenApi {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

const head = '// Generated from docs/openapi.json by scripts/generate.ts.\n'

/** Every schema as a type of the same name. */
export function clientTypes({ components }: OpenApi): string {
  const types = Object.entries(components.schemas).map(([name, schema]) => {
    const comment = schema.description ? `/** ${schema.description} */\n` : ''
    return `${comment}export type ${name} = ${typeOf(schema)}\n`
  })
  return `${head}\n${types.join('\n')}`
}

/** Every operation as a method from parameters, headers and body to the response type. */
export function clientOperations({ paths, components }: OpenApi): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => describe(path, method.toUpperCase(), operation)),
  )
  const sorted = operations.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const queries = sorted.flatMap(({ queryType }) => queryType ?? [])
  const used = Object.keys(components.schemas)
    .filter((name) => sorted.some(({ types }) => new RegExp(`\\b${name}\\b`).test(types)))
    .sort()
  const methods = sorted.map(
    ({ id, summary, input, isOptional, result, call }) =>
      `  /** ${summary} */\n  ${id}(given: ${input}${isOptional ? ' = {}' : ''}): Promise<${result}> {\n    return ${call}\n  }`,
  )
  return `${head}
import type { CallOptions, ClientOptions } from './client-options.ts'
import { type Connection, connect } from './connection.ts'
import { send, sendForResponse } from './send.ts'
import type { ${used.join(', ')} } from './types.ts'

${queries.join('\n\n')}

/** One method for each operation of the API. Every answer that is not 2xx is thrown as an \`ApiError\`. */
export class Operations {
  protected readonly connection: Connection

  constructor(options: ClientOptions) {
    this.connection = connect(options)
  }

${methods.join('\n\n')}
}
`
}

function describe(path: string, method: string, operation: Operation) {
  const { operationId: id, summary, parameters = [], requestBody, responses } = operation
  const nameOfQuery = `${id[0]?.toUpperCase()}${id.slice(1)}Query`
  let queryType: string | null = null
  const groups = (['path', 'query', 'header'] as const).flatMap((place) => {
    const own = parameters.filter((parameter) => parameter.in === place)
    if (own.length === 0) return []
    const fields = own.map(
      ({ name, required, schema }) => `${JSON.stringify(name)}${required ? '' : '?'}: ${typeOf(schema)}`,
    )
    const needed = own.some(({ required }) => required)
    const type = `{ ${fields.join('; ')} }`
    if (place === 'query') queryType = `export type ${nameOfQuery} = ${type}`
    return [{ text: `${place}${needed ? '' : '?'}: ${place === 'query' ? nameOfQuery : type}`, needed, type }]
  })
  const body = requestBody?.content['application/json']?.schema
  if (body) {
    // A body of another type may take its place.
    const needed = requestBody?.required === true && Object.keys(requestBody.content).length === 1
    groups.push({ type: '', text: `body${needed ? '' : '?'}: ${typeOf(body)}`, needed })
  }
  const texts = Object.keys(requestBody?.content ?? {}).filter((type) => !/json$|^multipart/.test(type))
  if (texts.length > 0) {
    const types = texts.map((type) => JSON.stringify(type)).join(' | ')
    groups.push({ type: '', text: `text?: { type: ${types}; content: string }`, needed: false })
  }
  // Each part of a form is a file.
  const form = requestBody?.content['multipart/form-data']?.schema
  if (form) groups.push({ type: '', text: `form: Record<keyof ${typeOf(form)}, Blob>`, needed: true })
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))
  const answered = success?.[1].content ?? {}
  // Where the answer has several types, the caller reads the one that was asked for.
  const json = Object.keys(answered).length === 1 ? answered['application/json']?.schema : undefined
  const result = json ? typeOf(json) : 'Response'
  const input = [
    'CallOptions',
    ...(groups.length > 0 ? [`{ ${groups.map(({ text }) => text).join('; ')} }`] : []),
  ].join(' & ')
  const sender = json ? `send<${result}>` : 'sendForResponse'
  const traits = [
    ...(parameters.some(({ name }) => name === 'idempotency-key') ? ['takesKey: true'] : []),
    // A probe tells that the service is not ready; that is no failure to repeat it after.
    ...(responses['503'] ? ['once: true'] : []),
  ]
  return {
    id,
    summary,
    input,
    result,
    queryType,
    types: `${input} ${queryType ?? ''} ${result}`,
    isOptional: groups.every(({ needed }) => !needed),
    call: `${sender}(this.connection, '${method}', '${path}', given${traits.length > 0 ? `, { ${traits.join(', ')} }` : ''})`,
  }
}

function typeOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? 'never'
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const choices = schema.oneOf ?? schema.anyOf
  if (choices) return choices.map((choice) => wrap(typeOf(choice))).join(' | ')
  if (schema.allOf) return schema.allOf.map((part) => wrap(typeOf(part))).join(' & ')
  if (Array.isArray(schema.type))
    return schema.type.map((type) => wrap(typeOf({ ...schema, type }))).join(' | ')
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type
    case 'integer':
    case 'number':
      return 'number'
    case 'array':
      if (schema.prefixItems) return `[${schema.prefixItems.map(typeOf).join(', ')}]`
      return `${wrap(schema.items ? typeOf(schema.items) : 'unknown')}[]`
    case 'object':
      return objectType(schema)
    default:
      return 'unknown'
  }
}

function objectType({ properties = {}, required = [], additionalProperties: more }: Schema): string {
  const fields = Object.entries(properties).map(
    ([name, schema]) => `${JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema)}`,
  )
  if (fields.length === 0) return `Record<string, ${typeof more === 'object' ? typeOf(more) : 'unknown'}>`
  const open =
    more !== false && more !== undefined && Object.keys(more).length >= 0 ? ' & Record<string, unknown>' : ''
  return `{ ${fields.join('; ')} }${open}`
}

const wrap = (type: string): string => (/[|&]/.test(type) ? `(${type})` : type)
