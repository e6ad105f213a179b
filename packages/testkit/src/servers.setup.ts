import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@async-events/embedded'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    mongodbUri: string
    redisUrl: string
  }
}

/** Servers of the `adapters` tests: those of the environment, else private ones for this run. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const { MONGODB_URI, REDIS_URL } = process.env
  const dataDir = await mkdtemp(join(tmpdir(), 'async-events-servers-'))
  const servers = await startEmbedded({
    dataDir,
    mongo: !MONGODB_URI,
    redis: !REDIS_URL,
    path: process.env.PATH,
  })
  provide('mongodbUri', MONGODB_URI || (servers.mongodbUri ?? ''))
  provide('redisUrl', REDIS_URL || (servers.redisUrl ?? ''))
  return async () => {
    await servers.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
