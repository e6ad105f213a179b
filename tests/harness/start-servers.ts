import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { startEmbedded } from '@async-events/embedded'
import { Redis } from 'ioredis'
import { MongoClient } from 'mongodb'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'

export type ServerName = 'redis' | 'database'

export interface Servers {
  /** For the apps: through the proxies. */
  mongodbUri: string
  redisUrl: string
  /** For the harness itself: past them. */
  directMongodbUri: string
  directRedisUrl: string
  proxies: Record<ServerName, TcpProxy>
  /** Whether this harness may kill and freeze them; servers of the environment are external. */
  areOwn: boolean
  /** False when it is down or external. */
  signal(server: ServerName, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): boolean
  /** Redis is killed and comes back without its data. */
  emptyRedis(): Promise<void>
  /** Removes what this run left on servers of others: its database, and its keys in Redis. */
  forget(prefix: string): Promise<void>
  stop(): Promise<void>
}

export interface ServersOptions {
  dataDir: string
  /** Name of the database. */
  database: string
  env: Record<string, string | undefined>
}

/** Redis and the database, each behind a proxy: private ones, or those that `MONGODB_URI` and `REDIS_URL` name. */
export async function startServers({ dataDir, database: name, env }: ServersOptions): Promise<Servers> {
  const areOwn = !env.MONGODB_URI && !env.REDIS_URL
  const embedded = await startEmbedded({
    dataDir,
    mongo: !env.MONGODB_URI,
    redis: !env.REDIS_URL,
    path: env.PATH,
  })
  const database = new URL(env.MONGODB_URI || (embedded.mongodbUri ?? ''))
  // A database of this run alone: no other data is touched.
  database.pathname = `/${name}`
  const redis = new URL(env.REDIS_URL || (embedded.redisUrl ?? ''))
  const proxies = {
    database: await startTcpProxy({ host: database.hostname, port: Number(database.port || 27_017) }),
    redis: await startTcpProxy({ host: redis.hostname, port: Number(redis.port || 6379) }),
  }
  const through = (url: URL, proxy: TcpProxy): URL => {
    const changed = new URL(url)
    changed.host = `127.0.0.1:${proxy.port}`
    return changed
  }
  const proxied = through(database, proxies.database)
  // A member of a replica set would name its own address, past the proxy.
  if (env.MONGODB_URI) proxied.searchParams.set('directConnection', 'true')

  const pidOf = (server: ServerName): number | null =>
    server === 'redis' ? embedded.pids.redis : embedded.pids.mongo
  const signal: Servers['signal'] = (server, name) => {
    const pid = pidOf(server)
    if (pid === null) return false
    try {
      return process.kill(pid, name)
    } catch {
      return false
    }
  }
  return {
    mongodbUri: proxied.href,
    redisUrl: through(redis, proxies.redis).href,
    directMongodbUri: database.href,
    directRedisUrl: redis.href,
    proxies,
    areOwn,
    signal,
    async emptyRedis() {
      const data = join(dataDir, 'redis', 'data')
      // Moved while it runs, so that its successor cannot be faster than this.
      await rename(data, `${data}-lost-${Date.now()}`)
      signal('redis', 'SIGKILL')
    },
    async forget(prefix) {
      if (areOwn) return
      await dropDatabase(database.href)
      await removeKeys(redis.href, prefix)
    },
    async stop() {
      for (const server of ['redis', 'database'] as const) signal(server, 'SIGCONT')
      await Promise.all([proxies.redis.close(), proxies.database.close()])
      await embedded.stop()
    },
  }
}

async function dropDatabase(uri: string): Promise<void> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 5_000 })
  try {
    await client.db().dropDatabase()
  } finally {
    await client.close()
  }
}

async function removeKeys(url: string, prefix: string): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1 })
  redis.on('error', () => {})
  try {
    for await (const keys of redis.scanStream({ match: `${prefix}:*` }))
      if (keys.length > 0) await redis.del(...(keys as string[]))
  } finally {
    redis.disconnect()
  }
}
