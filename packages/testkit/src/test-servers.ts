import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'

/** This test file's own database on the run's server. */
export function testDatabaseUri(): string {
  const uri = new URL(inject('mongodbUri'))
  uri.pathname = `/test-${randomUUID()}`
  return uri.href
}

export const testRedisUrl = (): string => inject('redisUrl')

/** This test file's own keys. */
export const testPrefix = (): string => `{test-${randomUUID()}}`
