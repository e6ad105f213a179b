import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'

/** This test file's own database on the run's server. */
export function testDatabaseUri(): string {
  const uri = new URL(inject('mongodbUri'))
  uri.pathname = `/test-${randomUUID()}`
  return uri.href
}

export const testRedisUrl = (): string => inject('redisUrl')

/** Where that Redis listens. */
export function testRedisAddress(): { host: string; port: number } {
  const { hostname: host, port } = new URL(testRedisUrl())
  return { host, port: Number(port || 6379) }
}

/** The same Redis by way of a proxy on this port: its database, user and password are part of the URL. */
export function testRedisUrlThrough(port: number): string {
  const url = new URL(testRedisUrl())
  url.host = `127.0.0.1:${port}`
  return url.href
}

/** This test file's own keys. */
export const testPrefix = (): string => `{test-${randomUUID()}}`
