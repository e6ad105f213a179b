interface Page {
  /** Lists of keys and deliveries do not count. */
  total?: number
  next_cursor: string | null
}

export interface Taken<Item> {
  items: readonly Item[]
  /** That the filter matches; those that were taken where the list does not count. */
  total: number
  hasMore: boolean
}

const pageSize = 100

/** The first `count` of a list, page by page by its cursor: what is made meanwhile shifts nothing. */
export async function takePages<Item, Answer extends Page>(
  count: number,
  read: (page: { limit: number; cursor?: string }) => Promise<Answer>,
  itemsOf: (answer: Answer) => readonly Item[],
): Promise<Taken<Item>> {
  const items: Item[] = []
  for (let cursor: string | null = null; ; ) {
    const limit = Math.min(pageSize, count - items.length)
    const answer: Answer = await read({ limit, ...(cursor === null ? {} : { cursor }) })
    items.push(...itemsOf(answer))
    cursor = answer.next_cursor
    if (cursor === null || items.length >= count)
      return { items, total: answer.total ?? items.length, hasMore: cursor !== null }
  }
}
