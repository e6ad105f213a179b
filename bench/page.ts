/**
 * How the dashboard bears a batch that changes ten times a second: first view, long tasks, memory and the size of its script.
 * `npm run bench -- page [--jobs 2000] [--seconds 60]`; needs Chromium.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setInterval } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { root, startService } from '../tests/e2e/service.ts'

const { values } = parseArgs({
  options: { jobs: { type: 'string', default: '2000' }, seconds: { type: 'string', default: '60' } },
})
const [count, seconds] = [Number(values.jobs), Number(values.seconds)]
const perSecond = 10

const service = await startService()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  // Memory is measured after a collection.
  args: ['--js-flags=--expose-gc', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
})
try {
  const ids = await makeBatch()
  const page = await browser.newPage()
  await page.addInitScript(`
    window.longTasks = []
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) longTasks.push({ startTime, duration })
    }).observe({ type: 'longtask', buffered: true })`)
  await page.goto(`${service.url}/#/batches/bench-page`)
  await page.locator('.jobs tbody a').first().waitFor()
  const firstMs = await page.evaluate<number>(
    `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN`,
  )
  const rowsMs = await page.evaluate<number>('performance.now()')
  await page.getByRole('status').getByText(`${count} jobs`, { exact: true }).waitFor({ timeout: 120_000 })
  const loadedMs = await page.evaluate<number>('performance.now()')
  const before = await heap()
  const lags: number[] = []
  const changes = Math.min(seconds * perSecond, ids.length)
  let changedAt = performance.now()
  for await (const _ of setInterval(1000 / perSecond)) {
    const n = lags.length
    await post(`jobs/${ids[n]}/cancel`)
    lags.push(performance.now() - changedAt)
    changedAt = performance.now()
    // Somebody scrolls meanwhile.
    if (n % 5 === 0) await page.mouse.wheel(0, n % 2 === 0 ? 700 : -500)
    if (lags.length >= changes) break
  }
  const tasks = await page.evaluate<{ startTime: number; duration: number }[]>('longTasks')
  const later = tasks.filter(({ startTime }) => startTime > loadedMs).map(({ duration }) => duration)
  const after = await heap()
  const scripts = globSync('apps/dashboard/dist/assets/*.js', { cwd: root })
  const bytes = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(join(root, file))).length, 0)
  const rate = (1000 * lags.length) / lags.reduce((sum, lag) => sum + lag, 0)
  console.log(`first paint          ${firstMs.toFixed(0)} ms
rows in sight        ${rowsMs.toFixed(0)} ms
all ${count} jobs read   ${loadedMs.toFixed(0)} ms
changes              ${lags.length}, ${rate.toFixed(1)} a second
long tasks after it  ${later.length}, longest ${Math.max(0, ...later).toFixed(0)} ms
script memory        ${before.toFixed(1)} MB, then ${after.toFixed(1)} MB
script, compressed   ${(bytes / 1000).toFixed(1)} kB`)

  async function heap(): Promise<number> {
    return page.evaluate<number>('gc(), performance.memory.usedJSHeapSize / 1e6')
  }
} finally {
  await browser.close()
  await service.stop()
}

async function makeBatch(): Promise<string[]> {
  const jobs = Array.from({ length: count }, (_, index) => ({
    not_before: '2090-01-01T00:00:00Z',
    parameters: {
      event: 'Bench',
      session: `Talk ${index + 1}`,
      url: `${service.url}/samples/talks/reed-beds.html`,
      filename: 'talk.md',
      track: 'main',
    },
  }))
  const { job_ids } = await post('batches', { batch_id: 'bench-page', jobs })
  return job_ids ?? []
}

async function post(path: string, body?: object): Promise<{ job_ids?: string[] }> {
  const response = await fetch(`${service.api}/${path}`, {
    method: 'POST',
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.json() as Promise<{ job_ids?: string[] }>
}
