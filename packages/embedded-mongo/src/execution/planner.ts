import type { Clause, Filter } from '../query/filter.ts'
import { invert, successor } from '../query/key-encoding.ts'
import type { Sort } from '../query/sort.ts'
import type { Collection, Index } from '../storage/collection.ts'
import type { KeyRange, Storage } from '../storage/storage.ts'
import {
  type Bounds,
  boundsOf,
  everything,
  type Interval,
  implies,
  impliesExists,
  isExactClause,
} from './bounds.ts'

/** Ranges with the same leading values; field i starts at `offsets[i]` of their keys. */
export type RangeGroup = { offsets: readonly number[]; ranges: readonly KeyRange[] }

export type Plan = {
  /** Undefined for a collection scan. */
  index: Index | undefined
  groups: readonly RangeGroup[]
  direction: 1 | -1
  /** True if entries come in the requested order. */
  sorted: boolean
  /** Groups are merged in the order of the fields from this one on. */
  mergeFrom: number | undefined
  /** The ranges hold matching documents only. */
  exact: boolean
  /** How many fields of the index the filter bounds. */
  bounded: number
}

const MOST_RANGES = 5000
const MOST_MERGED = 500
const PROBE_CAP = 3000
const PROBED_RANGES = 50
const CAUTION = 4

export function choosePlan(
  storage: Storage,
  collection: Collection,
  filter: Filter,
  sort: Sort,
  limit: number | undefined,
): Plan {
  const unique = pointLookup(collection, filter.clauses, sort)
  if (unique) return unique
  const candidates = collection.indexes
    .filter((index) => isUsable(index, filter.clauses))
    .map((index) => planFor(index, filter.clauses, sort))
    .filter((plan) => plan.bounded > 0 || (sort.length > 0 && plan.sorted))
  const [only, second] = candidates
  if (!only) return scanOf(sort)
  if (!second) return only
  return cheapest(storage, collection, candidates, limit)
}

function scanOf(sort: Sort): Plan {
  return {
    index: undefined,
    groups: [],
    direction: 1,
    sorted: sort.length === 0,
    mergeFrom: undefined,
    exact: false,
    bounded: 0,
  }
}

/** A unique index with a value for each field is optimal: others are not considered. */
function pointLookup(collection: Collection, clauses: readonly Clause[], sort: Sort): Plan | undefined {
  for (const index of collection.indexes) {
    if (!index.unique || !index.fields.every((field) => isNamed(clauses, field.path))) continue
    if (!isUsable(index, clauses)) continue
    const plan = planFor(index, clauses, sort)
    if (plan.bounded === index.fields.length && isPoints(plan)) return plan
  }
  return undefined
}

function isNamed(clauses: readonly Clause[], path: string): boolean {
  return clauses.some((clause) => clause.kind === 'field' && clause.path === path)
}

function isPoints(plan: Plan): boolean {
  return plan.groups.every((group) => group.offsets.length === (plan.index?.fields.length ?? 0) + 1)
}

function cheapest(
  storage: Storage,
  collection: Collection,
  candidates: readonly Plan[],
  limit: number | undefined,
): Plan {
  const sizes = candidates.map((plan) => estimateSize(storage, collection, plan))
  const fewest = Math.max(1, Math.min(...sizes))
  let best: { plan: Plan; cost: number } | undefined
  candidates.forEach((plan, i) => {
    const size = sizes[i] ?? 0
    // An ordered scan stops at the limit. Its length is estimated from the most selective index, with a
    // margin: matches are often clustered, and then at the far end.
    const guess = ((limit ?? Number.POSITIVE_INFINITY) * size * (size > fewest ? CAUTION : 1)) / fewest
    const expected = plan.sorted ? Math.min(size, guess) : size
    const cost = expected * (plan.sorted ? 1 : 1.2) - plan.bounded * 0.1
    if (!best || cost < best.cost) best = { plan, cost }
  })
  return best?.plan ?? scanOf([])
}

/** The number of entries in the ranges of a plan, exact while it is small. */
export function estimateSize(storage: Storage, collection: Collection, plan: Plan): number {
  const { index } = plan
  if (!index || plan.bounded === 0) return collection.documents
  const ranges = plan.groups.flatMap((group) => group.ranges)
  let size = 0
  let probed = 0
  for (const range of ranges.slice(0, PROBED_RANGES)) {
    size += storage.countEntries(index, range, PROBE_CAP - size)
    probed++
    if (size >= PROBE_CAP) return Math.max(PROBE_CAP, collection.documents)
  }
  return probed === 0 ? 0 : (size * ranges.length) / probed
}

/** Sparse and partial indexes serve only queries that match no document they omit. */
export function isUsable(index: Index, clauses: readonly Clause[]): boolean {
  if (index.sparse && !index.fields.some((field) => impliesExists(clauses, field.path))) return false
  return !index.partial || implies(clauses, index.partial.clauses)
}

