/**
 * The sample talk with video and slides, from its page to the archive, and then once more after its template changed:
 * only transform and archive may run again.
 * `node bench/template-change.ts`
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSampleConference } from '../demo/src/sample-server.ts'
import { apiClient } from '../tests/e2e/api-client.ts'
import { root, startService } from '../tests/e2e/service.ts'

const templates = mkdtempSync(join(tmpdir(), 'async-events-templates-'))
const own = join(templates, 'Session_en.md')
cpSync(join(root, 'packages/processors/src/transform/templates/Session_en.md'), own)
const conference = await startSampleConference()
const { host } = new URL(conference.origin)
const service = await startService({ env: { FETCH_ALLOW: host, TEMPLATES_DIR: templates } })
const client = apiClient(service.url)
const timed = async <T>(act: () => Promise<T>): Promise<[T, number]> => {
  const started = performance.now()
  return [await act(), performance.now() - started]
}
try {
  const { job } = await client.createJob({
    body: {
      parameters: {
        event: 'Wetland Conf 2026',
        session: 'An open protocol for marsh sensors',
        track: 'Open data sensors',
        filename: 'marsh-sensors.md',
        url: `${conference.origin}/talks/marsh-sensors.html`,
        target_language: 'en',
      },
    },
  })
  const { job_id } = job
  const [, first] = await timed(() => client.waitForJob(job_id))

  writeFileSync(own, readFileSync(own, 'utf8').replace('## Summary', '## In short'))
  const [again, second] = await timed(async () => {
    await client.restartJob({ path: { job_id }, body: { from_step: 'transform' } })
    return client.waitForJob(job_id)
  })
  console.log(`first run            ${(first / 1000).toFixed(2)} s`)
  console.log(`with a new template  ${(second / 1000).toFixed(2)} s`)
  console.log(`times faster         ${(first / second).toFixed(1)}`)
  console.log(
    `new heading          ${again.results?.markdown_content?.includes('## In short') ? 'yes' : 'NO'}`,
  )
  for (const step of again.steps)
    console.log(
      `  ${step.id.padEnd(10)} ${step.status.padEnd(10)} ${step.cached ? 'cached' : ''} ${step.duration_ms ?? ''} ms`,
    )
} finally {
  await service.stop()
  await conference.close()
  rmSync(templates, { recursive: true, force: true })
}
