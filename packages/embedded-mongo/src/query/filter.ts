import { Query } from 'mingo/query'
import { type Document, isDocument } from '../protocol/document.ts'
import { badValue, fromMingo } from '../protocol/errors.ts'
import { decode, type FieldNames, fieldNames, pick } from '../protocol/raw-bson.ts'
import { mingoOptions } from './mingo.ts'

/** One condition of a filter. All clauses of a list must hold. */
export type Clause =
  | { kind: 'field'; path: string; operator: string; operand: unknown }
  | { kind: 'or'; branches: Clause[][] }
  | { kind: 'opaque' }

export type Filter = {
  clauses: readonly Clause[]
  /** The form for mingo. */
  criteria: Document
  /** Top-level fields that the filter reads; undefined for the whole document. */
  roots: ReadonlySet<string> | undefined
  /** True if the filter distinguishes a missing field from null. */
  tellsMissingFromNull: boolean
  matches(doc: Document): boolean
  matchesRaw(doc: Buffer): boolean
}

const operators = new Set(
  '$eq $ne $gt $gte $lt $lte $in $nin $exists $type $not $regex $options $size'.split(' '),
)
const types = new Set('string object array bool date null objectId binData regex number'.split(' '))

type Reading = { roots: Set<string>; whole: boolean; tellsMissingFromNull: boolean }

export function parseFilter(filter: unknown): Filter {
  if (filter === undefined || filter === null) return parseFilter({})
  if (!isDocument(filter)) throw badValue('a filter must be a document')
  const reading: Reading = { roots: new Set(), whole: false, tellsMissingFromNull: false }
  const { clauses, criteria } = readFilter(filter, reading)
  const query = fromMingo(() => new Query(criteria, mingoOptions))
  const roots = reading.whole ? undefined : reading.roots
  const names: FieldNames | undefined = roots && fieldNames(roots)
  const matches = (doc: Document) => fromMingo(() => query.test(doc))
  return {
    clauses,
    criteria,
    roots,
    tellsMissingFromNull: reading.tellsMissingFromNull,
    matches,
    matchesRaw: (doc) => clauses.length === 0 || matches(decode(names ? pick(doc, names) : doc)),
  }
}

/** The clauses for the planner, and the criteria that mingo gets. */
function readFilter(filter: Document, reading: Reading): { clauses: Clause[]; criteria: Document } {
  const clauses: Clause[] = []
  const all: Document[] = []
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$comment') continue
    if (key === '$and') {
      for (const part of readBranches(key, value, reading)) {
        clauses.push(...part.clauses)
        all.push(part.criteria)
      }
    } else if (key === '$or') {
      const parts = readBranches(key, value, reading)
      clauses.push({ kind: 'or', branches: parts.map((part) => part.clauses) })
      all.push({ $or: parts.map((part) => part.criteria) })
    } else if (key === '$expr') {
      clauses.push({ kind: 'opaque' })
      reading.whole = true
      all.push({ $expr: value })
    } else if (key.startsWith('$')) throw badValue(`unknown top level operator: ${key}`)
    else {
      reading.roots.add(key.split('.')[0] ?? key)
      const found = readField(key, value, reading)
      clauses.push(
        ...found.map(({ operator, operand }) => ({ kind: 'field' as const, path: key, operator, operand })),
      )
      for (const { operator, operand } of found) all.push({ [key]: { [operator]: operand } })
    }
  }
  return { clauses, criteria: all.length === 1 ? (all[0] ?? {}) : all.length === 0 ? {} : { $and: all } }
}

function readBranches(key: string, value: unknown, reading: Reading) {
  if (!Array.isArray(value) || value.length === 0) throw badValue(`${key} must be a nonempty array`)
  return value.map((branch) => {
    if (!isDocument(branch)) throw badValue(`${key} entries need to be full objects`)
    return readFilter(branch, reading)
  })
}

type Condition = { operator: string; operand: unknown }

function readField(path: string, value: unknown, reading: Reading): Condition[] {
  if (value instanceof RegExp) return [{ operator: '$regex', operand: value }]
  if (!isDocument(value) || !Object.keys(value)[0]?.startsWith('$')) {
    return [{ operator: '$eq', operand: value }]
  }
  return Object.entries(value).flatMap(([operator, operand]) => {
    if (!operators.has(operator)) throw badValue(`unknown operator: ${operator}`)
    return readCondition(path, operator, operand, value, reading)
  })
}

function readCondition(
  path: string,
  operator: string,
  operand: unknown,
  siblings: Document,
  reading: Reading,
): Condition[] {
  switch (operator) {
    case '$in':
    case '$nin':
      if (!Array.isArray(operand)) throw badValue(`${operator} needs an array`)
      return [{ operator, operand }]
    case '$gte':
    case '$lte':
      return [operand === null ? { operator: '$eq', operand } : { operator, operand }]
    case '$exists':
      reading.tellsMissingFromNull = true
      return [{ operator, operand: Boolean(operand) }]
    case '$type':
      reading.tellsMissingFromNull = true
      checkTypes(operand)
      return [{ operator, operand }]
    case '$not': {
      if (!(operand instanceof RegExp) && !isDocument(operand))
        throw badValue('$not needs a regex or a document')
      const inner = readField(path, operand, reading)
      if (isDocument(operand) && inner.some(({ operator }) => !(operator in operand || operator === '$eq')))
        throw badValue('$not needs operators')
      return [{ operator, operand: Object.fromEntries(inner.map((each) => [each.operator, each.operand])) }]
    }
    case '$options':
      if (!('$regex' in siblings)) throw badValue('$options needs a $regex')
      return []
    case '$regex':
      return [{ operator, operand: toRegExp(operand, siblings.$options) }]
    case '$size':
      if (!Number.isInteger(operand)) throw badValue('$size must be a whole number')
      return [{ operator, operand }]
    default:
      return [{ operator, operand }]
  }
}

function checkTypes(operand: unknown): void {
  for (const type of Array.isArray(operand) ? operand : [operand])
    if (typeof type !== 'string' || !types.has(type))
      throw badValue(`$type supports ${[...types].join(', ')} here, not ${String(type)}`)
}

function toRegExp(pattern: unknown, options: unknown): RegExp {
  const flags = typeof options === 'string' ? options : pattern instanceof RegExp ? pattern.flags : ''
  if (!/^[imsu]*$/.test(flags)) throw badValue(`regex options '${flags}' are not supported`)
  if (typeof pattern !== 'string' && !(pattern instanceof RegExp)) throw badValue('$regex has to be a string')
  try {
    return new RegExp(pattern instanceof RegExp ? pattern.source : pattern, flags)
  } catch (error) {
    throw badValue(`bad regular expression: ${String(error)}`)
  }
}

/** Field names and operators without values, for logs. */
export function describeShape(value: unknown): unknown {
  if (Array.isArray(value)) {
    const shapes = value.slice(0, 4).map(describeShape)
    return shapes.every((shape) => shape === '?') ? '?' : shapes
  }
  if (isDocument(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, describeShape(inner)]))
  return '?'
}
