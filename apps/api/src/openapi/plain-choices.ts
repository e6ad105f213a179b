/** A part of an OpenAPI document, as JSON. */
type Node = Record<string, unknown>

/**
 * Choices (`oneOf`) as generators of clients can write them in their languages, which says the same:
 * - A choice whose members have names, among the members of another, is replaced by its members: generators that try one
 *   member after the other ask each for its own check, which a choice has not.
 * - A text that is an address loses `format: uri` there: where it becomes a class (`java.net.URI`), that class has no check.
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
