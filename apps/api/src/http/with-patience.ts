import type { Socket } from 'node:net'
import { AppError } from '@async-events/core'

/** No byte for so long, or not all after so long: the client is told that it took too long. Milliseconds. */
const idleMs = 30_000
const wholeMs = 4 * 3_600_000

/** Connections on which a body may take longer than the server gives to others. */
const patient = new WeakSet<Socket>()

export const mayTakeLong = (socket: Socket): boolean => patient.has(socket)

/**
 * Waits for a large body with limits of its own instead of those of the server, which are for JSON. `act` gets what to
 * call when bytes arrive; it goes on by itself after `request_timeout` was thrown, until the connection is closed.
 */
export async function withPatience<T>(
  socket: Socket,
  act: (onBytes: () => void) => Promise<T>,
  { idle = idleMs, whole = wholeMs }: { idle?: number; whole?: number } = {},
): Promise<T> {
  patient.add(socket)
  const { promise: tooLong, reject } = Promise.withResolvers<never>()
  const stop = (): void => reject(new AppError('request_timeout'))
  const quiet = setTimeout(stop, idle)
  const late = setTimeout(stop, whole)
  try {
    return await Promise.race([act(() => void quiet.refresh()), tooLong])
  } finally {
    clearTimeout(quiet)
    clearTimeout(late)
    patient.delete(socket)
  }
}
