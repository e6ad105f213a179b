import { badRequest } from '../plugins/error-answers.ts'

/** Position in a list that is sorted by creation, newest first. */
export interface Position {
  created_at: Date
  id: string
}

/** Opaque to clients. It holds a position and no right: a made-up one only shows the caller's own list from elsewhere. */
export const encodeCursor = ({ created_at, id }: Position): string =>
  Buffer.from(JSON.stringify([created_at.getTime(), id])).toString('base64url')

export function decodeCursor(cursor: string): Position {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(parsed) && parsed.length === 2) {
      const [time, id]: unknown[] = parsed
      if (
        typeof time === 'number' &&
        Number.isSafeInteger(time) &&
        typeof id === 'string' &&
        id.length <= 200
      ) {
        const position = { created_at: new Date(time), id }
        if (encodeCursor(position) === cursor) return position
      }
    }
  } catch {
    // answered below
  }
  throw badRequest('cursor', 'invalid_cursor', 'must be the next_cursor of an earlier answer')
}
