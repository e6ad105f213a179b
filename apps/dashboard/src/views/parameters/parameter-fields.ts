/**
 * How a field is written: `line` and `text` (several lines) as they are, `list` one value on each line, `pairs` one
 * `term = translation` on each line.
 */
export type FieldKind = 'line' | 'text' | 'list' | 'pairs' | 'flag' | 'choice'

export interface ParameterField {
  name: string
  kind: FieldKind
  isRequired: boolean
  /** What the service says that it means, in English. */
  description: string | null
  choices: readonly string[]
  /** What the service takes when nothing is given. */
  byDefault: string | null
  maxLength: number | null
  /** Of `pairs`: the names of both sides. */
  sides: readonly [string, string] | null
}

/** A longer text is written in a field of several lines. */
const longText = 10_000

/**
 * The parameters of a job type as the service's OpenAPI document states them, in its order. What no form can hold (objects of
 * any keys, the source of a file) is left out. Empty where the document does not know the schema.
 */
export function parameterFields(document: unknown, schema: string): ParameterField[] {
  const found = at(document, 'components', 'schemas', schema)
  const required = new Set(asList(at(found, 'required')))
  return Object.entries(asRecord(at(found, 'properties'))).flatMap(([name, property]) => {
    const form = formOf(property)
    if (form === null) return []
    const description = at(property, 'description')
    const stated = at(property, 'default')
    return [
      {
        name,
        isRequired: required.has(name),
        description: typeof description === 'string' ? description : null,
        byDefault: stated === undefined ? null : String(stated),
        ...form,
      },
    ]
  })
}

type Form = Pick<ParameterField, 'kind' | 'choices' | 'maxLength' | 'sides'>

function formOf(property: unknown): Form | null {
  const forms = [property, ...asList(at(property, 'oneOf')), ...asList(at(property, 'anyOf'))]
  const ofType = (type: string): unknown => forms.find((form) => asList(at(form, 'type')).includes(type))
  const plain: Form = { kind: 'line', choices: [], maxLength: null, sides: null }
  const choices = asList(at(property, 'enum')).filter((choice) => typeof choice === 'string')
  if (choices.length > 0) return { ...plain, kind: 'choice', choices }
  const list = ofType('array')
  if (list !== undefined) {
    const [first, second] = Object.keys(asRecord(at(list, 'items', 'properties')))
    if (first !== undefined && second !== undefined)
      return { ...plain, kind: 'pairs', sides: [first, second] }
    return { ...plain, kind: 'list' }
  }
  if (ofType('boolean') !== undefined) return { ...plain, kind: 'flag' }
  const text = ofType('string')
  if (text === undefined) return null
  const maxLength = at(text, 'maxLength')
  if (typeof maxLength !== 'number') return plain
  return { ...plain, kind: maxLength > longText ? 'text' : 'line', maxLength }
}

/** A value as it stands in its field. */
export function textOf({ kind, sides }: Pick<ParameterField, 'kind' | 'sides'>, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (kind === 'pairs' && sides !== null)
    return asList(value)
      .map((item) => [at(item, sides[0]), at(item, sides[1])].filter((side) => side != null).join(' = '))
      .join('\n')
  return Array.isArray(value) ? value.map(String).join('\n') : String(value)
}

/** What a field holds, as the API takes it; undefined when it is empty. */
export function valueIn({ kind, sides }: Pick<ParameterField, 'kind' | 'sides'>, text: string): unknown {
  if (text.trim() === '') return undefined
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (kind === 'list') return lines
  if (kind === 'pairs' && sides !== null)
    return lines.map((line) => {
      const [, left = line, right] = /^(.*?)\s*=\s*(.*)$/.exec(line) ?? []
      return right === undefined || right === ''
        ? { [sides[0]]: left }
        : { [sides[0]]: left, [sides[1]]: right }
    })
  if (kind === 'flag') return text === 'true'
  return kind === 'text' ? text : text.trim()
}

/** `source_language` as people read it: `Source language`. */
export function labelOf(name: string): string {
  const text = name.replaceAll('_', ' ').replace(/\burl\b/g, 'URL')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}

const asList = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]

/** What stands at a path of JSON; undefined where it ends before. */
function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value
  for (const name of path) found = asRecord(found)[name]
  return found
}
