import type { Page } from '@async-events/core'
import { badRequest } from '../plugins/error-answers.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'

interface PageQuery {
  limit?: number | undefined
  skip?: number | undefined
  cursor?: string | undefined
  sort?: 'created_at' | '-created_at' | undefined
}

/** A cursor goes on in the order of its list; stated again, the order has to be the same. */
export function pageOf({ limit = 100, skip, cursor, sort }: PageQuery): Page {
  if (cursor === undefined) return { limit, skip: skip ?? 0, after: null, oldestFirst: sort === 'created_at' }
  if (skip !== undefined) throw badRequest('skip', 'conflict', 'skip and cursor exclude each other')
  const { oldestFirst = false, ...after } = decodeCursor(cursor)
  if (sort !== undefined && (sort === 'created_at') !== oldestFirst)
    throw badRequest('sort', 'conflict', 'the cursor is of a list in the other order')
  return { limit, skip: 0, after, oldestFirst }
}

/** The cursor after a page, or null when it was not full: there is nothing behind it. */
export function nextCursor(items: { created_at: Date; id: string }[], page: Page): string | null {
  const last = items.at(-1)
  if (!last || items.length < page.limit) return null
  return encodeCursor({ ...last, oldestFirst: page.oldestFirst ?? false })
}
