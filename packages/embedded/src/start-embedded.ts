import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { findToolOnPath } from '@async-events/sandbox'
import { mongoProgram } from './mongo-program.ts'
import { redisProgram } from './redis-program.ts'
import { type EmbeddedLog, type SupervisedServer, supervise } from './supervise.ts'

export interface EmbeddedOptions {
  /** Where both servers keep their data: `<dataDir>/redis` and `<dataDir>/mongo/data.sqlite`. */
  dataDir: string
  /** False: not started, the caller has its own. */
  redis?: boolean
  mongo?: boolean
  /** `full` also survives power loss; writes are about half as fast. */
  sync?: 'normal' | 'full'
  /** PATH to find `redis-server`; the usual folders if undefined. */
  path?: string | undefined
  log?: EmbeddedLog
}

export interface Embedded {
  /** With the database name; null if no such server was requested. */
  mongodbUri: string | null
  redisUrl: string | null
  /** Of the running servers; null while one is down or was not requested. */
  readonly pids: { redis: number | null; mongo: number | null }
  /** Stops both in order and waits for their exit. */
  stop(): Promise<void>
}

const silent: EmbeddedLog = { debug: () => {}, warn: () => {}, error: () => {} }

/**
 * Starts a private Redis server and the MongoDB-protocol server for one machine, on free ports of 127.0.0.1. Both are
 * restarted on the same port when they exit by themselves, and end with this process, even when it is killed. Throws
 * `unavailable` with the output of a server that does not start, as with a second start on the same `dataDir`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { redis: wantsRedis = true, mongo: wantsMongo = true, sync = 'normal', log = silent } = options
  const dataDir = resolve(options.dataDir)
  await mkdir(dataDir, { recursive: true })
  const find = findToolOnPath({ path: options.path })

  const starting = await Promise.allSettled([
    wantsRedis
      ? redisProgram(join(dataDir, 'redis'), find, log).then((program) => supervise(program, log))
      : null,
    wantsMongo ? supervise(mongoProgram(join(dataDir, 'mongo'), sync, find), log) : null,
  ])
  const [redis = null, mongo = null] = starting.map((start) =>
    start.status === 'fulfilled' ? start.value : null,
  )
  const failed = starting.find((start) => start.status === 'rejected')
  if (failed !== undefined) {
    await stopInOrder(redis, mongo)
    throw failed.reason
  }

  return {
    mongodbUri: mongo === null ? null : `mongodb://127.0.0.1:${mongo.port}/async-events`,
    redisUrl: redis === null ? null : `redis://127.0.0.1:${redis.port}`,
    get pids() {
      return { redis: redis?.pid ?? null, mongo: mongo?.pid ?? null }
    },
    stop: () => stopInOrder(redis, mongo),
  }
}

/** The database last. */
async function stopInOrder(redis: SupervisedServer | null, mongo: SupervisedServer | null): Promise<void> {
  await redis?.stop()
  await mongo?.stop()
}
