import type { Condition } from './filters.ts'
import type { Models } from './models.ts'

const groupSize = 500

/** Removes what matches, a group at a time, so that others have their turn in between. Returns how many there were. */
export async function removeInGroups(
  collection: Models['jobs']['collection'],
  condition: Condition,
): Promise<number> {
  let removed = 0
  for (;;) {
    const found = await collection
      .find(condition, { projection: { _id: 1 }, maxTimeMS: 30_000 })
      .limit(groupSize)
      .toArray()
    if (found.length === 0) return removed
    // The condition once more: what no longer matches stays.
    const { deletedCount } = await collection.deleteMany({
      _id: { $in: found.map(({ _id }) => _id) },
      ...condition,
    })
    removed += deletedCount
    if (found.length < groupSize) return removed
  }
}
