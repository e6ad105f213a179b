/** What lies on all pages of a list, one by one; the next page is fetched when it is needed. */
export async function* eachOf<Page extends { next_cursor: string | null }, Item>(
  fetchPage: (cursor: { cursor?: string }) => Promise<Page>,
  itemsOf: (page: Page) => readonly Item[],
): AsyncGenerator<Item, void, void> {
  for (let cursor: string | null = null; ; ) {
    const page: Page = await fetchPage(cursor === null ? {} : { cursor })
    yield* itemsOf(page)
    cursor = page.next_cursor
    if (cursor === null) return
  }
}
