/**
 * The sample conference as a batch whose results are all in the cache, beside the same batch that may not read it, on one
 * service. `npm run bench -- cache`
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SessionParameters } from '@async-events/client'
import { sampleFolder, startSampleConference } from '@async-events/demo/sample-server'
import { apiClient } from '../tests/e2e/api-client.ts'
import { startService } from '../tests/e2e/service.ts'
import { runBench } from './compare/bench.ts'

await runBench('cache', async ({ compare, size }) => {
  const conference = await startSampleConference()
  const service = await startService({ env: { FETCH_ALLOW: new URL(conference.origin).host } })
  try {
    const text = readFileSync(join(sampleFolder, 'sessions.json'), 'utf8')
    const all = JSON.parse(text.replaceAll('{origin}', conference.origin)) as SessionParameters[]
    // One session is there to fail; in the short form only those that nothing has to be transcribed for.
    const sessions = all.filter(({ filename }) => size(/./, /^(Reed beds|Moore)/).test(filename))
    const client = apiClient(service.url)

    /** Jobs a second. */
    const rateOf = async (useCache: boolean): Promise<number> => {
      const started = performance.now()
      const { batch } = await client.createBatch({
        body: { use_cache: useCache, jobs: sessions.map((parameters) => ({ parameters })) },
      })
      const { completed_jobs } = await client.waitForBatch(batch.batch_id, { timeoutMs: 300_000 })
      const seconds = (performance.now() - started) / 1000
      if (completed_jobs === 0) throw new Error('no job of the batch was completed')
      return sessions.length / seconds
    }
    await rateOf(false)
    await compare({
      what: `a batch of ${sessions.length} sessions, all in the cache`,
      unit: 'jobs/s',
      ours: () => rateOf(true),
      bare: { name: 'the same without the cache', measure: () => rateOf(false) },
      goal: { atLeast: 20 },
    })
  } finally {
    await service.stop()
    await conference.close()
  }
})
