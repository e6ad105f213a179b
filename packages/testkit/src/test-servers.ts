import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'

/** A database of this test file alone on the server of the run. */
export function testDatabaseUri(): string {
  const uri = new URL(inject('mongodbUri'))
  uri.pathname = `/test-${randomUUID()}`
  return uri.href
}

export const testRedisUrl = (): string => inject('redisUrl')

/** Keys of this test file alone. */
export const testPrefix = (): string => `{test-${randomUUID()}}`
