import { badRequest } from '../plugins/error-answers.ts'

/** Position in a list that is sorted by creation. */
export interface Position {
  created_at: Date
  id: string
  /** Of the list: newest first when absent. */
  oldestFirst?: boolean
}

/** Opaque to clients. It holds a position and no right: a made-up one only shows the caller's own list from elsewhere. */
export const encodeCursor = ({ created_at, id, oldestFirst = false }: Position): string =>
  Buffer.from(JSON.stringify([created_at.getTime(), id, ...(oldestFirst ? ['up'] : [])])).toString(
    'base64url',
  )

export function decodeCursor(cursor: string): Position {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(parsed)) {
      const [time, id, way]: unknown[] = parsed
      if (
        typeof time === 'number' &&
        Number.isSafeInteger(time) &&
        typeof id === 'string' &&
        id.length <= 200
      ) {
        const position = { created_at: new Date(time), id, ...(way === 'up' ? { oldestFirst: true } : {}) }
        if (encodeCursor(position) === cursor) return position
      }
    }
  } catch {
    // answered below
  }
  throw badRequest('cursor', 'invalid_cursor', 'must be the next_cursor of an earlier answer')
}
