import { setImmediate } from 'node:timers/promises'
import { decode, fieldNames, pick } from '../protocol/raw-bson.ts'
import type { Filter } from '../query/filter.ts'
import { collectSorted, type Sort, sortKey } from '../query/sort.ts'
import type { Collection } from '../storage/collection.ts'
import type { Storage } from '../storage/storage.ts'
import { choosePlan, type Plan } from './planner.ts'
import { type Examined, scanRows } from './scan.ts'

export type Selection = { filter: Filter; sort: Sort; skip: number; limit: number | undefined }

export type Found = { row: number; doc: Buffer }

/** Yielded now and then between documents: the reader may let the event loop run. */
export const breath = Symbol('breath')

const EXAMINED_PER_BREATH = 64

export function planSelection(storage: Storage, collection: Collection, selection: Selection): Plan {
  const limit = selection.limit === undefined ? undefined : selection.limit + selection.skip
  return choosePlan(storage, collection, selection.filter, selection.sort, limit)
}

/** The documents of a selection, in order. */
export function* select(
  storage: Storage,
  collection: Collection,
  selection: Selection,
  plan: Plan,
  examined: Examined,
): Generator<Found | typeof breath> {
  const { filter, sort, limit } = selection
  if (limit === 0) return
  const rows = plan.sorted
    ? scanRows(storage, collection, plan, examined)
    : sortedRows(storage, collection, selection, plan, examined)
  let toSkip = selection.skip
  let left = limit ?? Number.POSITIVE_INFINITY
  for (const row of rows) {
    if (row === breath) {
      yield breath
      continue
    }
    const doc = collection.dropped ? undefined : storage.document(collection, row)
    if (plan.sorted || sort.length === 0) examined.documents++
    if (examined.documents % EXAMINED_PER_BREATH === 0) yield breath
    if (!doc || !filter.matchesRaw(doc)) continue
    if (toSkip > 0) {
      toSkip--
      continue
    }
    yield { row, doc }
    if (--left <= 0) return
  }
}

/** The sort holds keys and row ids only; documents are read again in order. */
function* sortedRows(
  storage: Storage,
  collection: Collection,
  { filter, sort, skip, limit }: Selection,
  plan: Plan,
  examined: Examined,
): Generator<number | typeof breath> {
  const sorted = collectSorted<number>(limit === undefined ? Number.POSITIVE_INFINITY : limit + skip)
  const names = filter.roots && fieldNames([...filter.roots, ...sort.map((field) => field.root)])
  for (const row of scanRows(storage, collection, plan, examined)) {
    const doc = storage.document(collection, row)
    if (++examined.documents % EXAMINED_PER_BREATH === 0) yield breath
    if (!doc) continue
    const values = decode(names ? pick(doc, names) : doc)
    if (filter.matches(values)) sorted.add(sortKey(values, sort), row)
  }
  yield* sorted.done()
}

/** All at once: for writes, which must not be interrupted. */
export function collectNow(found: Iterable<Found | typeof breath>): Found[] {
  const all: Found[] = []
  for (const each of found) if (each !== breath) all.push(each)
  return all
}

const SLICE_MS = 8

/** Yields to the event loop when a reader has used up its time slice. */
export function timeSlice(): { isOver(): boolean; rest(): Promise<void> } {
  let started = performance.now()
  return {
    isOver: () => performance.now() - started > SLICE_MS,
    async rest() {
      await setImmediate()
      started = performance.now()
    },
  }
}
