import { AppError } from '@async-events/core'

const reachability = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoPoolClearedError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoOperationTimeoutError',
  'MongooseError',
  'MongooseServerSelectionError',
])

/** MaxTimeMSExpired, shutdown in progress, not primary and the like: the same request may succeed in a moment. */
const passingCodes = new Set([50, 89, 91, 189, 262, 10107, 11600, 11602, 13435, 13436])

export function toUnavailable(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error
  const code = 'code' in error && typeof error.code === 'number' ? error.code : -1
  if (!reachability.has(error.name) && !passingCodes.has(code)) return error
  return new AppError('unavailable', 'The database cannot be reached.', { cause: error, retryAfterMs: 2_000 })
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
