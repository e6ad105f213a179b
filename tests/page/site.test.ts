/** The static site of a batch, from a plain file server, in a browser that holds to the policy of its pages. */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { sampleFolder } from '@async-events/demo/sample-server'
import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServedSite, serveSite } from './serve-site.ts'
import { spokenTalk } from './spoken-talk.ts'
import { client, lostTalk, quickTalk } from './talks.ts'
import { fewLooks, page, violationsOf, visit } from './visit.ts'

let site: ServedSite
let line: { start: number; text: string }
const talkPage = () => site.paths.find((path) => path.startsWith('talks/moore')) ?? ''
const open = (view: string): Promise<Page> => visit({ base: site.url, view })

/** Seconds of the recording. */
const playedAt = (made: Page): Promise<number> =>
  made
    .locator('video')
    .evaluate((video) => (video instanceof HTMLVideoElement ? video.currentTime : Number.NaN))

/** As the sites of recordings do; those of the service are for its own page (`cross-origin-resource-policy`). */
function sendRecording(route: Route): Promise<void> {
  const { pathname } = new URL(route.request().url())
  const bytes = readFileSync(join(sampleFolder, 'video', basename(pathname)))
  const from = Number(/^bytes=(\d+)-/.exec(route.request().headers().range ?? '')?.[1] ?? 0)
  return route.fulfill({
    status: 206,
    headers: {
      'content-type': 'video/mp4',
      'accept-ranges': 'bytes',
      'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}`,
    },
    body: bytes.subarray(from),
  })
}

describe.skipIf(!page)('the site of a batch', () => {
  beforeAll(async () => {
    const jobs = [{ parameters: spokenTalk() }, quickTalk('Reed beds'), lostTalk('No such talk')]
    const { batch } = await client.createBatch({ body: { batch_name: 'Site', jobs } })
    await client.waitForBatch(batch.batch_id)
    const { jobs: ended } = await client.listJobs({ query: { batch_id: batch.batch_id, limit: 10 } })
    const talk = ended.find(({ job_name }) => job_name.includes('Moore'))
    const { job } = await client.getJob({ path: { job_id: talk?.job_id ?? '' } })
    // The longest sentence: no other talk says it.
    const said = job.results?.transcript?.segments ?? []
    line = said.toSorted((a, b) => b.text.length - a.text.length)[0] ?? { start: Number.NaN, text: '' }
    site = await serveSite(client, batch.batch_id, '?language=en')
  })
  afterAll(() => site?.close())

  it('finds a spoken sentence, and opens the player at that second', async () => {
    const made = await open('index.html')
    await made.route('**/samples/video/*', sendRecording)
    const search = made.getByRole('search')
    await search.getByRole('searchbox').fill(line.text)
    await search.getByRole('button', { name: 'Search' }).click()
    await made.waitForURL(/search\.html\?q=/)
    const hit = made.locator('#hits > li').first()
    await hit.locator('mark').first().waitFor()
    expect(await hit.locator('h2').textContent()).toContain('Moore wieder vernässen')
    expect(
      await hit
        .locator('p', { has: made.locator('a.time') })
        .first()
        .textContent(),
    ).toContain(line.text)
    await hit.locator('a.time').first().click()
    await made.waitForURL(new RegExp(`moore.*#t=${Math.floor(line.start)}$`))
    await expect.poll(() => playedAt(made)).toBeCloseTo(line.start, 1)
    await made.locator('#lines li[aria-current="true"]', { hasText: line.text }).waitFor()
    // It is loaded, not only asked for: the policy permits its origin.
    await made.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 1)
    expect(await playedAt(made)).toBeCloseTo(line.start, 1)
  })

  it('finds other forms of a word, and an unfinished one', async () => {
    const made = await open('search.html?q=Haushalt+gemess')
    await made.locator('#hits mark', { hasText: 'Haushalte' }).first().waitFor()
    expect(await made.locator('#hits h2').first().textContent()).toContain('Moore')
    await made.locator('#q').fill('xylophon')
    await made.locator('#q').press('Enter')
    await made.locator('#state', { hasText: 'Nothing was found' }).waitFor()
  })

  it('plays the second of a line that is clicked', async () => {
    const made = await open(talkPage())
    await made.locator('#lines a.time').nth(3).click()
    const seconds = Number(await made.locator('#lines li').nth(3).getAttribute('data-start'))
    await expect.poll(() => playedAt(made)).toBeGreaterThanOrEqual(seconds)
    expect(await playedAt(made)).toBeLessThan(seconds + 30)
  })

  it('can be used by everybody', async () => {
    const made = await open('index.html')
    for (const view of ['index.html', talkPage(), 'speakers.html', 'search.html?q=Wasser']) {
      await made.goto(`${site.url}/${view}`)
      if (view.startsWith('search')) await made.locator('#hits mark').first().waitFor()
      for (const { theme, width } of fewLooks) {
        await made.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
        await made.setViewportSize({ width, height: 900 })
        expect([view, theme, await violationsOf(made)]).toEqual([view, theme, []])
        const isWider = await made.evaluate(() => {
          const { scrollWidth = 0, clientWidth = 0 } = document.scrollingElement ?? {}
          return scrollWidth > clientWidth
        })
        expect([view, width, isWider]).toEqual([view, width, false])
      }
    }
  })

  it('reads without a script', async () => {
    const made = await open('index.html')
    expect(await made.locator('.missing').textContent()).toBe('No such talk (failed)')
    const answer = await made.request.get(`${site.url}/${talkPage()}`)
    const text = await answer.text()
    expect(text).toContain(line.text)
    expect(text).toContain(`id="t=${Math.floor(line.start)}"`)
  })
})
