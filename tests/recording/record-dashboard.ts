/**
 * Pictures of the dashboard with the sample conference: docs/images/dashboard-*.webp.
 * `node tests/recording/record-dashboard.ts` makes them anew.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from '@async-events/client'
import { readSamples, submitConference } from '@async-events/demo/check-conference'
import { startSampleConference } from '@async-events/demo/sample-server'
import { chromium } from 'playwright-core'
import { buildDashboard } from '../../scripts/setup/build-dashboard.mjs'
import { root, startService } from '../e2e/service.ts'
import { browserOptions } from '../page/browser-options.ts'

const options = browserOptions()
if (!options) throw new Error('there is no Chromium on the PATH')
buildDashboard(root)
const conference = await startSampleConference()
const service = await startService({ env: { FETCH_ALLOW: new URL(conference.origin).host } })
const browser = await chromium.launch(options)
try {
  const client = new Client({ baseUrl: service.url })
  const { sessions } = await readSamples(conference.origin)
  const batch = await submitConference(`${service.url}/api/event-job`, sessions)
  // Every state of a batch: one that waits for somebody, and one that is over.
  const waiting = await submitConference(`${service.url}/api/event-job`, sessions.slice(0, 1))
  await client.toggleBatchActive({ path: { batch_id: waiting } })
  await client.waitForBatch(batch)
  const { jobs } = await client.listJobs({ query: { batch_id: batch, limit: 100 } })
  const talk = jobs.find(({ parameters }) => `${parameters.session}`.includes('open protocol'))?.job_id
  const pictures = [
    { name: 'batches', view: '#/', width: 1200, height: 640 },
    { name: 'batch', view: `#/batches/${batch}?show=timeline`, width: 1200, height: 900 },
    { name: 'job', view: `#/jobs/${talk}`, width: 1200, height: 900 },
    { name: 'reader', view: `#/jobs/${talk}/read`, width: 1200, height: 900 },
    { name: 'phone', view: `#/jobs/${talk}/read`, width: 390, height: 844, isDark: true },
  ]
  for (const { name, view, width, height, isDark } of pictures) {
    const page = await browser.newPage({
      viewport: { width, height },
      colorScheme: isDark ? 'dark' : 'light',
      timezoneId: 'Europe/Berlin',
      locale: 'en-GB',
    })
    await page.goto(`${service.url}/${view}`)
    await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => {}) // a stream stays open
    const session = await page.context().newCDPSession(page)
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 80 })
    const file = join(root, 'docs/images', `dashboard-${name}.webp`)
    writeFileSync(file, Buffer.from(data, 'base64'))
    console.log(file)
    await page.close()
  }
} finally {
  await browser.close()
  await service.stop()
  await conference.close()
}
