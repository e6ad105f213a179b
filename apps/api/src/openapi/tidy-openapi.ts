import { plainChoices, tellApart } from './plain-choices.ts'

/** A part of an OpenAPI document, as JSON. */
type Node = Record<string, unknown>

interface Document extends Node {
  components?: Node & { schemas?: Record<string, Node> }
}

const refPrefix = '#/components/schemas/'

/**
 * Makes a generated document fit for people and client generators, without changing what it says: one name where the
 * generator gives a second one for requests, `type: [T, null]` where it gives a choice, no limits that JSON numbers have
 * anyway, no pattern beside a format that says the same, and no schema that nothing refers to. Requests are closed, as an unknown
 * key is refused; answers are open, as a client ignores what it does not know.
 */
export function tidyOpenApi(document: Document): Document {
  const plain = namedWildcard(openAnswers(simplify(document) as Document))
  const schemas = plain.components?.schemas ?? {}
  const renamed = new Map<string, string>()
  const used = reachable(plain, schemas)
  for (const name of Object.keys(schemas)) {
    if (!name.endsWith('Input')) continue
    const base = name.slice(0, -'Input'.length)
    // Both are in use and differ: a request takes what an answer does not give.
    const isOwn = used.has(base) && !isSame(schemas[base], schemas[name])
    if (base in schemas && !isOwn) renamed.set(name, base)
  }
  const merged: Record<string, Node> = {}
  for (const [name, schema] of Object.entries(schemas)) {
    const base = renamed.get(name)
    if (base === undefined) merged[name] ??= schema
    // What only requests use is described by what they may hold.
    else if (!used.has(base)) merged[base] = schema
  }
  const redirected = redirect(
    { ...plain, components: { ...plain.components, schemas: merged } },
    renamed,
  ) as Document
  const pointed = plainChoices(
    redirected,
    (ref) => redirected.components?.schemas?.[ref.slice(refPrefix.length)],
  ) as Document
  const pointedSchemas = tellApart(pointed.components?.schemas ?? {}, pointed)
  const kept = reachable(pointed, pointedSchemas)
  const named = (schema: Node = {}): Node => {
    const { example, ...rest } = schema
    return example === undefined ? schema : { ...rest, examples: [example] }
  }
  const sortedNames = Object.keys(pointedSchemas)
    .filter((name) => kept.has(name))
    .sort()
  return {
    ...pointed,
    components: {
      ...pointed.components,
      schemas: Object.fromEntries(sortedNames.map((name) => [name, named(pointedSchemas[name])])),
    },
  }
}

/** The generator closes what answers hold; its names of what requests hold end in `Input`. */
function openAnswers(document: Document): Document {
  const opened = Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => [
    name,
    name.endsWith('Input') ? schema : withoutBounds(schema),
  ])
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(opened) } }
}

function withoutBounds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBounds)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(
    ([key, inner]) => key !== 'additionalProperties' || inner !== false,
  )
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutBounds(inner)]))
}

/** A route's `*` is called `path`: OpenAPI has names only. */
function namedWildcard(document: Document): Document {
  const renamed = Object.entries((document.paths ?? {}) as Record<string, Node>).map(([path, methods]) => {
    if (!path.includes('{*}')) return [path, methods]
    const text = JSON.stringify(methods).replaceAll('"name":"*"', '"name":"path"')
    return [path.replace('{*}', '{path}'), JSON.parse(text)]
  })
  return { ...document, paths: Object.fromEntries(renamed) }
}

/** The same but for names of the request's variant, and what only an answer promises. */
function isSame(a: unknown, b: unknown): boolean {
  return comparable(a) === comparable(b)
}

function comparable(schema: unknown): string {
  return JSON.stringify(schema, (key, value: unknown) => {
    if (key === '$ref' && typeof value === 'string') return value.replace(/Input$/, '')
    return key === 'additionalProperties' && value === false ? undefined : value
  })
}

function reachable(document: Document, schemas: Record<string, Node>): Set<string> {
  const found = new Set<string>()
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      if (key === '$ref' && typeof inner === 'string' && inner.startsWith(refPrefix)) {
        const name = inner.slice(refPrefix.length)
        if (found.has(name)) continue
        found.add(name)
        visit(schemas[name])
      } else visit(inner)
    }
  }
  visit({ ...document, components: { ...document.components, schemas: {} } })
  return found
}

function redirect(value: unknown, renamed: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => redirect(item, renamed))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key !== '$ref' || typeof inner !== 'string') return [key, redirect(inner, renamed)]
      const name = inner.slice(refPrefix.length)
      return [key, refPrefix + (renamed.get(name) ?? name)]
    }),
  )
}

function simplify(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(simplify)
  if (typeof value !== 'object' || value === null) return value
  const node: Node = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, simplify(inner)]))
  if (node.minimum === Number.MIN_SAFE_INTEGER) delete node.minimum
  if (node.maximum === Number.MAX_SAFE_INTEGER) delete node.maximum
  if (node.type === 'integer' && typeof node.exclusiveMinimum === 'number') {
    node.minimum = node.exclusiveMinimum + 1
    delete node.exclusiveMinimum
  }
  if (node.format === 'date-time') delete node.pattern
  // A query spells numbers and flags as text; which is how a client writes any of them.
  if (node.type === 'integer' || node.type === 'boolean') delete node.pattern
  if (node.type === 'boolean') delete node.enum
  // A flag that is absent or true: generators compare its constant with text.
  if (node.type === 'boolean') delete node.const
  // No generator of clients reads a schema that is `false`; the number of items is stated.
  if (Array.isArray(node.prefixItems) && node.items === false) node.items = {}
  if (node.description === 'Default Response') node.description = 'Done.'
  if (typeof node.content === 'object' && node.required === true) return optionalBody(node)
  return withoutChoice(node)
}

/** A body that may be null is one that may stay away. */
function optionalBody(node: Node): Node {
  const { 'application/json': json, ...others } = node.content as Record<string, { schema?: Node }>
  const choices = json?.schema?.oneOf as Node[] | undefined
  const kept = choices?.filter((choice) => choice.type !== 'null') ?? []
  const nullable = json?.schema?.type
  if (kept.length === 1 && kept.length < (choices?.length ?? 0))
    return { ...node, required: false, content: { ...others, 'application/json': { schema: kept[0] } } }
  if (!Array.isArray(nullable) || !nullable.includes('null')) return node
  const schema = { ...json?.schema, type: nullable.find((type) => type !== 'null') }
  return { ...node, required: false, content: { ...others, 'application/json': { schema } } }
}

/** `anyOf: [{ type: T }, { type: null }]` says `type: [T, null]`; a named schema or nothing is one of two. */
function withoutChoice(node: Node): Node {
  const { anyOf, ...rest } = node
  if (!Array.isArray(anyOf)) return node
  const choices = anyOf as Node[]
  const others = choices.filter((choice) => choice.type !== 'null')
  const [only] = others
  const isNullable = others.length < choices.length
  if (isNullable && only !== undefined && others.length === 1 && typeof only.type === 'string') {
    const { enum: values, ...plain } = only
    const listed = Array.isArray(values) ? { enum: [...(values as unknown[]), null] } : {}
    return { ...plain, ...listed, type: [only.type, 'null'], ...rest }
  }
  // A choice within a choice is one choice.
  const flat = choices.flatMap((choice) =>
    Array.isArray(choice.oneOf) && Object.keys(choice).length === 1 ? (choice.oneOf as Node[]) : [choice],
  )
  return { ...rest, oneOf: flat }
}
