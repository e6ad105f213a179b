import { type Document, isDocument } from '../protocol/document.ts'
import { badValue, CommandFailure } from '../protocol/errors.ts'
import { type IndexField, indexField, valuesAt } from './index-keys.ts'
import { encodeKey, encodeValue } from './key-encoding.ts'

export type Sort = readonly IndexField[]

export function parseSort(spec: unknown): Sort {
  if (spec === undefined || spec === null) return []
  if (!isDocument(spec)) throw new CommandFailure(14, 'sort must be a document')
  return Object.entries(spec).map(([path, direction]) => {
    if (direction !== 1 && direction !== -1)
      throw badValue(`sort direction of ${path} must be 1 or -1, other sorts are not supported`)
    if (path === '' || path.startsWith('$')) throw badValue(`cannot sort by '${path}'`)
    return indexField(path, direction)
  })
}

/** A byte string that orders documents, by the smallest or largest element of an array. */
export function sortKey(doc: Document, sort: Sort): Buffer {
  const values = sort.map((field) => {
    const { values } = valuesAt(doc, field.parts)
    if (values.length === 1) return values[0]
    return values.reduce((best, value) => {
      const order = Buffer.compare(encodeValue(value), encodeValue(best))
      return order * field.direction < 0 ? value : best
    })
  })
  return encodeKey(
    values,
    sort.map((field) => field.direction),
  )
}

export function sortDocuments(documents: readonly Document[], sort: Sort): Document[] {
  if (sort.length === 0) throw badValue('$sort needs at least one field')
  return documents
    .map((doc) => ({ doc, key: sortKey(doc, sort) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ doc }) => doc)
}

export type Ranked<T> = { key: Buffer; item: T }

/** Collects items in key order and keeps only the first `limit`. */
export function collectSorted<T>(limit: number): { add(key: Buffer, item: T): void; done(): T[] } {
  let kept: Ranked<T>[] = []
  let worst: Buffer | undefined
  const shrink = () => {
    kept.sort((a, b) => Buffer.compare(a.key, b.key))
    if (kept.length > limit) kept = kept.slice(0, limit)
    if (kept.length === limit) worst = kept.at(-1)?.key
  }
  return {
    add(key, item) {
      if (worst && Buffer.compare(key, worst) >= 0) return
      kept.push({ key, item })
      if (kept.length >= limit * 2 + 1000) shrink()
    },
    done() {
      shrink()
      return kept.map(({ item }) => item)
    },
  }
}
