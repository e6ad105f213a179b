import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import ts from 'typescript'

export interface Declared {
  name: string
  /** A comment of JSDoc, or nothing. */
  comment: string
  isOptional: boolean
  /** TypeScript of the type; schemas are named without a prefix. */
  type: string
}

export interface Declarations {
  schemas: Declared[]
  /** By `operationId`: the groups `query`, `header` and `path` that it has. */
  parameters: Map<string, Declared[]>
}

/**
 * What openapi-typescript makes of a document, with each schema by its own name. It declares one interface of all schemas, in
 * which compilers and editors show a job as its thirty fields; a type of its own is shown as `Job`.
 */
export async function declare(document: object): Promise<Declarations> {
  const text = astToString(await openapiTS(withoutAnswers(document), { defaultNonNullable: false }))
  const source = ts.createSourceFile('openapi.ts', text, ts.ScriptTarget.Latest, true)
  const top = source.statements.filter(ts.isInterfaceDeclaration)
  const membersOf = (name: string) => top.find((one) => one.name.text === name)?.members ?? []
  const schemas = [...membersOf('components')].find((one) => nameOf(one, source) === 'schemas')
  return {
    schemas: fieldsOf(schemas, source),
    parameters: new Map(
      [...membersOf('operations')].map((operation) => {
        const parameters = inside(operation).find((one) => nameOf(one, source) === 'parameters')
        const groups = fieldsOf(parameters, source).filter(({ type }) => type !== 'never')
        return [nameOf(operation, source), groups]
      }),
    ),
  }
}

/** Examples would be comments longer than the types. The answers are in the components. */
function withoutAnswers(document: object): OpenAPI3 {
  const copy: OpenAPI3 = structuredClone(document) as OpenAPI3
  for (const path of Object.values(copy.paths ?? {}))
    for (const operation of Object.values(path))
      Object.assign(operation, { responses: {}, requestBody: undefined })
  copy.components = { schemas: copy.components?.schemas ?? {} }
  for (const schema of Object.values(copy.components.schemas ?? {})) dropExamples(schema)
  return copy
}

function dropExamples(schema: object): void {
  if ('examples' in schema && Array.isArray(schema.examples)) delete schema.examples
  for (const value of Object.values(schema))
    if (typeof value === 'object' && value !== null) dropExamples(value)
}

const inside = (member: ts.TypeElement | undefined): readonly ts.TypeElement[] =>
  member && ts.isPropertySignature(member) && member.type && ts.isTypeLiteralNode(member.type)
    ? [...member.type.members]
    : []

const nameOf = (member: ts.TypeElement, source: ts.SourceFile): string => {
  const { name } = member
  if (!name) return ''
  return ts.isStringLiteral(name) || ts.isIdentifier(name) ? name.text : name.getText(source)
}

function fieldsOf(member: ts.TypeElement | undefined, source: ts.SourceFile): Declared[] {
  return inside(member).flatMap((field) => {
    if (!ts.isPropertySignature(field) || !field.type) return []
    const [range] = ts.getLeadingCommentRanges(source.text, field.pos) ?? []
    return {
      name: nameOf(field, source),
      comment: range ? readable(source.text.slice(range.pos, range.end)) : '',
      isOptional: field.questionToken !== undefined,
      type: readable(field.type.getText(source)),
    }
  })
}

/** Schemas by their names; comments as people write them. */
const readable = (text: string): string =>
  text
    .replace(/components\["schemas"\]\["(\w+)"\]/g, '$1')
    .replace(/@description /g, '')
    .replace(/^\s*\* @(?:constant|enum).*\n/gm, '')
    .replace(/ *\/\*\* @(?:constant|enum)[^*]*\*\/\n/g, '')
