import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { apiClient } from './api-client.ts'
import { isRunning, startService, until } from './service.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'async-events-start-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

it.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
  'leaves no process after %s and finds its data again',
  async (signal) => {
    const service = await startService({ dataDir })
    const client = apiClient(service.api)
    const created = await client.post('/jobs', {
      parameters: {
        event: 'e',
        session: signal,
        url: 'https://talks.example.org/1',
        filename: 'x.md',
        track: 't',
      },
    })
    expect(created.status).toBe(201)
    const page = await fetch(`${service.url}/`)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect((await fetch(`${service.url}/docs`)).status).toBe(200)
    const pids = service.pids()
    expect(pids.length).toBeGreaterThan(6)
    const code = await service.kill(signal)
    if (signal !== 'SIGKILL') expect(code).toBe(0)
    await until(() => !pids.some(isRunning), 15_000, 'every process is gone')

    const again = await startService({ dataDir })
    const { jobs } = await apiClient(again.api).read<{ jobs: { parameters: { session: string } }[] }>('/jobs')
    expect(jobs.map((job) => job.parameters.session)).toContain(signal)
    await again.stop()
  },
)
