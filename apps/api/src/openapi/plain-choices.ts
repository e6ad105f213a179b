/** A part of an OpenAPI document, as JSON. */
type Node = Record<string, unknown>

/**
 * Choices (`oneOf`) as generators of clients can write them in their languages, which says the same:
 * - A choice whose members have names, among the members of another, is replaced by its members: generators that try one
 *   member after the other ask each for its own check, which a choice has not.
 * - A text that is an address loses `format: uri` there: where it becomes a class (`java.net.URI`), that class has no check.
 * - What tells members apart without a discriminator is an enum of one value: some generators compare enums, and no constants.
 *
 * @param at the schema that a `$ref` names.
 */
export function plainChoices(value: unknown, at: (ref: string) => Node | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => plainChoices(item, at))
  if (!isNode(value)) return value
  const node = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainChoices(inner, at)]))
  if (!Array.isArray(node.oneOf)) return node
  return { ...node, oneOf: node.oneOf.flatMap((choice) => membersOf(choice, at)).map(withoutUri) }
}

function membersOf(choice: unknown, at: (ref: string) => Node | undefined): unknown[] {
  if (!isNode(choice) || typeof choice.$ref !== 'string') return [choice]
  const { oneOf, discriminator } = at(choice.$ref) ?? {}
  if (!Array.isArray(oneOf) || discriminator !== undefined) return [choice]
  // A choice of nameless members has a name of its own that is better kept.
  if (!oneOf.every((member) => isNode(member) && '$ref' in member)) return [choice]
  return oneOf.flatMap((member) => membersOf(member, at))
}

function withoutUri(choice: unknown): unknown {
  if (!isNode(choice)) return choice
  const { format, items, ...rest } = choice
  return {
    ...rest,
    ...(format === undefined || format === 'uri' ? {} : { format }),
    ...(items === undefined ? {} : { items: withoutUri(items) }),
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Of schemas with names: the constants of those that a choice names without a discriminator, as enums of one value. */
export function tellApart(schemas: Record<string, Node>, document: unknown): Record<string, Node> {
  const members = new Set(namedMembers(document))
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, members.has(name) ? withEnums(schema) : schema]),
  )
}

function namedMembers(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namedMembers)
  if (!isNode(value)) return []
  const { oneOf, discriminator } = value
  const refs = Array.isArray(oneOf) && oneOf.length > 2 && discriminator === undefined ? oneOf : []
  const own = refs.flatMap((choice) =>
    isNode(choice) && typeof choice.$ref === 'string'
      ? [choice.$ref.slice(choice.$ref.lastIndexOf('/') + 1)]
      : [],
  )
  return [...own, ...Object.values(value).flatMap(namedMembers)]
}

function withEnums(schema: Node): Node {
  if (!isNode(schema.properties)) return schema
  const properties = Object.entries(schema.properties).map(([name, property]) => {
    if (!isNode(property) || typeof property.const !== 'string') return [name, property]
    const { const: value, ...rest } = property
    return [name, { ...rest, enum: [value] }]
  })
  return { ...schema, properties: Object.fromEntries(properties) }
}
