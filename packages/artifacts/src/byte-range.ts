import { AppError, type ByteRange } from '@async-events/core'

/** Cuts a range at the end of the object. Throws `range_not_satisfiable` if it starts after that. */
export function clampRange(range: ByteRange, bytes: number): ByteRange {
  const { start, end } = range
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end < start || start >= bytes) {
    throw new AppError('range_not_satisfiable')
  }
  return { start, end: Math.min(end, bytes - 1) }
}
