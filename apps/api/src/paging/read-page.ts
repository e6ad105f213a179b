import type { Page } from '@async-events/core'
import { badRequest } from '../plugins/error-answers.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'

interface PageQuery {
  limit?: number | undefined
  skip?: number | undefined
  cursor?: string | undefined
}

export function pageOf({ limit = 100, skip, cursor }: PageQuery): Page {
  if (skip !== undefined && cursor !== undefined) {
    throw badRequest('skip', 'conflict', 'skip and cursor exclude each other')
  }
  return { limit, skip: skip ?? 0, after: cursor === undefined ? null : decodeCursor(cursor) }
}

/** The cursor after a page, or null when it was not full: there is nothing behind it. */
export function nextCursor(items: { created_at: Date; id: string }[], page: Page): string | null {
  const last = items.at(-1)
  return last && items.length === page.limit ? encodeCursor(last) : null
}
