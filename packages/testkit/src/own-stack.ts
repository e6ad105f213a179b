import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLogger } from '@async-events/runtime'
import { openStack, type Stack, stackConfig } from '@async-events/stack'
import { z } from 'zod'
import { testDatabaseUri, testPrefix, testRedisUrl } from './test-servers.ts'
import { until } from './until.ts'

export interface OwnStack {
  stack: Stack
  redisUrl: string
  prefix: string
  /** Of its artifacts; removed when it is closed. */
  folder: string
  /** An empty folder there, for the work of steps. */
  workRoot: string
  close(): Promise<void>
}

/** A ready stack with its own database and keys. */
export async function openOwnStack(redisUrl = testRedisUrl()): Promise<OwnStack> {
  const folder = await mkdtemp(join(tmpdir(), 'async-events-stack-'))
  const workRoot = join(folder, 'work')
  await mkdir(workRoot)
  const prefix = testPrefix()
  const config = z.object(stackConfig).parse({
    MONGODB_URI: testDatabaseUri(),
    REDIS_URL: redisUrl,
    QUEUE_PREFIX: prefix,
    DATA_DIR: folder,
  })
  const log = createLogger({ name: 'test', level: 'silent' })
  const stack = await openStack(config, { appName: 'test', log })
  await until(
    async () => Object.values(await stack.isReady()).every((check) => check.ok),
    20_000,
    'the stack is ready',
  )
  return {
    stack,
    redisUrl,
    prefix,
    folder,
    workRoot,
    close: async () => {
      await stack.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
