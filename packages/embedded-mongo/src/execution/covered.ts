import type { Document } from '../protocol/document.ts'
import type { Clause, Filter } from '../query/filter.ts'
import { decodeKey } from '../query/key-encoding.ts'
import type { Collection, Index } from '../storage/collection.ts'
import type { Storage } from '../storage/storage.ts'
import { estimateSize, isUsable, type Plan, planFor } from './planner.ts'
import type { Examined } from './scan.ts'
import { breath } from './select.ts'

const CHUNK = 1000

export type Covered = { plan: Plan; size: number }

/** The best covered plan, one that reads only index keys; undefined if none. */
export function planCovered(
  storage: Storage,
  collection: Collection,
  filter: Filter,
  paths: readonly string[],
): Covered | undefined {
  if (filter.tellsMissingFromNull) return undefined
  const used = pathsOf(filter.clauses)
  if (!used) return undefined
  let best: Covered | undefined
  for (const index of collection.indexes) {
    if (index.multikey || !isUsable(index, filter.clauses)) continue
    const has = (path: string) => index.fields.some((field) => field.path === path)
    if (![...used, ...paths].every(has)) continue
    const plan = planFor(index, filter.clauses, [])
    const size = estimateSize(storage, collection, plan)
    if (!best || size < best.size) best = { plan, size }
  }
  return best
}

/** All paths of a filter; undefined if a condition has no single path. */
function pathsOf(clauses: readonly Clause[]): string[] | undefined {
  const paths: string[] = []
  for (const clause of clauses) {
    if (clause.kind === 'opaque') return undefined
    if (clause.kind === 'field') paths.push(clause.path)
    else
      for (const branch of clause.branches) {
        const inner = pathsOf(branch)
        if (!inner) return undefined
        paths.push(...inner)
      }
  }
  return paths
}

/** A key holds a value that cannot be decoded: read the documents instead. */
export class NotInKey extends Error {
  override name = 'NotInKey'
}

/** Calls `add` with the fields of each matching distinct key and its document count. */
export function* readCovered(
  storage: Storage,
  index: Index,
  plan: Plan,
  filter: Filter,
  add: (field: (path: string) => unknown, times: number) => void,
  examined: Examined,
): Generator<typeof breath> {
  for (const range of plan.groups.flatMap((group) => group.ranges)) {
    let { low } = range
    for (;;) {
      const keys = storage.countedKeys(index, { low, high: range.high }, CHUNK)
      for (const { key, count } of keys) {
        examined.keys += count
        const values = decodeKey(key, index.directions)
        if (!values) throw new NotInKey()
        if (!plan.exact && !filter.matches(toDocument(index, values))) continue
        add((path) => values[index.fields.findIndex((field) => field.path === path)], count)
      }
      const last = keys.at(-1)
      if (!last || keys.length < CHUNK) break
      low = Buffer.concat([last.key, Buffer.from([0])])
      yield breath
    }
    yield breath
  }
}

function toDocument(index: Index, values: readonly unknown[]): Document {
  const doc: Document = {}
  index.fields.forEach((field, i) => {
    let holder = doc
    for (const part of field.parts.slice(0, -1)) {
      const inner = (holder[part] ?? {}) as Document
      holder[part] = inner
      holder = inner
    }
    holder[field.parts.at(-1) ?? ''] = values[i]
  })
  return doc
}
