import { type Document, isDocument } from '../protocol/document.ts'
import { CommandFailure } from '../protocol/errors.ts'
import { encodeKey } from './key-encoding.ts'

export type IndexField = { path: string; root: string; parts: readonly string[]; direction: 1 | -1 }

export function indexField(path: string, direction: 1 | -1): IndexField {
  const parts = path.split('.')
  return { path, parts, root: parts[0] ?? path, direction }
}

type Extracted = { values: unknown[]; isArray: boolean; exists: boolean }

/** All values at a path, as MongoDB indexes them: one per array element, null where there is none. */
export function valuesAt(doc: unknown, parts: readonly string[], from = 0): Extracted {
  let value: unknown = doc
  for (let i = from; i < parts.length; i++) {
    if (Array.isArray(value)) {
      const found: Extracted = { values: [], isArray: true, exists: false }
      for (const item of value) {
        if (!isDocument(item)) continue
        const inner = valuesAt(item, parts, i)
        found.values.push(...inner.values)
        found.exists ||= inner.exists
      }
      if (found.values.length === 0) found.values.push(null)
      return found
    }
    value = isDocument(value) && Object.hasOwn(value, parts[i] ?? '') ? value[parts[i] ?? ''] : undefined
    if (value === undefined) return { values: [null], isArray: false, exists: false }
  }
  if (Array.isArray(value))
    return { values: value.length === 0 ? [undefined] : value, isArray: true, exists: true }
  return { values: [value], isArray: false, exists: true }
}

export type IndexKeys = { keys: Buffer[]; multikey: boolean }

/** The keys of one document in one index; none if a sparse index omits it. */
export function keysOf(doc: Document, fields: readonly IndexField[], sparse: boolean): IndexKeys {
  const directions = fields.map((field) => field.direction)
  const extracted = fields.map((field) => valuesAt(doc, field.parts))
  if (sparse && !extracted.some((field) => field.exists)) return { keys: [], multikey: false }
  const arrays = extracted.flatMap((field, i) => (field.isArray ? [fields[i]?.root] : []))
  if (arrays.length === 0)
    return {
      keys: [
        encodeKey(
          extracted.map((field) => field.values[0]),
          directions,
        ),
      ],
      multikey: false,
    }
  if (new Set(arrays).size > 1)
    throw new CommandFailure(171, `cannot index parallel arrays [${arrays.join('] [')}]`)
  let rows: unknown[][] = [[]]
  for (const field of extracted) rows = rows.flatMap((row) => field.values.map((value) => [...row, value]))
  const distinct = new Map<string, Buffer>()
  for (const row of rows) {
    const key = encodeKey(row, directions)
    distinct.set(key.toString('latin1'), key)
  }
  return { keys: [...distinct.values()], multikey: true }
}
