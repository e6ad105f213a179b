import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { testDatabaseUri, testPrefix, testRedisUrl } from '@async-events/testkit'
import { type Db, MongoClient } from 'mongodb'

/** A database, keys in Redis and a data folder for the processes of one test. */
export interface Place {
  dataDir: string
  /** What every app of the place is started with. */
  env: Record<string, string>
  db: Db
  close(): Promise<void>
}

export async function makePlace(more: Record<string, string> = {}): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'async-events-reliability-'))
  const uri = testDatabaseUri()
  const client = await MongoClient.connect(uri)
  return {
    dataDir,
    env: {
      NODE_ENV: 'test',
      MONGODB_URI: uri,
      REDIS_URL: testRedisUrl(),
      QUEUE_PREFIX: testPrefix(),
      DATA_DIR: dataDir,
      // One for all, also where an app has a data folder of its own.
      ARTIFACTS_URL: pathToFileURL(join(dataDir, 'artifacts')).href,
      SECRETS_KEY: Buffer.alloc(32, 3).toString('base64'),
      KEEPER_INTERVAL: '300ms',
      ...more,
    },
    db: client.db(),
    close: async () => {
      await client.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
