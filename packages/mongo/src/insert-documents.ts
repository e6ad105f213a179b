import type { Model } from 'mongoose'
import { toUnavailable } from './unavailable.ts'

/** Past mongoose, which has nothing to add to a whole document, and would send a single one as a bulk of one. */
function send<T extends object>(
  { collection }: Model<T>,
  given: readonly T[],
  ordered: boolean,
): Promise<unknown> {
  const documents = given.map((one: object) => ({ ...one }))
  const [only] = documents
  if (only && documents.length === 1) return collection.insertOne(only)
  return collection.insertMany(documents, { ordered })
}

/** The first failure stops the rest. */
export async function insertInOrder<T extends object>(
  model: Model<T>,
  documents: readonly T[],
): Promise<void> {
  await send(model, documents, true)
}

/**
 * Documents of different callers in one command. Resolves with the failure of each, null where it was stored; throws what
 * failed all, and `unavailable` when nobody can tell.
 */
export async function insertTogether<T extends object>(
  model: Model<T>,
  documents: readonly T[],
): Promise<unknown[]> {
  try {
    await send(model, documents, false)
    return []
  } catch (thrown) {
    const failed = failedPlaces(thrown)
    if (failed) return documents.map((_, place) => (failed.has(place) ? thrown : null))
    const failure = toUnavailable(thrown)
    if (failure !== thrown || documents.length === 1) throw failure
    // One that the driver cannot write is not the others' fault.
    return Promise.all(documents.map((one) => insertTogether(model, [one]).then(() => null, asIs)))
  }
}

const asIs = (failure: unknown): unknown => failure

/** Null when it is not known of each document whether it was stored. */
function failedPlaces(thrown: unknown): Set<number> | null {
  if (!(thrown instanceof Error) || !('writeErrors' in thrown) || !Array.isArray(thrown.writeErrors))
    return null
  const places = thrown.writeErrors.map(({ index }: { index: number }) => index)
  return places.length > 0 ? new Set(places) : null
}
