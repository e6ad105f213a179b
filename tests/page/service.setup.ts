import { execFileSync } from 'node:child_process'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { buildDashboard } from '../../scripts/setup/build-dashboard.mjs'
import { root, startService } from '../e2e/service.ts'
import { startApi } from '../reliability/app.ts'

export interface PageUnderTest {
  /** The service of the run, with `API_AUTH=open`. */
  url: string
  /** An API over the same stores that asks for keys. */
  keyedUrl: string
  /** Where the browser of the run is reached. */
  browser: string
}

declare module 'vitest' {
  interface ProvidedContext {
    page: PageUnderTest | null
  }
}

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** One service and one browser for all files; none where there is no Chromium. */
export default async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const executablePath = programs.map(pathOf).find((path) => path !== null)
  if (!executablePath) {
    console.warn(`the tests of the page are skipped: there is none of ${programs.join(', ')}`)
    provide('page', null)
    return
  }
  buildDashboard(root)
  const [service, browser] = await Promise.all([
    startService(),
    // Chromium refuses its sandbox to root, who runs the tests in containers; it shows nothing but our own pages.
    chromium.launchServer({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] }),
  ])
  const { METRICS_FOLDER: _, ...env } = service.envOf('api')
  const keyed = await startApi({ ...env, API_PORT: '0', API_AUTH: 'api-key' })
  provide('page', { url: service.url, keyedUrl: keyed.url, browser: browser.wsEndpoint() })
  return async () => {
    await browser.close()
    keyed.signal('SIGTERM')
    await keyed.ended
    await service.stop()
  }
}

function pathOf(program: string): string | null {
  try {
    return execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
}
