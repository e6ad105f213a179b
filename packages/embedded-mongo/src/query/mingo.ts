import { Context } from 'mingo/core'
import { Lazy } from 'mingo/lazy'
import * as accumulator from 'mingo/operators/accumulator'
import * as expression from 'mingo/operators/expression'
import * as pipeline from 'mingo/operators/pipeline'
import * as projection from 'mingo/operators/projection'
import * as query from 'mingo/operators/query'
import { Query } from 'mingo/query'
import type { Options } from 'mingo/types'
import { type Document, typeName } from '../protocol/document.ts'
import { indexField, valuesAt } from './index-keys.ts'
import { parseSort, sortDocuments } from './sort.ts'

/** Mingo's order of types differs from MongoDB's, which encoded keys have. */
function $sort(documents: ReturnType<typeof Lazy>, spec: Document): ReturnType<typeof Lazy> {
  return documents.transform((all) => Lazy(sortDocuments(all as Document[], parseSort(spec))))
}

/** Mingo has only JavaScript's types. */
function $type(path: string, wanted: unknown): (doc: Document) => boolean {
  const names = Array.isArray(wanted) ? wanted : [wanted]
  const { parts } = indexField(path, 1)
  return (doc) => {
    const found = valuesAt(doc, parts)
    if (!found.exists) return false
    const types = found.values.map(typeName)
    if (found.isArray) types.push('array')
    return types.some(
      (type) => names.includes(type) || (names.includes('number') && (type === 'int' || type === 'double')),
    )
  }
}

let ownOptions: Partial<Options> | undefined

function $captureOptions(_path: string, _value: unknown, options: Options): () => boolean {
  ownOptions = options
  return () => true
}

const context = Context.init({
  accumulator,
  expression,
  pipeline: { ...pipeline, $sort },
  projection,
  query: { ...query, $type, $captureOptions },
} as unknown as Parameters<typeof Context.init>[0])

new Query({ any: { $captureOptions: 1 } }, { context, scriptEnabled: false })

/**
 * Mingo copies its table of some 200 operators for each query, unless it gets options that it made itself.
 * These are taken from such a query, which makes a new query ten times cheaper.
 */
export const mingoOptions: Partial<Options> = ownOptions ?? { context, scriptEnabled: false }
