import { type Model, type QueryFilter, trusted } from 'mongoose'

const groupSize = 500

/** Removes what matches in groups, so that other requests are served in between. Returns the number removed. */
export async function removeInGroups<T extends { _id: string }>(
  model: Model<T>,
  condition: QueryFilter<T>,
): Promise<number> {
  let removed = 0
  for (;;) {
    const found = await model
      .find(condition, { _id: 1 }, { maxTimeMS: 30_000 })
      .limit(groupSize)
      .lean<{ _id: string }[]>()
    if (found.length === 0) return removed
    // With the condition again: what no longer matches stays.
    const { deletedCount } = await model.deleteMany({
      ...condition,
      _id: trusted({ $in: found.map(({ _id }) => _id) }),
    })
    removed += deletedCount
    if (found.length < groupSize) return removed
  }
}
