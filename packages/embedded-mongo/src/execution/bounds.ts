import { isDocument } from '../protocol/document.ts'
import type { Clause } from '../query/filter.ts'
import { encodeValue, successor, typeByte } from '../query/key-encoding.ts'

/** Encoded values in `[low, high)`. */
export type Interval = { low: Buffer; high: Buffer; isPoint: boolean }

/**
 * The values of one field that can satisfy a filter: a superset of the matches. With `exact` it is no
 * larger, provided that the field holds no array.
 */
export type Bounds = { intervals: readonly Interval[]; exact: boolean }

const LOWEST = Buffer.from([0])
const HIGHEST = Buffer.from([0xff])
/** NaN sorts below all numbers and is in no range. */
const LOWEST_NUMBER = encodeValue(Number.NEGATIVE_INFINITY)

export const everything: Interval = { low: LOWEST, high: HIGHEST, isPoint: false }

function point(value: unknown): Interval {
  const low = encodeValue(value)
  return { low, high: successor(low), isPoint: true }
}

function ofType(type: number): Interval {
  return { low: Buffer.from([type]), high: Buffer.from([type + 1]), isPoint: false }
}

/** Values that a key identifies: no arrays, no documents, no regular expressions. */
function isScalar(value: unknown): boolean {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true
  if (value instanceof Date) return true
  return (value as { _bsontype?: string } | undefined)?._bsontype === 'ObjectId'
}

/** The bounds that the clauses set on a path; undefined if none. */
export function boundsOf(clauses: readonly Clause[], path: string, multikey: boolean): Bounds | undefined {
  const found: Bounds[] = []
  for (const clause of clauses) {
    const bounds = clauseBounds(clause, path, multikey)
    if (bounds) found.push(bounds)
  }
  // Different elements of an array may satisfy different conditions: do not intersect.
  if (multikey) return found.find((bounds) => bounds.intervals.every((each) => each.isPoint)) ?? found[0]
  return found.length === 0 ? undefined : found.reduce(intersect)
}

/** True if the bounds of this path express the whole clause. */
export function isExactClause(clause: Clause, path: string): boolean {
  return (
    clause.kind === 'field' && clause.path === path && (clauseBounds(clause, path, false)?.exact ?? false)
  )
}

function clauseBounds(clause: Clause, path: string, multikey: boolean): Bounds | undefined {
  if (clause.kind === 'opaque') return undefined
  if (clause.kind === 'or') {
    const branches = clause.branches.map((branch) => boundsOf(branch, path, multikey))
    if (branches.some((branch) => branch === undefined)) return undefined
    const intervals = normalize(branches.flatMap((branch) => branch?.intervals ?? []))
    return { intervals, exact: false }
  }
  if (clause.path !== path) return undefined
  const { operator, operand } = clause
  switch (operator) {
    case '$eq':
      return isScalar(operand) ? { intervals: [point(operand)], exact: true } : undefined
    case '$in': {
      const values = operand as unknown[]
      if (!values.every(isScalar)) return undefined
      return { intervals: normalize(values.map(point)), exact: true }
    }
    case '$ne':
      return isScalar(operand) ? { intervals: without([point(operand)]), exact: true } : undefined
    case '$nin': {
      const values = operand as unknown[]
      if (!values.every(isScalar) || values.length > 50) return undefined
      return { intervals: without(normalize(values.map(point))), exact: true }
    }
    case '$type':
      return typeBounds(operand)
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return rangeBounds(operator, operand)
    default:
      return undefined
  }
}

function rangeBounds(operator: string, operand: unknown): Bounds | undefined {
  if (!isScalar(operand) || operand === null || Number.isNaN(operand)) return undefined
  const value = encodeValue(operand)
  const type = ofType(value[0] ?? 0)
  const low = type.low[0] === typeByte.number ? LOWEST_NUMBER : type.low
  const interval = {
    $gt: { low: successor(value), high: type.high },
    $gte: { low: value, high: type.high },
    $lt: { low, high: value },
    $lte: { low, high: successor(value) },
  }[operator]
  if (!interval) return undefined
  return { intervals: normalize([{ ...interval, isPoint: false }]), exact: true }
}

const indexedTypes: Record<string, number> = {
  string: typeByte.string,
  number: typeByte.number,
  bool: typeByte.bool,
  date: typeByte.date,
  objectId: typeByte.objectId,
}

function typeBounds(operand: unknown): Bounds | undefined {
  const types = (Array.isArray(operand) ? operand : [operand]).map((name) => indexedTypes[String(name)])
  const intervals = types.flatMap((type) => (type === undefined ? [] : [ofType(type)]))
  return intervals.length === types.length ? { intervals: normalize(intervals), exact: false } : undefined
}

function normalize(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals
    .filter((each) => Buffer.compare(each.low, each.high) < 0)
    .sort((a, b) => Buffer.compare(a.low, b.low))
  const merged: Interval[] = []
  for (const each of sorted) {
    const last = merged.at(-1)
    if (last && Buffer.compare(each.low, last.high) < 0) {
      if (Buffer.compare(each.high, last.high) > 0)
        merged[merged.length - 1] = { ...last, high: each.high, isPoint: false }
    } else merged.push(each)
  }
  return merged
}

/** The complement. */
function without(points: readonly Interval[]): Interval[] {
  const gaps: Interval[] = []
  let low: Buffer = LOWEST
  for (const each of points) {
    gaps.push({ low, high: each.low, isPoint: false })
    low = each.high
  }
  gaps.push({ low, high: HIGHEST, isPoint: false })
  return normalize(gaps)
}

function intersect(a: Bounds, b: Bounds): Bounds {
  const intervals: Interval[] = []
  for (const x of a.intervals)
    for (const y of b.intervals) {
      const low = Buffer.compare(x.low, y.low) >= 0 ? x.low : y.low
      const high = Buffer.compare(x.high, y.high) <= 0 ? x.high : y.high
      if (Buffer.compare(low, high) < 0) intervals.push({ low, high, isPoint: x.isPoint || y.isPoint })
    }
  return { intervals: normalize(intervals), exact: a.exact && b.exact }
}

const NULL = point(null)

/** True if only documents with this field can match. */
export function impliesExists(clauses: readonly Clause[], path: string): boolean {
  return clauses.some((clause) => {
    if (clause.kind === 'or') return clause.branches.every((branch) => impliesExists(branch, path))
    if (clause.kind === 'opaque' || clause.path !== path) return false
    if (clause.operator === '$exists') return clause.operand === true
    if (clause.operator === '$regex' || clause.operator === '$size') return true
    if (clause.operator === '$eq' && isDocument(clause.operand)) return true
    const bounds = clauseBounds(clause, path, false)
    return bounds?.intervals.every((each) => !overlaps(each, NULL))
  })
}

function overlaps(a: Interval, b: Interval): boolean {
  return Buffer.compare(a.low, b.high) < 0 && Buffer.compare(b.low, a.high) < 0
}

/** True if every document that matches `clauses` also matches `wanted` (of the simple kinds only). */
export function implies(clauses: readonly Clause[], wanted: readonly Clause[]): boolean {
  return wanted.every((clause) => {
    if (clause.kind !== 'field') return false
    if (clause.operator === '$exists') return clause.operand === true && impliesExists(clauses, clause.path)
    const outer = clauseBounds(clause, clause.path, false)
    const inner = boundsOf(clauses, clause.path, true)
    if (!outer || !inner) return false
    return inner.intervals.every((each) =>
      outer.intervals.some(
        (around) => Buffer.compare(around.low, each.low) <= 0 && Buffer.compare(each.high, around.high) <= 0,
      ),
    )
  })
}
