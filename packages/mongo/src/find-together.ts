import { type Model, type QueryFilter, trusted } from 'mongoose'
import { exactAll } from './exact.ts'

const maxTimeMS = 10_000

/** Documents by their ids; those that are not there are missing. */
export async function findTogether<T extends { _id: string }>(
  model: Model<T>,
  ids: readonly string[],
): Promise<Map<string, T>> {
  const condition = { _id: trusted({ $in: exactAll(ids) }) } as QueryFilter<T>
  const documents = await model.find(condition, null, { maxTimeMS }).lean<T[]>()
  return new Map(documents.map((document) => [document._id, document]))
}
