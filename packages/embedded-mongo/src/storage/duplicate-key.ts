import type { Document } from '../protocol/document.ts'
import { CommandFailure } from '../protocol/errors.ts'
import type { IndexField } from '../query/index-keys.ts'
import { encodeKey } from '../query/key-encoding.ts'
import type { Collection, Index } from './collection.ts'

/** MongoDB's error for a value that a unique index already has. */
export function duplicateKey(
  collection: Collection,
  index: Index,
  key: Buffer,
  values: Document,
): CommandFailure {
  const keyValue: Document = {}
  for (const field of index.fields) {
    // Of an array, the duplicate element.
    const candidates = valuesForMessage(values, field)
    keyValue[field.path] =
      index.fields.length === 1
        ? (candidates.find((value) => encodeKey([value], index.directions).equals(key)) ?? null)
        : (candidates[0] ?? null)
  }
  const shown = Object.entries(keyValue)
    .map(([path, value]) => `${path}: ${JSON.stringify(value)}`)
    .join(', ')
  return new CommandFailure(
    11000,
    `E11000 duplicate key error collection: ${collection.namespace} index: ${index.spec.name} dup key: { ${shown} }`,
    { keyPattern: index.spec.key, keyValue },
  )
}

function valuesForMessage(values: Document, field: IndexField): unknown[] {
  let value: unknown = values
  for (const part of field.parts) value = (value as Document | undefined | null)?.[part]
  return Array.isArray(value) ? value : [value]
}
