/** A server that falls silent while requests are under way: whatever they were doing, callers are told in time. */

import { connectMongo, createJobStore, defineModels } from '@async-events/mongo'
import { testDatabaseUri } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTcpProxy, type TcpProxy } from '../harness/tcp-proxy.ts'

let door: TcpProxy
let mongo: ReturnType<typeof connectMongo>
beforeAll(async () => {
  const uri = new URL(testDatabaseUri())
  door = await startTcpProxy({ port: Number(uri.port) })
  uri.port = String(door.port)
  mongo = connectMongo(uri.href, { appName: 'test', log: { warn: () => {} }, hasCallers: true })
  await mongo.tried
})
afterAll(async () => {
  door.set('pass')
  await mongo.close()
  await door.close()
})

// More at once than there are connections, so that some wait for a new one; the pool has grown in the second round.
it.each([4, 12])('%i requests at once: each is told within 3 s, as unavailable', async (many) => {
  const jobs = createJobStore(defineModels(mongo.connection))
  await expect(jobs.get('job-1')).resolves.toBeNull()
  door.set('drop')
  const asked = performance.now()
  const told = await Promise.all(
    Array.from({ length: many }, async (_, index) => {
      const ask = index % 2 === 0 ? jobs.get(`job-${index}`) : jobs.count({ owner: { kind: 'all' } })
      await expect(ask).rejects.toMatchObject({ code: 'unavailable' })
      return performance.now() - asked
    }),
  )
  // The sum of the driver's own limits is 2.8 s; the rest is for a busy machine.
  expect(Math.max(...told)).toBeLessThan(3_300)
  door.set('pass')
  await expect
    .poll(
      () =>
        mongo.check().then(
          () => 'up',
          () => 'away',
        ),
      { timeout: 10_000 },
    )
    .toBe('up')
})
