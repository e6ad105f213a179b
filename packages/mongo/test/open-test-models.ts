import { testDatabaseUri } from '@async-events/testkit'
import { afterAll, beforeAll } from 'vitest'
import { connectMongo, createIndexes, defineModels, type Models } from '../src/index.ts'

/** Models over a database of the test file alone, with their indexes from its first test on. */
export function openTestModels({ onCommand }: { onCommand?: (name: string) => void } = {}): Models {
  const mongo = connectMongo(testDatabaseUri(), {
    appName: 'test',
    log: { warn: () => {} },
    ...(onCommand ? { onCommand } : {}),
  })
  const models = defineModels(mongo.connection)
  beforeAll(async () => {
    await mongo.tried
    await createIndexes(models)
  })
  afterAll(async () => {
    await mongo.connection.db?.dropDatabase()
    await mongo.close()
  })
  return models
}
