import { AppError } from '@async-events/core'

/** Names of the driver's and of mongoose's errors. */
const reachability = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  // This process stops: the same request succeeds at another one.
  'MongoClientClosedError',
  'MongoServerClosedError',
  'MongoExpiredSessionError',
  'MongoStalePrimaryError',
  'MongoPoolClearedError',
  // The driver's own name for it, without the prefix: a request was under way when its monitor found the server gone.
  'PoolClearedOnNetworkError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoOperationTimeoutError',
  'MongooseError',
  'MongooseServerSelectionError',
])

/** MaxTimeMSExpired, shutdown in progress, not primary and the like: the same request may succeed in a moment. */
const passingCodes = new Set([50, 89, 91, 189, 262, 10107, 11600, 11602, 13435, 13436])

/** What the system says of a socket: the driver hands it on as it is when it comes in the middle of a write. */
const socketCodes = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
])

export function toUnavailable(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError || !isPassing(error)) return error
  return new AppError('unavailable', 'The database cannot be reached.', { cause: error, retryAfterMs: 2_000 })
}

function isPassing(error: Error & { code?: unknown; errorResponse?: unknown }): boolean {
  const { name, code, errorResponse } = error
  if (reachability.has(name)) return true
  if (typeof code === 'number' && passingCodes.has(code)) return true
  if (typeof code === 'string' && socketCodes.has(code)) return true
  // Of many documents at once the driver wraps the reason.
  return errorResponse instanceof Error && isPassing(errorResponse)
}

/** The same object; what its methods throw because MongoDB cannot be reached is `unavailable`. */
export function withUnavailable<T extends object>(store: T): T {
  return new Proxy(store, {
    get(target, key, receiver) {
      const member: unknown = Reflect.get(target, key, receiver)
      if (typeof member !== 'function') return member
      return (...args: unknown[]) => {
        try {
          const result: unknown = Reflect.apply(member, target, args)
          if (isIterable(result)) return iterate(result)
          if (!(result instanceof Promise)) return result
          return result.catch((error: unknown) => {
            throw toUnavailable(error)
          })
        } catch (error) {
          // Before the first connection mongoose throws at once; the caller awaits a promise.
          return Promise.reject(toUnavailable(error))
        }
      }
    },
  })
}

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

/** A server may go away in the middle of a list too. */
async function* iterate(items: AsyncIterable<unknown>): AsyncIterable<unknown> {
  try {
    yield* items
  } catch (error) {
    throw toUnavailable(error)
  }
}

export function isDuplicateKey(error: unknown): error is Error & { keyPattern?: Record<string, unknown> } {
  return error instanceof Error && 'code' in error && error.code === 11000
}
