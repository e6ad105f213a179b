/**
 * Pictures of the site of the sample conference: docs/images/site-*.webp.
 * `node tests/recording/record-site.ts` makes them anew.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from '@async-events/client'
import { readSamples, submitConference } from '@async-events/demo/check-conference'
import { startSampleConference } from '@async-events/demo/sample-server'
import { chromium } from 'playwright-core'
import { root, startService } from '../e2e/service.ts'
import { browserOptions } from '../page/browser-options.ts'
import { serveSite } from '../page/serve-site.ts'

const options = browserOptions()
if (!options) throw new Error('there is no Chromium on the PATH')
const conference = await startSampleConference()
const service = await startService({ env: { FETCH_ALLOW: new URL(conference.origin).host } })
const browser = await chromium.launch(options)
try {
  const client = new Client({ baseUrl: service.url })
  const { sessions } = await readSamples(conference.origin)
  const batch = await submitConference(`${service.url}/api/event-job`, sessions)
  await client.waitForBatch(batch)
  const site = await serveSite(client, batch, '?language=en')
  const talk = site.paths.find((path) => path.startsWith('talks/an-open-protocol'))
  const pictures = [
    { name: 'talk', view: `${talk}`, width: 1200, height: 900 },
    { name: 'search', view: 'search.html?q=open+protocol', width: 1200, height: 800, isDark: true },
  ]
  for (const { name, view, width, height, isDark } of pictures) {
    const page = await browser.newPage({
      viewport: { width, height },
      colorScheme: isDark ? 'dark' : 'light',
    })
    await page.goto(`${site.url}/${view}`)
    await page.waitForLoadState('networkidle')
    const session = await page.context().newCDPSession(page)
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 80 })
    const file = join(root, 'docs/images', `site-${name}.webp`)
    writeFileSync(file, Buffer.from(data, 'base64'))
    console.log(file)
    await page.close()
  }
  await site.close()
} finally {
  await browser.close()
  await service.stop()
  await conference.close()
}
