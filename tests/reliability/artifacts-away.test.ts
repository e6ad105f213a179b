/** The artifact store, away at the start and later. */

import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job } from '@async-events/core'
import { freePort } from '@async-events/testkit/free-port'
import { until } from '@async-events/testkit/until'
import { expect, it } from 'vitest'
import { startSlowPages } from '../e2e/slow-pages.ts'
import { killApps, startApi, startApp } from './app.ts'
import { makePlace } from './place.ts'

it('away at the start and later: alive, not ready, steps are tried again, a download says 503, and all goes on', async () => {
  const pages = await startSlowPages(10)
  const place = await makePlace({ FETCH_ALLOW: pages.host })
  try {
    // A file where its folder should be: as a disk that is not mounted.
    const store = join(place.dataDir, 'artifacts')
    await writeFile(store, '')
    const port = await freePort()
    startApp('keeper', place.env)
    const worker = startApp('worker-scrape', { ...place.env, HEALTH_PORT: String(port) })
    const api = await startApi(place.env)
    await worker.says('"worker started"')
    const status = async (url: string): Promise<number> => (await fetch(url)).status
    for (const url of [api.url, `http://127.0.0.1:${port}`]) {
      await until(async () => (await status(`${url}/livez`)) === 200, 10_000, 'it is alive')
      expect(await status(`${url}/readyz`)).toBe(503)
    }
    const answer = await fetch(`${api.url}/api/event-job/jobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ parameters: pages.sessions(1)[0] }),
    })
    expect(answer.status).toBe(201)
    const { job_id } = ((await answer.json()) as { job: { job_id: string } }).job
    const read = async () =>
      (await place.db.collection<Job & { _id: string }>('jobs').findOne({ _id: job_id as never })) ?? null
    const tried = await until(
      async () => {
        const scrape = (await read())?.steps.scrape
        return scrape?.status === 'ready' && scrape.postponements === 1 && scrape
      },
      30_000,
      'the step was tried',
    )
    expect(tried.attempts).toBe(0)
    expect(tried.error).toMatchObject({
      code: 'unavailable',
      retryable: true,
      message: 'The artifact store cannot be reached.',
    })
    await rm(store)
    startApp('worker-transform', place.env)
    await until(async () => (await read())?.status === 'completed', 60_000, 'the job is done')
    expect(await status(`${api.url}/readyz`)).toBe(200)

    const archive = `${api.url}/api/event-job/jobs/${job_id}/download-archive`
    expect(await status(archive)).toBe(200)
    await rename(store, `${store}-away`)
    await writeFile(store, '')
    const refused = await fetch(archive)
    expect([refused.status, ((await refused.json()) as { error_type: string }).error_type]).toEqual([
      503,
      'unavailable',
    ])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await status(`${api.url}/readyz`)).toBe(503)
    await rm(store)
    await rename(`${store}-away`, store)
    expect(await status(archive)).toBe(200)
  } finally {
    await killApps()
    await place.close()
    await pages.close()
  }
})
