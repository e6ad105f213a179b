import { type Document, isDocument } from '../protocol/document.ts'
import { encodeValue } from './key-encoding.ts'

/**
 * A `$group` that only counts: its accumulators are sums of constants, its id a constant, a field or a
 * document of fields. An index alone can answer it.
 */
export type SimpleGroup = {
  /** Fields that the group id needs. */
  paths: readonly string[]
  add(field: (path: string) => unknown, times: number): void
  results(): Document[]
}

export function parseSimpleGroup(spec: Document): SimpleGroup | undefined {
  const { _id: id, ...fields } = spec
  const idOf = readId(id)
  if (!idOf || !('_id' in spec)) return undefined
  const sums: [string, number][] = []
  for (const [name, accumulator] of Object.entries(fields)) {
    const weight = constantSum(accumulator)
    if (weight === undefined) return undefined
    sums.push([name, weight])
  }
  const groups = new Map<string, { id: unknown; count: number }>()
  return {
    paths: idOf.paths,
    add(field, times) {
      const value = idOf.read(field)
      const key = encodeValue(value).toString('latin1')
      const group = groups.get(key)
      if (group) group.count += times
      else groups.set(key, { id: value, count: times })
    },
    results: () =>
      [...groups.values()].map((group) => ({
        _id: group.id,
        ...Object.fromEntries(sums.map(([name, weight]) => [name, weight * group.count])),
      })),
  }
}

function constantSum(accumulator: unknown): number | undefined {
  if (!isDocument(accumulator) || Object.keys(accumulator).length !== 1) return undefined
  if (typeof accumulator.$sum === 'number') return accumulator.$sum
  if (isDocument(accumulator.$count) && Object.keys(accumulator.$count).length === 0) return 1
  return undefined
}

type GroupId = { paths: string[]; read(field: (path: string) => unknown): unknown }

function readId(id: unknown): GroupId | undefined {
  if (typeof id === 'string') return id.startsWith('$') ? readField(id) : { paths: [], read: () => id }
  if (!isDocument(id)) return id instanceof Object ? undefined : { paths: [], read: () => id ?? null }
  const parts = Object.entries(id).map(([name, value]) => [name, readId(value)] as const)
  if (parts.length === 0 || parts.some(([name, part]) => !part || name.startsWith('$'))) return undefined
  return {
    paths: parts.flatMap(([, part]) => part?.paths ?? []),
    read: (field) => Object.fromEntries(parts.map(([name, part]) => [name, part?.read(field)])),
  }
}

function readField(reference: string): GroupId | undefined {
  const path = reference.slice(1)
  if (path === '' || path.startsWith('$')) return undefined
  return { paths: [path], read: (field) => field(path) ?? null }
}
