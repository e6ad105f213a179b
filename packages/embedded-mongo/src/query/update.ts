import { type Document, isDocument } from '../protocol/document.ts'
import { CommandFailure } from '../protocol/errors.ts'
import {
  assemble,
  decodeExact,
  elements,
  encode,
  type FieldNames,
  fieldNames,
  pick,
} from '../protocol/raw-bson.ts'
import { reach } from './document-path.ts'
import { encodeValue } from './key-encoding.ts'
import { type Change, parseFailure, readOperator } from './update-operators.ts'

/**
 * An update, parsed once and applied to any number of documents. Only the top-level fields that it names
 * are decoded; all others are copied unchanged, with their types and order.
 */
export type Update = {
  /** Top-level fields that may change; undefined for a replacement. */
  touched: ReadonlySet<string> | undefined
  /** The updated document; the same object if nothing changed. */
  apply(doc: Buffer, now: Date): Buffer
  /** The document that an upsert inserts, without `_id`. */
  create(equalities: ReadonlyMap<string, unknown>, now: Date): Document
}

export function parseUpdate(update: unknown, multi: boolean): Update {
  if (Array.isArray(update)) throw parseFailure('pipeline-style updates are not supported')
  if (!isDocument(update)) throw parseFailure('an update must be a document')
  const keys = Object.keys(update)
  if (!keys[0]?.startsWith('$')) return replacement(update, multi)
  const changes = keys.flatMap((operator) => readOperator(operator, update[operator]))
  refuseConflicts(changes)
  // MongoDB adds new fields in the order of their names.
  changes.sort((a, b) => (a.path < b.path ? -1 : 1))
  return modification(changes)
}

function replacement(update: Document, multi: boolean): Update {
  if (multi) throw parseFailure('multi update is not supported for replacement-style update')
  const dollar = Object.keys(update).find((key) => key.startsWith('$'))
  if (dollar)
    throw new CommandFailure(52, `The dollar ($) prefixed field '${dollar}' is not valid for storage.`)
  const { _id: id, ...fields } = update
  const slices = slicesOf(encode(fields))
  return {
    touched: undefined,
    apply(doc) {
      const first = elements(doc)[0]
      const kept = first?.name === '_id' ? [doc.subarray(first.start, first.end)] : []
      if (id !== undefined) {
        const picked = decodeExact(pick(doc, fieldNames(['_id'])))
        if (!encodeValue(picked._id).equals(encodeValue(id))) throw immutableId()
      }
      const after = assemble([...kept, ...slices])
      return after.equals(doc) ? doc : after
    },
    create: (equalities) => ({ _id: id === undefined ? equalities.get('_id') : id, ...fields }),
  }
}

function immutableId(): CommandFailure {
  return new CommandFailure(
    66,
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  )
}

function slicesOf(doc: Buffer): Buffer[] {
  return elements(doc).map((element) => doc.subarray(element.start, element.end))
}

function modification(changes: readonly Change[]): Update {
  const touched = new Set(changes.map((change) => change.parts[0] ?? ''))
  const names: FieldNames = fieldNames(touched)
  return {
    touched,
    apply(doc, now) {
      const part = pick(doc, names)
      const fields = decodeExact(part)
      const id = fields._id
      for (const change of changes) change.apply(fields, { now, inserting: false })
      if (touched.has('_id') && !encodeValue(fields._id).equals(encodeValue(id))) throw immutableId()
      const after = encode(fields)
      return after.equals(part) ? doc : merge(doc, after, touched)
    },
    create(equalities, now) {
      const doc: Document = {}
      for (const [path, value] of equalities) {
        const place = reach(doc, path.split('.'), true)
        if (place) place.set(value)
      }
      const id = doc._id
      for (const change of changes) change.apply(doc, { now, inserting: true })
      if (id !== undefined && !encodeValue(doc._id).equals(encodeValue(id))) throw immutableId()
      return doc
    },
  }
}

/** The old document with the touched fields of `after`. */
function merge(doc: Buffer, after: Buffer, touched: ReadonlySet<string>): Buffer {
  const fresh = new Map(
    elements(after).map((element) => [element.name, after.subarray(element.start, element.end)]),
  )
  const slices: Buffer[] = []
  for (const element of elements(doc)) {
    if (!touched.has(element.name)) slices.push(doc.subarray(element.start, element.end))
    else {
      const slice = fresh.get(element.name)
      if (slice) slices.push(slice)
      fresh.delete(element.name)
    }
  }
  return assemble([...slices, ...fresh.values()])
}

function refuseConflicts(changes: readonly Change[]): void {
  const paths = changes.map((change) => change.path).sort()
  const seen = new Set<string>()
  for (const path of paths) {
    let prefix = ''
    for (const part of path.split('.')) {
      prefix = prefix === '' ? part : `${prefix}.${part}`
      if (seen.has(prefix))
        throw new CommandFailure(40, `Updating the path '${path}' would create a conflict at '${prefix}'`)
    }
    seen.add(path)
  }
}
