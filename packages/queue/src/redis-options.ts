/** Every key of ours begins with this; the braces keep them in one slot of a Redis Cluster. */
export const defaultPrefix = '{async-events}'

const keepTrying = (times: number): number => Math.min(2_000, 50 * 2 ** Math.min(times, 6))

/**
 * Commands of a request must fail while the client still waits for its answer. A command that fails by its time leaves
 * the connection open: without `socketTimeout` one that is half open would fail every command for as long as the
 * process lives. It runs only while an answer is owed.
 */
export const producerOptions = (url: string) => ({
  url,
  commandTimeout: 1_500,
  connectTimeout: 1_500,
  socketTimeout: 3_000,
  maxRetriesPerRequest: 1,
  enableOfflineQueue: true,
  retryStrategy: keepTrying,
})

/** `socketTimeout`: a half-open connection left a worker idle for 50 s after the fault; with it, for 10. */
export const consumerOptions = (url: string) => ({
  url,
  connectTimeout: 5_000,
  socketTimeout: 12_000,
  maxRetriesPerRequest: null,
  retryStrategy: keepTrying,
})
