import type { Document } from '../protocol/document.ts'
import { type FieldNames, fieldNames } from '../protocol/raw-bson.ts'
import { type Filter, parseFilter } from '../query/filter.ts'
import { type IndexField, indexField } from '../query/index-keys.ts'

export type IndexSpec = {
  name: string
  key: Record<string, 1 | -1>
  unique?: boolean
  sparse?: boolean
  partialFilterExpression?: Document
}

/** A table of (key, row) pairs in key order. */
export type Index = {
  id: number
  spec: IndexSpec
  fields: readonly IndexField[]
  directions: readonly (1 | -1)[]
  unique: boolean
  sparse: boolean
  partial: Filter | undefined
  /** A document has, or had, an array in an indexed field. */
  multikey: boolean
  /** Top-level fields that determine the keys of a document. */
  roots: ReadonlySet<string>
  names: FieldNames
  dropped: boolean
}

export type Collection = {
  id: number
  database: string
  name: string
  namespace: string
  indexes: Index[]
  documents: number
  dropped: boolean
  names: FieldNames
}

/** The top-level fields that any of the indexes reads. */
export function indexedNames(indexes: readonly Index[]): FieldNames {
  return fieldNames(indexes.flatMap((index) => [...index.roots]))
}

export function describeIndex(id: number, spec: IndexSpec, multikey: boolean): Index {
  const fields = Object.entries(spec.key).map(([path, direction]) => indexField(path, direction))
  const partial = spec.partialFilterExpression && parseFilter(spec.partialFilterExpression)
  const roots = new Set([...fields.map((field) => field.root), ...(partial?.roots ?? [])])
  return {
    id,
    spec,
    fields,
    directions: fields.map((field) => field.direction),
    unique: spec.unique === true || spec.name === '_id_',
    sparse: spec.sparse === true,
    partial,
    multikey,
    roots,
    names: fieldNames(roots),
    dropped: false,
  }
}
