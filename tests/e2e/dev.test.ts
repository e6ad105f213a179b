import { readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { descendantsOf, isRunning } from '@async-events/testkit/processes'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root, type Service, startService } from './service.ts'

let service: Service
beforeAll(async () => {
  service = await startService({ script: 'dev' })
})
afterAll(() => service?.stop())

/** The process of an app: Node's watcher, which `pidOf` finds, has it as its child. */
const appOf = (name: string): number | undefined => descendantsOf(service.pidOf(name))[0]?.pid
const serversOf = (): string => readFileSync(join(service.dataDir, 'servers.json'), 'utf8')

it('starts the app again that has loaded a changed file, and leaves the rest alone', async () => {
  const [keeper, api, servers] = [appOf('keeper'), appOf('api'), serversOf()]
  const now = new Date()
  const again = await until(
    () => {
      // Node tells its watcher of a file only after it has begun to load it.
      utimesSync(join(root, 'apps/keeper/src/config.ts'), now, now)
      const found = appOf('keeper')
      return found !== keeper && found
    },
    20_000,
    'the keeper is another process',
    500,
  )
  expect(again).not.toBe(keeper)
  expect([appOf('api'), serversOf()]).toEqual([api, servers])
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200)
})

it('leaves no process after SIGKILL', async () => {
  const pids = service.pids()
  expect(pids.length).toBeGreaterThan(13)
  await service.kill('SIGKILL')
  await until(() => !pids.some(isRunning), 15_000, 'every process is gone')
})
