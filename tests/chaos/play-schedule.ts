import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { History } from '../harness/history.ts'
import type { Cluster } from '../harness/start-cluster.ts'
import type { ServerName } from '../harness/start-servers.ts'
import type { Fault, Schedule } from './schedule.ts'

type Undo = () => void | Promise<void>

/** Injects the scheduled faults into the cluster; resolves when the last one is over. */
export async function playSchedule(
  cluster: Cluster,
  { faults }: Schedule,
  history: History,
  signal: AbortSignal,
): Promise<void> {
  const start = performance.now()
  await Promise.all(
    faults.map(async (fault) => {
      await wait(Math.max(0, fault.at_ms - (performance.now() - start)), undefined, { signal })
      await play(cluster, fault, history, signal)
    }),
  )
}

async function play(cluster: Cluster, given: Fault, history: History, signal: AbortSignal): Promise<void> {
  const { fault, target, for_ms: lasts } = given
  const seen = { kind: 'fault', fault, target } as const
  history.add({ ...seen, phase: 'begin' })
  let undo: Undo | null
  try {
    undo = await begin(cluster, given)
  } catch (error) {
    history.add({ ...seen, phase: 'left-out', detail: error instanceof Error ? error.message : 'failed' })
    return
  }
  // Also on abort: no process may stay frozen, no proxy shut.
  await wait(lasts ?? 0, undefined, { signal }).catch(() => {})
  await undo?.()
  history.add({ ...seen, phase: 'end' })
}

/** Throws if the cluster does not support it; returns how to end a lasting one. */
async function begin(cluster: Cluster, { fault, target }: Fault): Promise<Undo | null> {
  const { servers } = cluster
  if (target === 'artifacts') return fillDisk(cluster)
  if (target !== 'redis' && target !== 'database') return onProcess(cluster, fault, target)
  if (fault === 'refuse' || fault === 'pause' || fault === 'drop') {
    servers.proxies[target].set(fault)
    return () => servers.proxies[target].set('pass')
  }
  if (fault === 'cut') {
    servers.proxies[target].set('cut')
    return null
  }
  if (!servers.areOwn) throw new Error('the server belongs to somebody else')
  if (fault === 'empty') await servers.emptyRedis()
  else if (fault === 'flush') await flush(servers.directRedisUrl)
  else return onServer(cluster, fault, target)
  return null
}

function onProcess({ processes }: Cluster, fault: Fault['fault'], target: string): Undo | null {
  const found = processes.get(target)
  if (!found) throw new Error('there is no such process')
  const given = fault === 'kill' ? 'SIGKILL' : fault === 'term' ? 'SIGTERM' : 'SIGSTOP'
  const { pid } = found
  if (!found.signal(given)) throw new Error('it was down already')
  return fault === 'freeze' ? () => void (found.pid === pid && found.signal('SIGCONT')) : null
}

function onServer({ servers }: Cluster, fault: Fault['fault'], target: ServerName): Undo | null {
  if (!servers.signal(target, fault === 'kill' ? 'SIGKILL' : 'SIGSTOP'))
    throw new Error('it was down already')
  return fault === 'freeze' ? () => void servers.signal(target, 'SIGCONT') : null
}

async function flush(url: string): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1, connectTimeout: 2_000 })
  redis.on('error', () => {})
  try {
    await redis.flushall()
  } finally {
    redis.disconnect()
  }
}

/** Fills the artifacts' own disk. */
async function fillDisk({ artifacts, hasOwnDisk }: Cluster): Promise<Undo> {
  if (!hasOwnDisk) throw new Error('artifacts have no disk of their own; that needs root')
  const ballast = join(artifacts, '.tmp', 'ballast')
  const { bavail, bsize } = await statfs(artifacts)
  const chunk = Buffer.alloc(1 << 20)
  // The last write fails, as meant.
  for (let left = bavail * bsize; left > 0; left -= chunk.byteLength)
    await writeFile(ballast, chunk.subarray(0, Math.min(left, chunk.byteLength)), { flag: 'a' }).catch(
      () => {},
    )
  return () => rm(ballast, { force: true })
}
