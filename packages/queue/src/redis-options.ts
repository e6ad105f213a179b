/** Prefix of all keys; the braces keep them in one slot of a Redis Cluster. */
export const defaultPrefix = '{async-events}'

const keepTrying = (times: number): number => Math.min(2_000, 50 * 2 ** Math.min(times, 6))

/**
 * Commands of a request must fail while the client still waits for its response. A command timeout leaves the
 * connection open: without `socketTimeout` every command on a half-open one would fail until the process ends. It runs
 * only while a reply is outstanding.
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

/** After a half-open connection a worker was idle for 50 s; with `socketTimeout`, for 10. */
export const consumerOptions = (url: string) => ({
  url,
  connectTimeout: 5_000,
  socketTimeout: 12_000,
  maxRetriesPerRequest: null,
  retryStrategy: keepTrying,
})
