import { CommandFailure } from '../protocol/errors.ts'
import type { Collection, Index } from '../storage/collection.ts'
import type { IndexEntry, Storage } from '../storage/storage.ts'
import type { Plan, RangeGroup } from './planner.ts'

export type Examined = { keys: number; documents: number }

const SMALLEST_CHUNK = 64
const LARGEST_CHUNK = 1024

/**
 * The rows that a plan finds, read in chunks. Each chunk is one completed SQLite statement, so a reader may
 * pause at any row while others write.
 */
export function* scanRows(
  storage: Storage,
  collection: Collection,
  plan: Plan,
  examined: Examined,
): Generator<number> {
  if (!plan.index) yield* scanCollection(storage, collection)
  else if (plan.mergeFrom !== undefined)
    yield* mergeGroups(storage, plan, plan.index, plan.mergeFrom, examined)
  else {
    const seen = plan.index.multikey ? new Set<number>() : undefined
    for (const group of plan.groups) {
      for (const { row } of readGroup(storage, plan.index, group, plan.direction)) {
        examined.keys++
        if (seen?.has(row)) continue
        seen?.add(row)
        yield row
      }
    }
  }
}

function* scanCollection(storage: Storage, collection: Collection): Generator<number> {
  for (let after = 0; ; ) {
    if (collection.dropped) throw new CommandFailure(175, 'the collection was dropped during the query')
    const rows = storage.rowsAfter(collection, after, LARGEST_CHUNK)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < LARGEST_CHUNK) return
    after = last
  }
}

function* readGroup(
  storage: Storage,
  index: Index,
  group: RangeGroup,
  direction: 1 | -1,
): Generator<IndexEntry> {
  let chunk = SMALLEST_CHUNK
  for (const range of group.ranges) {
    let last: IndexEntry | undefined
    do {
      if (index.dropped) throw new CommandFailure(175, 'the index was dropped during the query')
      const entries = storage.entries(index, range, direction, last, chunk)
      yield* entries
      last = entries.length === chunk ? entries.at(-1) : undefined
      chunk = Math.min(LARGEST_CHUNK, chunk * 2)
    } while (last)
  }
}

/** Merges several sorted ranges into one, as `$in` with a sort needs. */
function* mergeGroups(
  storage: Storage,
  plan: Plan,
  index: Index,
  from: number,
  examined: Examined,
): Generator<number> {
  type Stream = { rest: Iterator<IndexEntry>; entry: IndexEntry; suffix: Buffer }
  const streams: Stream[] = []
  for (const group of plan.groups) {
    const offset = group.offsets[from] ?? 0
    const rest = readGroup(storage, index, group, plan.direction)
    const first = rest.next()
    if (!first.done) streams.push({ rest, entry: first.value, suffix: first.value.key.subarray(offset) })
  }
  while (streams.length > 0) {
    let next = 0
    for (let i = 1; i < streams.length; i++) {
      const a = streams[i]
      const b = streams[next]
      if (a && b && Buffer.compare(a.suffix, b.suffix) * plan.direction < 0) next = i
    }
    const stream = streams[next]
    if (!stream) return
    examined.keys++
    yield stream.entry.row
    const offset = stream.entry.key.length - stream.suffix.length
    const following = stream.rest.next()
    if (following.done) streams.splice(next, 1)
    else {
      stream.entry = following.value
      stream.suffix = following.value.key.subarray(offset)
    }
  }
}
