import { Aggregator } from 'mingo/aggregator'
import { breath, type Selection, timeSlice } from '../execution/select.ts'
import { type Document, isDocument } from '../protocol/document.ts'
import { badValue, CommandFailure, fromMingo } from '../protocol/errors.ts'
import { decode, type FieldNames, fieldNames, pick } from '../protocol/raw-bson.ts'
import { parseFilter } from '../query/filter.ts'
import { mingoOptions } from '../query/mingo.ts'
import { parseSimpleGroup } from '../query/simple-group.ts'
import { parseSort } from '../query/sort.ts'
import type { Collection } from '../storage/collection.ts'
import { type Services, wholeNumber } from './command.ts'
import { countGroups } from './count-groups.ts'
import { read } from './selection.ts'

const stages = new Set('$match $group $sort $limit $skip $project $count $unwind $set $facet'.split(' '))

/** Checks every stage and rewrites those that mingo runs unlike MongoDB. */
export function readStages(pipeline: unknown): Document[] {
  if (!Array.isArray(pipeline)) throw new CommandFailure(14, "'pipeline' must be an array")
  return pipeline.flatMap((stage) => {
    if (!isDocument(stage) || Object.keys(stage).length !== 1)
      throw new CommandFailure(40323, 'A pipeline stage specification object must contain exactly one field.')
    const [name] = Object.keys(stage)
    if (name === '$changeStream')
      throw new CommandFailure(40573, 'The $changeStream stage is only supported on replica sets')
    if (!name || !stages.has(name))
      throw new CommandFailure(40324, `Unrecognized pipeline stage name: '${name}'`)
    return readStage(name, stage[name])
  })
}

function readStage(name: string, value: unknown): Document[] {
  switch (name) {
    case '$match':
      return [{ $match: parseFilter(value).criteria }]
    case '$count':
      if (typeof value !== 'string' || value === '' || /[.$]/.test(value))
        throw new CommandFailure(40156, 'the count field must be a non-empty string')
      // For no input mingo gives 0, MongoDB no document.
      return [{ $group: { _id: null, [value]: { $sum: 1 } } }, { $project: { _id: 0 } }]
    case '$facet': {
      if (!isDocument(value)) throw new CommandFailure(40169, '$facet needs an object')
      const facets = Object.entries(value).map(([key, inner]) => [key, readStages(inner)])
      return [{ $facet: Object.fromEntries(facets) }]
    }
    case '$sort':
      parseSort(value)
      return [{ $sort: value }]
    case '$limit':
      if (!wholeNumber(value, '$limit')) throw new CommandFailure(15958, 'the limit must be positive')
      return [{ $limit: value }]
    case '$skip':
      wholeNumber(value, '$skip')
      return [{ $skip: value }]
    default:
      return [{ [name]: value }]
  }
}

/** Runs a pipeline: its leading stages through the planner, the rest in mingo. */
export async function runPipeline(
  services: Services,
  collection: Collection,
  pipeline: unknown,
): Promise<Document[]> {
  const all = readStages(pipeline)
  const { selection, rest } = takeSelection(all)
  const group = groupOf(rest[0])
  if (group && isPlain(selection)) {
    const counted = await countGroups(services, collection, selection.filter, group.spec)
    if (counted) return aggregate(rest.slice(1), counted)
  }
  const names = rest[0] ? neededFields(rest[0]) : undefined
  const documents: Document[] = []
  const slice = timeSlice()
  const shown = { filter: all.find((stage) => '$match' in stage)?.$match, sort: undefined }
  for (const step of read(services, collection, selection, shown)) {
    if (step !== breath) documents.push(decode(names ? pick(step, names) : step))
    else if (slice.isOver()) await slice.rest()
  }
  return aggregate(rest, documents)
}

/** The part of a pipeline that explain covers: its find, or the fields of its first group. */
export function selectionOf(pipeline: unknown): Document & { counts?: string[] } {
  const all = readStages(pipeline)
  const { selection, rest } = takeSelection(all)
  const group = groupOf(rest[0])
  const counting = group && isPlain(selection) ? parseSimpleGroup(group.spec) : undefined
  return {
    filter: selection.filter.criteria,
    sort: Object.fromEntries(selection.sort.map((field) => [field.path, field.direction])),
    skip: selection.skip,
    ...(selection.limit === undefined ? {} : { limit: selection.limit }),
    ...(counting ? { counts: [...counting.paths] } : {}),
  }
}

function aggregate(rest: readonly Document[], documents: Document[]): Document[] {
  if (rest.length === 0) return documents
  return fromMingo(() => new Aggregator([...rest], mingoOptions).run(documents))
}

const isPlain = (selection: Selection) =>
  selection.skip === 0 && selection.limit === undefined && selection.sort.length === 0

/** Splits off the leading `$match`, `$sort`, `$skip` and `$limit`, which a find can do. */
function takeSelection(all: readonly Document[]): { selection: Selection; rest: Document[] } {
  const matches: unknown[] = []
  let taken = 0
  while (all[taken]?.$match) matches.push(all[taken++]?.$match)
  const sort = all[taken]?.$sort ? parseSort(all[taken++]?.$sort) : []
  const skip = all[taken]?.$skip === undefined ? 0 : Number(all[taken++]?.$skip)
  const limit = all[taken]?.$limit === undefined ? undefined : Number(all[taken++]?.$limit)
  const filter = parseFilter(
    matches.length === 1 ? matches[0] : matches.length === 0 ? {} : { $and: matches },
  )
  return { selection: { filter, sort, skip, limit }, rest: all.slice(taken) }
}

function groupOf(stage: Document | undefined): { spec: Document } | undefined {
  return stage && isDocument(stage.$group) ? { spec: stage.$group } : undefined
}

/** The top-level fields that a leading `$group` reads; undefined for all. */
function neededFields(stage: Document): FieldNames | undefined {
  if (!('$group' in stage)) return undefined
  const roots = new Set<string>()
  const isBounded = (value: unknown): boolean => {
    if (typeof value === 'string') {
      if (value.startsWith('$$')) return false
      if (value.startsWith('$')) roots.add(value.slice(1).split('.')[0] ?? '')
      return true
    }
    if (Array.isArray(value)) return value.every(isBounded)
    return !isDocument(value) || Object.values(value).every(isBounded)
  }
  return isBounded(stage.$group) ? fieldNames(roots) : undefined
}

export function refuseBadCursor(cursor: unknown): void {
  if (!isDocument(cursor)) throw new CommandFailure(9, "The 'cursor' option is required")
  if (Object.keys(cursor).some((key) => key !== 'batchSize')) throw badValue('unknown cursor option')
}
