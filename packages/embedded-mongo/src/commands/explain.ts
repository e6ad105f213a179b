import { planCovered } from '../execution/covered.ts'
import { breath, planSelection, select, timeSlice } from '../execution/select.ts'
import type { Document } from '../protocol/document.ts'
import { badValue, CommandFailure } from '../protocol/errors.ts'
import { type Call, type Command, findCollection, type Services } from './command.ts'
import { selectionOf } from './pipeline.ts'
import { readSelection } from './selection.ts'

async function explain(call: Call, services: Services): Promise<Document> {
  const inner = call.command.explain as Document
  const [name] = Object.keys(inner)
  const target = { ...call, name: name ?? '', command: inner }
  const collection = findCollection(target, services)
  if (!collection) throw new CommandFailure(26, 'explain needs an existing collection')
  const shown = explained(name ?? '', inner)
  const selection = readSelection(shown)
  const covered = shown.counts
    ? planCovered(services.storage, collection, selection.filter, shown.counts)
    : undefined
  const plan = covered?.plan ?? planSelection(services.storage, collection, selection)
  const examined = { keys: 0, documents: 0 }
  let returned = 0
  if (covered) examined.keys = covered.size
  else {
    const slice = timeSlice()
    for (const step of select(services.storage, collection, selection, plan, examined)) {
      if (step !== breath) returned++
      else if (slice.isOver()) await slice.rest()
    }
  }
  const winningPlan = plan.index
    ? {
        stage: 'IXSCAN',
        indexName: plan.index.spec.name,
        keyPattern: plan.index.spec.key,
        direction: plan.direction === 1 ? 'forward' : 'backward',
        isMultiKey: plan.index.multikey,
        boundedFields: plan.bounded,
        sortedInMemory: !plan.sorted,
        covered: covered !== undefined,
      }
    : { stage: 'COLLSCAN', sortedInMemory: !plan.sorted }
  return {
    queryPlanner: { namespace: collection.namespace, winningPlan, rejectedPlans: [] },
    executionStats: {
      executionSuccess: true,
      nReturned: returned,
      totalKeysExamined: examined.keys,
      totalDocsExamined: examined.documents,
      keysExamined: examined.keys,
      docsExamined: examined.documents,
    },
    ok: 1,
  }
}

type Explained = Document & { counts?: string[] }

/** The selection of a command, as options of find. */
function explained(name: string, inner: Document): Explained {
  switch (name) {
    case 'find':
      return inner
    case 'count':
      return { filter: inner.query, counts: [] }
    case 'distinct':
      return { filter: inner.query }
    case 'aggregate':
      return selectionOf(inner.pipeline)
    case 'findAndModify':
      return { filter: inner.query, sort: inner.sort, limit: 1 }
    case 'update':
    case 'delete': {
      const statements = (inner.updates ?? inner.deletes) as Document[] | undefined
      return { filter: statements?.[0]?.q ?? {} }
    }
    default:
      throw badValue(`cannot explain ${name}`)
  }
}

export const explainCommands: Record<string, Command> = {
  explain: { fields: ['verbosity'], run: explain },
}
