/**
 * How the dashboard bears a batch that changes ten times a second: first view, long tasks, memory and the size of its script.
 * `npm run bench -- dashboard [--jobs 2000] [--minutes 1]`; needs Chromium.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setInterval } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { root, startService } from '../tests/e2e/service.ts'
import { slopeOf } from './compare/statistics.ts'
import { changeForever } from './dashboard/change-forever.ts'
import { type MemorySample, openMemorySamples } from './dashboard/memory-samples.ts'

const { values } = parseArgs({
  options: { jobs: { type: 'string', default: '2000' }, minutes: { type: 'string', default: '1' } },
})
const [count, seconds] = [Number(values.jobs), Number(values.minutes) * 60]
const perSecond = 10
const sampleSeconds = 30

interface LongTask {
  startTime: number
  duration: number
}

const service = await startService()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
try {
  const changes = changeForever(await makeBatch())
  const page = await browser.newPage()
  await page.addInitScript(`
    window.longTasks = []
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) longTasks.push({ startTime, duration })
    }).observe({ type: 'longtask', buffered: true })`)
  await page.goto(`${service.url}/#/batches/bench-dashboard`)
  await page.locator('.jobs tbody a').first().waitFor()
  const firstMs = await page.evaluate<number>(
    `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN`,
  )
  const rowsMs = await page.evaluate<number>('performance.now()')
  await page.getByRole('status').getByText(`${count} jobs`, { exact: true }).waitFor({ timeout: 120_000 })
  const loadedMs = await page.evaluate<number>('performance.now()')

  const takeSample = await openMemorySamples(page)
  const debug = await page.context().newCDPSession(page)
  await debug.send('Performance.enable')
  const samples: MemorySample[] = []
  const sample = async (): Promise<void> => {
    const taken = await takeSample()
    samples.push(taken)
    const { seconds: at, heap, nodes, listeners } = taken
    console.log(
      `${at.toFixed(0).padStart(5)} s  ${heap.toFixed(2)} MB  ${nodes} nodes  ${listeners} listeners`,
    )
  }
  await sample()
  const started = performance.now()
  const busyBefore = await busyMs()
  const passed = (): number => (performance.now() - started) / 1000
  let done = 0
  for await (const _ of setInterval(1000 / perSecond)) {
    await post(changes.next().value)
    done += 1
    // Somebody scrolls meanwhile.
    if (done % 5 === 0) await page.mouse.wheel(0, done % 10 === 0 ? 700 : -500)
    if (passed() > samples.length * sampleSeconds) await sample()
    if (passed() > seconds) break
  }
  const rate = done / passed()
  const busy = ((await busyMs()) - busyBefore) / (passed() * 1000)
  if (passed() > (samples.length - 0.5) * sampleSeconds) await sample()

  const tasks = await page.evaluate<LongTask[]>('longTasks')
  const later = tasks.filter(({ startTime }) => startTime > loadedMs)
  const [forced, own] = [later.filter(isForced), later.filter((task) => !isForced(task))]
  // Caches fill at first: a leak goes on.
  const settled = samples.filter(({ seconds: at }) => at >= Math.min(60, seconds / 2))
  const perMinute = (of: (sample: MemorySample) => number): string =>
    settled.length < 3
      ? 'too few to tell'
      : slopeOf(settled.map((one) => [one.seconds / 60, of(one)])).toFixed(2)
  const scripts = globSync('apps/dashboard/dist/assets/*.js', { cwd: root })
  const bytes = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(join(root, file))).length, 0)
  console.log(`
first paint          ${firstMs.toFixed(0)} ms
rows in sight        ${rowsMs.toFixed(0)} ms
all ${count} jobs read   ${loadedMs.toFixed(0)} ms
changes              ${done}, ${rate.toFixed(1)} a second
processor            ${(100 * busy).toFixed(1)} % of one, by the main thread of the page
long tasks after it  ${own.length}, longest ${longest(own)} ms
  by the collections ${forced.length}, longest ${longest(forced)} ms
script memory        ${samples[0]?.heap.toFixed(1)} MB, then ${samples.at(-1)?.heap.toFixed(1)} MB; ${perMinute(({ heap }) => heap)} MB a minute
nodes                ${samples[0]?.nodes}, then ${samples.at(-1)?.nodes}; ${perMinute(({ nodes }) => nodes)} a minute
listeners            ${samples[0]?.listeners}, then ${samples.at(-1)?.listeners}; ${perMinute(({ listeners }) => listeners)} a minute
script, compressed   ${(bytes / 1000).toFixed(1)} kB`)

  /** Processor time of the page's main thread, which a busy machine does not lengthen as it does tasks. */
  async function busyMs(): Promise<number> {
    const { metrics } = await debug.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN)
  }

  /** A collection that this bench asked for holds the page up, too. */
  function isForced({ startTime, duration }: LongTask): boolean {
    return samples.some(({ from, to }) => startTime < to && startTime + duration > from)
  }
} finally {
  await browser.close()
  await service.stop()
}

function longest(tasks: readonly LongTask[]): string {
  return Math.max(0, ...tasks.map(({ duration }) => duration)).toFixed(0)
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
  const { job_ids } = await post('batches', { batch_id: 'bench-dashboard', jobs })
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
