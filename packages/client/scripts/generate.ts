import { type Declarations, type Declared, declare } from './declare.ts'

/** The part of the OpenAPI document that methods are made of. */
interface Schema {
  $ref?: string
}
interface Media {
  schema?: Schema
}
interface Operation {
  operationId: string
  summary: string
  requestBody?: { required?: boolean; content: Record<string, Media> }
  responses: Record<string, { content?: Record<string, Media> }>
}
export interface OpenApi {
  paths: Record<string, Record<string, Operation>>
}

const head = '// Generated from docs/openapi.json by scripts/generate.ts.\n'

/** Every schema as a type of its name, and every operation as a method from parameters, headers and body to the answer. */
export async function clientModules(document: OpenApi): Promise<{ types: string; operations: string }> {
  const declarations = await declare(document)
  const types = declarations.schemas.map(
    ({ name, comment, type }) => `${comment}\nexport type ${name} = ${type}`,
  )
  return { types: `${head}\n${types.join('\n\n')}\n`, operations: operationsOf(document, declarations) }
}

function operationsOf({ paths }: OpenApi, { schemas, parameters }: Declarations): string {
  const operations = Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) =>
        describe(path, method.toUpperCase(), operation, parameters.get(operation.operationId) ?? []),
      ),
    )
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const queries = operations.flatMap(({ queryType }) => queryType ?? [])
  const methods = operations.map(
    ({ id, summary, input, isOptional, result, call }) =>
      `  /** ${summary} */\n  ${id}(given: ${input}${isOptional ? ' = {}' : ''}): Promise<${result}> {\n    return ${call}\n  }`,
  )
  const code = [...queries, ...methods].join('\n\n').replace(/\/\*\*.*?\*\//gs, '')
  const used = schemas.map(({ name }) => name).filter((name) => new RegExp(`\\b${name}\\b`).test(code))
  return `${head}
import type { CallOptions, ClientOptions } from './client-options.ts'
import { type Connection, connect } from './connection.ts'
import { send, sendForResponse } from './send.ts'
import type { ${used.sort().join(', ')} } from './types.ts'

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

function describe(path: string, method: string, operation: Operation, groups: readonly Declared[]) {
  const { operationId: id, summary, requestBody, responses } = operation
  const query = groups.find(({ name }) => name === 'query')
  const nameOfQuery = `${id[0]?.toUpperCase()}${id.slice(1)}Query`
  const content = requestBody?.content ?? {}
  const fields = [
    ...groups.map(({ name, isOptional, type }) => {
      return { name, isOptional, type: name === 'query' ? nameOfQuery : type }
    }),
    ...bodiesOf(content, requestBody?.required === true),
  ]
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))
  const answered = success?.[1].content ?? {}
  // Where the answer has several types, the caller reads the one that was asked for.
  const json = Object.keys(answered).length === 1 ? answered['application/json']?.schema : undefined
  const result = json ? refName(json) : 'Response'
  const given = fields.map(({ name, isOptional, type }) => `${name}${isOptional ? '?' : ''}: ${type}`)
  const traits = [
    ...(groups.some(({ type }) => type.includes('"idempotency-key"')) ? ['takesKey: true'] : []),
    // A probe tells that the service is not ready; that is no failure to repeat it after.
    ...(responses['503'] ? ['once: true'] : []),
  ]
  const options = traits.length > 0 ? `, { ${traits.join(', ')} }` : ''
  return {
    id,
    summary,
    queryType: query ? `export type ${nameOfQuery} = ${query.type}` : null,
    input: given.length > 0 ? `CallOptions & { ${given.join('; ')} }` : 'CallOptions',
    isOptional: fields.every(({ isOptional }) => isOptional),
    result,
    call: `${json ? `send<${result}>` : 'sendForResponse'}(this.connection, '${method}', '${path}', given${options})`,
  }
}

/** JSON as `body`, text as `text`, files as `form`. */
function bodiesOf(
  content: Record<string, Media>,
  isRequired: boolean,
): Pick<Declared, 'name' | 'isOptional' | 'type'>[] {
  const json = content['application/json']?.schema
  const form = content['multipart/form-data']?.schema
  const texts = Object.keys(content).filter((type) => !/json$|^multipart/.test(type))
  const quoted = texts.map((type) => JSON.stringify(type)).join(' | ')
  // A body of another type may take its place.
  const isOnly = isRequired && Object.keys(content).length === 1
  return [
    ...(json ? [{ name: 'body', isOptional: !isOnly, type: refName(json) }] : []),
    ...(quoted ? [{ name: 'text', isOptional: true, type: `{ type: ${quoted}; content: string }` }] : []),
    // Each part of a form is a file.
    ...(form ? [{ name: 'form', isOptional: false, type: `Record<keyof ${refName(form)}, Blob>` }] : []),
  ]
}

function refName({ $ref }: Schema): string {
  const name = $ref?.split('/').at(-1)
  if (name === undefined) throw new Error('bodies and answers are components of the document')
  return name
}