export function planFor(index: Index, clauses: readonly Clause[], sort: Sort): Plan {
  const bounds = boundsByField(index, clauses)
  const { groups, bounded, points } = buildRanges(index, bounds)
  const order = serveSort(index, sort, bounds.slice(0, points), groups.length)
  const paths = index.fields.slice(0, bounded).map((field) => field.path)
  const exact =
    !index.multikey && clauses.every((clause) => paths.some((path) => isExactClause(clause, path)))
  return {
    index,
    groups: order?.direction === -1 ? reverse(groups) : groups,
    direction: order?.direction ?? 1,
    sorted: order !== undefined,
    mergeFrom: order?.mergeFrom,
    exact,
    bounded,
  }
}

function boundsByField(index: Index, clauses: readonly Clause[]): (Bounds | undefined)[] {
  const seen = new Set<string>()
  return index.fields.map((field) => {
    // Different elements of an array may meet conditions on two fields.
    if (index.multikey && seen.has(field.root)) return undefined
    seen.add(field.root)
    return boundsOf(clauses, field.path, index.multikey)
  })
}

function buildRanges(index: Index, bounds: readonly (Bounds | undefined)[]) {
  type Prefix = { bytes: Buffer; offsets: number[] }
  let prefixes: Prefix[] = [{ bytes: Buffer.alloc(0), offsets: [0] }]
  let points = 0
  for (; points < bounds.length; points++) {
    const intervals = bounds[points]?.intervals
    if (!intervals?.every((each) => each.isPoint)) break
    if (points > 0 && prefixes.length * intervals.length > MOST_RANGES) break
    const ordered = inKeyOrder(intervals, index.directions[points])
    prefixes = prefixes.flatMap((prefix) =>
      ordered.map(({ low }) => {
        // A point interval starts with exactly its encoded value.
        const bytes = Buffer.concat([prefix.bytes, index.directions[points] === -1 ? invert(low) : low])
        return { bytes, offsets: [...prefix.offsets, bytes.length] }
      }),
    )
  }
  const last = bounds[points]
  const useLast = last !== undefined && prefixes.length * last.intervals.length <= MOST_RANGES
  const intervals = useLast ? last.intervals : [everything]
  const ordered = inKeyOrder(intervals, index.directions[points])
  const groups: RangeGroup[] = prefixes.map(({ bytes, offsets }) => ({
    offsets,
    ranges:
      points === bounds.length
        ? [{ low: bytes, high: successor(bytes) }]
        : ordered.map((interval) => toRange(bytes, interval, index.directions[points])),
  }))
  return { groups, points, bounded: points + (useLast ? 1 : 0) }
}

function inKeyOrder(intervals: readonly Interval[], direction: 1 | -1 | undefined): readonly Interval[] {
  return direction === -1 ? [...intervals].reverse() : intervals
}

function toRange(prefix: Buffer, interval: Interval, direction: 1 | -1 | undefined): KeyRange {
  if (direction !== -1)
    return { low: Buffer.concat([prefix, interval.low]), high: Buffer.concat([prefix, interval.high]) }
  return {
    low: Buffer.concat([prefix, successor(invert(interval.high))]),
    high: Buffer.concat([prefix, successor(invert(interval.low))]),
  }
}

function reverse(groups: readonly RangeGroup[]): RangeGroup[] {
  return groups.map((group) => ({ ...group, ranges: [...group.ranges].reverse() })).reverse()
}

/** How the index provides the sort order; undefined if it cannot. */
function serveSort(
  index: Index,
  sort: Sort,
  points: readonly (Bounds | undefined)[],
  groups: number,
): { direction: 1 | -1; mergeFrom: number | undefined } | undefined {
  const isFixed = (position: number) => points[position]?.intervals.length === 1
  const fixed = new Set(index.fields.filter((_, i) => isFixed(i)).map((field) => field.path))
  const wanted = index.multikey ? sort : sort.filter((field) => !fixed.has(field.path))
  if (wanted.length === 0) return { direction: 1, mergeFrom: undefined }
  if (index.multikey) return undefined
  let direction: 1 | -1 | undefined
  let start: number | undefined
  let position = 0
  for (const field of wanted) {
    while (position < index.fields.length && index.fields[position]?.path !== field.path) {
      const mayPass = start === undefined ? position < points.length : isFixed(position)
      if (!mayPass) return undefined
      position++
    }
    const found = index.fields[position]
    if (!found) return undefined
    const needed: 1 | -1 = found.direction === field.direction ? 1 : -1
    if (direction !== undefined && needed !== direction) return undefined
    direction = needed
    start ??= position
    position++
  }
  if (direction === undefined || start === undefined) return undefined
  if (groups > MOST_MERGED) return undefined
  return { direction, mergeFrom: groups > 1 ? start : undefined }
}
