import { freePort } from '@async-events/testkit/free-port'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { buildDashboard } from '../../scripts/setup/build-dashboard.mjs'
import { root, startService } from '../e2e/service.ts'
import { startApi } from '../reliability/app.ts'
import { browserOptions, browserPrograms } from './browser-options.ts'
import { forbiddenReceiver } from './receivers.ts'

export interface PageUnderTest {
  /** The service of the run, with `API_AUTH=open`. */
  url: string
  /** An API over the same stores that asks for keys. */
  keyedUrl: string
  /** Variables of an API over the same stores, for tests that need a process of their own. */
  apiEnv: Record<string, string>
  /** Where a conference may be served that the service reads. */
  conferencePort: number
  /** Every process of the service is a descendant of this one. */
  servicePid: number
  dataDir: string
  /** Where the browser of the run is reached. */
  browser: string
}

declare module 'vitest' {
  interface ProvidedContext {
    page: PageUnderTest | null
  }
}

/** One service and one browser for all files; none where there is no Chromium. */
export default async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const options = browserOptions()
  if (!options) {
    console.warn(`the tests of the page are skipped: there is none of ${browserPrograms.join(', ')}`)
    provide('page', null)
    return
  }
  buildDashboard(root)
  const conferencePort = await freePort()
  const [service, browser] = await Promise.all([
    startService({ env: { FETCH_ALLOW: `127.0.0.1:${conferencePort}` } }),
    chromium.launchServer(options),
  ])
  const { METRICS_FOLDER: _, ...env } = service.envOf('api')
  const apiEnv = { ...env, API_PORT: '0' }
  const keyed = await startApi({
    ...apiEnv,
    API_AUTH: 'api-key',
    FETCH_ALLOW: [env.FETCH_ALLOW, new URL(forbiddenReceiver).host].filter(Boolean).join(),
  })
  provide('page', {
    ...{ url: service.url, keyedUrl: keyed.url, apiEnv, browser: browser.wsEndpoint() },
    ...{ conferencePort, dataDir: service.dataDir, servicePid: service.pids()[0] ?? Number.NaN },
  })
  return async () => {
    await browser.close()
    keyed.signal('SIGTERM')
    await keyed.ended
    await service.stop()
  }
}
