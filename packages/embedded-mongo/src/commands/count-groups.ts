import { NotInKey, planCovered, readCovered } from '../execution/covered.ts'
import { estimateSize } from '../execution/planner.ts'
import { breath, planSelection, type Selection, timeSlice } from '../execution/select.ts'
import { type Document, isDocument } from '../protocol/document.ts'
import type { Filter } from '../query/filter.ts'
import { parseSimpleGroup, type SimpleGroup } from '../query/simple-group.ts'
import type { Collection } from '../storage/collection.ts'
import type { Services } from './command.ts'
import { read } from './selection.ts'

/** A group that only counts, from an index or from as few fields as possible. */
export async function countGroups(
  services: Services,
  collection: Collection,
  filter: Filter,
  spec: Document,
): Promise<Document[] | undefined> {
  const group = parseSimpleGroup(spec)
  if (!group) return undefined
  if (filter.clauses.length === 0 && group.paths.length === 0) {
    if (collection.documents > 0) group.add(() => null, collection.documents)
    return group.results()
  }
  const { storage } = services
  const selection = { filter, sort: [], skip: 0, limit: undefined }
  const plan = planSelection(storage, collection, selection)
  if (plan.index && plan.exact && group.paths.length === 0) {
    let n = 0
    for (const { ranges } of plan.groups)
      for (const range of ranges) n += storage.countEntries(plan.index, range, Number.POSITIVE_INFINITY)
    if (n > 0) group.add(() => null, n)
    return group.results()
  }
  const covered = planCovered(storage, collection, filter, group.paths)
  // A key is cheaper to read than a document, unless there are many more keys.
  if (covered && covered.size <= 10 * estimateSize(storage, collection, plan) + 100)
    return readGroups(services, filter, group, covered.plan, spec)
  return group.paths.length === 0 ? countDocuments(services, collection, selection, group) : undefined
}

async function readGroups(
  { storage }: Services,
  filter: Filter,
  group: SimpleGroup,
  plan: ReturnType<typeof planSelection>,
  spec: Document,
): Promise<Document[] | undefined> {
  if (!plan.index) return undefined
  let hasNull = false
  const slice = timeSlice()
  const add: SimpleGroup['add'] = (field, times) => {
    hasNull ||= group.paths.some((path) => field(path) === null)
    group.add(field, times)
  }
  try {
    for (const _ of readCovered(storage, plan.index, plan, filter, add, { keys: 0, documents: 0 }))
      if (slice.isOver()) await slice.rest()
  } catch (error) {
    if (error instanceof NotInKey) return undefined
    throw error
  }
  // Inside a document, a missing field and null are different group ids; keys do not tell them apart.
  return hasNull && isDocument(spec._id) ? undefined : group.results()
}

async function countDocuments(
  services: Services,
  collection: Collection,
  selection: Selection,
  group: SimpleGroup,
): Promise<Document[]> {
  let n = 0
  const slice = timeSlice()
  for (const step of read(services, collection, selection, { filter: selection.filter.criteria })) {
    if (step !== breath) n++
    else if (slice.isOver()) await slice.rest()
  }
  if (n > 0) group.add(() => null, n)
  return group.results()
}
