import { breath, planSelection, type Selection, select } from '../execution/select.ts'
import type { Document } from '../protocol/document.ts'
import { parseFilter } from '../query/filter.ts'
import { parseSort } from '../query/sort.ts'
import type { Collection } from '../storage/collection.ts'
import { type Services, wholeNumber } from './command.ts'

export function readSelection(command: Document, names = { filter: 'filter' }): Selection {
  const limit = wholeNumber(Math.abs(Number(command.limit ?? 0)), 'limit')
  return {
    filter: parseFilter(command[names.filter]),
    sort: parseSort(command.sort),
    skip: wholeNumber(command.skip, 'skip') ?? 0,
    limit: limit || undefined,
  }
}

/** Reads a selection and records a collection scan. */
export function* read(
  services: Services,
  collection: Collection,
  selection: Selection,
  shown: { filter?: unknown; sort?: unknown },
): Generator<Buffer | typeof breath> {
  const plan = planSelection(services.storage, collection, selection)
  const examined = { keys: 0, documents: 0 }
  const started = performance.now()
  try {
    for (const step of select(services.storage, collection, selection, plan, examined))
      yield step === breath ? breath : step.doc
  } finally {
    if (!plan.index && (selection.filter.clauses.length > 0 || selection.sort.length > 0))
      services.scans.record(
        collection.namespace,
        shown.filter,
        shown.sort,
        examined.documents,
        performance.now() - started,
      )
  }
}
