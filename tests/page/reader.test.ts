import { createHash } from 'node:crypto'
import { Client, type Job } from '@async-events/client'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { finishedTalk, spokenTalk } from './spoken-talk.ts'
import { client, heldTalk } from './talks.ts'
import { expectAccessible, keyedUrl, page, visit } from './visit.ts'

let talk: Job
const read = (): Promise<Page> => visit({ view: `#/jobs/${talk.job_id}/read` })
const lines = () => talk.results?.transcript?.segments ?? []

/** Seconds of the recording. */
const playedAt = (made: Page): Promise<number> =>
  made
    .locator('video')
    .evaluate((video) => (video instanceof HTMLVideoElement ? video.currentTime : Number.NaN))

async function seek(made: Page, seconds: number): Promise<void> {
  await made.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 1)
  await made.locator('video').evaluate((video, time) => {
    if (video instanceof HTMLVideoElement) video.currentTime = time
  }, seconds)
}

describe.skipIf(!page)('the reader', () => {
  beforeAll(async () => {
    talk = await finishedTalk()
  })

  it('can be used by everybody', async () => {
    await expectAccessible(`#/jobs/${talk.job_id}/read`, async (made) => {
      await made.locator('.document h2').first().waitFor()
      await made.locator('.line').first().waitFor()
      await made.locator('.slide img').first().waitFor()
    })
  })

  it('shows the document as it will look, with its pictures', async () => {
    const made = await read()
    const pictures = made.locator('.document img')
    await pictures.first().waitFor()
    for (const picture of await pictures.all()) await picture.scrollIntoViewIfNeeded()
    const areShown = () =>
      pictures.evaluateAll((all) =>
        all.every((one) => one instanceof HTMLImageElement && one.naturalWidth > 100),
      )
    await expect.poll(areShown).toBe(true)
    const text = await made.locator('.document').textContent()
    expect(text).toContain(lines()[0]?.text.split(' ').slice(0, 3).join(' '))
    expect(text).not.toContain('source_language:')
  })

  it('follows the recording line by line', async () => {
    const made = await read()
    const third = lines()[2]
    await seek(made, (third?.start ?? 0) + 0.05)
    await made.locator('.line[aria-current="true"]', { hasText: third?.text.slice(0, 20) ?? '-' }).waitFor()
  })

  it('leads into the recording from a line, a slide, and a time in the document', async () => {
    const made = await read()
    const last = lines().at(-1)
    await seek(made, 0)
    await made.locator('.line-text').last().click()
    await expect.poll(async () => (await playedAt(made)) - (last?.start ?? 0)).toBeGreaterThanOrEqual(0)

    const slides = talk.results?.structured_data?.slides ?? []
    const shown = slides.findIndex(({ times }) => (times[0]?.start ?? 0) > 1)
    expect(shown).toBeGreaterThanOrEqual(0)
    await made.locator('.slide').nth(shown).click()
    const start = slides[shown]?.times[0]?.start ?? Number.NaN
    await expect.poll(async () => Math.abs((await playedAt(made)) - start)).toBeLessThan(3)

    await seek(made, 0)
    const link = made.locator('.document a[data-seconds]').last()
    const seconds = Number(await link.getAttribute('data-seconds'))
    await link.click()
    await expect.poll(async () => Math.abs((await playedAt(made)) - seconds)).toBeLessThan(3)
    expect(made.url()).toContain('#/jobs/')
  })

  it('finds text in document and transcript', async () => {
    const made = await read()
    await made.locator('.line').first().waitFor()
    await made.locator('.document h2').first().waitFor()
    const word = /\p{L}{6,}/u.exec(lines()[1]?.text ?? '')?.[0] ?? ''
    const count = made.locator('.search-count')
    await made.getByRole('searchbox').fill(word.toUpperCase())
    await expect.poll(() => count.textContent()).toMatch(/^1 of ([2-9]|\d\d)/)
    await made.getByRole('searchbox').press('Enter')
    await expect.poll(() => count.textContent()).toMatch(/^2 of/)
    await made.getByRole('searchbox').press('Shift+Enter')
    await expect.poll(() => count.textContent()).toMatch(/^1 of/)
    await made.getByRole('searchbox').fill('no such words at all')
    await expect.poll(() => count.textContent()).toBe('not found')
  })

  it('copies a quotation with the address of its time', async () => {
    const made = await read()
    await made.locator('.line-time').first().focus()
    await made.keyboard.press('ArrowDown')
    await made.getByRole('button', { name: 'Copy quotation' }).click()
    await made.getByText('Copied').waitFor()
    const copied = await made.evaluate(() => navigator.clipboard.readText())
    const [, line] = lines()
    expect(copied).toContain(`“${line?.text}”`)
    expect(copied).toMatch(new RegExp(`\n${talk.results?.structured_data?.front_matter?.video}#t=\\d+$`))
  })

  it('gives document, archive and captions, with what they should hold', async () => {
    const made = await read()
    const taken: Record<string, Buffer> = {}
    for (const name of ['Markdown', 'ZIP', 'VTT', 'SRT']) {
      const [download] = await Promise.all([
        made.waitForEvent('download'),
        made.getByRole('button', { name, exact: true }).click(),
      ])
      const chunks: Buffer[] = []
      for await (const chunk of await download.createReadStream()) chunks.push(chunk)
      taken[download.suggestedFilename().split('.').at(-1) ?? ''] = Buffer.concat(chunks)
    }
    const first = lines()[0]?.text ?? '-'
    expect(taken.md?.toString()).toBe(talk.results?.markdown_content)
    expect(
      createHash('sha256')
        .update(taken.zip ?? '')
        .digest('hex'),
    ).toBe(talk.results?.archive_sha256)
    expect(taken.vtt?.toString()).toMatch(/^WEBVTT\n/)
    expect(taken.srt?.toString()).toMatch(/^1\n00:00:\d\d,\d{3} --> /)
    for (const captions of [taken.vtt, taken.srt])
      expect(captions?.toString().replace(/\s+/g, ' ')).toContain(first)
  })

  it('tells who has corrected the transcript meanwhile, and goes back to what was heard', async () => {
    const own = await finishedTalk()
    const made = await visit({ view: `#/jobs/${own.job_id}/read` })
    await made.locator('.line-time').first().focus()
    await made.getByRole('button', { name: 'Correct' }).click()
    await made.getByLabel('Text of the line').fill('Der Reiher wartet.')
    await made.getByLabel('Text of the line').press('Enter')

    const path = { job_id: own.job_id }
    await client.correctTranscript({
      path,
      body: [{ start: 0, end: 2, text: 'Von anderen.', speaker: null }],
    })
    await client.waitForJob(own.job_id)
    await made.getByRole('button', { name: 'Save and write the document anew' }).click()
    await made.getByText('Somebody else has changed it meanwhile.').waitFor()
    await made.getByRole('button', { name: 'Discard my changes and load again' }).click()
    await made.locator('.line', { hasText: 'Von anderen.' }).waitFor()
    await made.reload()
    await made.getByRole('button', { name: 'Back to what was heard' }).click()
    await made.locator('.line', { hasText: own.results?.transcript?.segments?.[0]?.text ?? '-' }).waitFor()
    expect((await client.waitForJob(own.job_id)).correction).toBeNull()
  })

  it('shows pictures to who has the key for them, and the recording of another site as a link', async () => {
    const { api_key } = await client.createKey({ body: { user_id: 'eva', scopes: ['read', 'write'] } })
    const eva = new Client({ baseUrl: keyedUrl, apiKey: api_key })
    const { job } = await eva.createJob({ body: { parameters: spokenTalk() } })
    await eva.waitForJob(job.job_id)
    const made = await visit({ base: keyedUrl, view: `#/jobs/${job.job_id}/read` })
    await made.getByLabel('API key').fill(api_key)
    await made.getByRole('button', { name: 'Sign in' }).click()
    const picture = made.locator('.slide img').first()
    await picture.waitFor()
    expect(await picture.getAttribute('src')).toMatch(/^blob:/)
    await expect
      .poll(() => picture.evaluate((one) => one instanceof HTMLImageElement && one.naturalWidth))
      .toBeGreaterThan(100)
    expect(await made.locator('video').count()).toBe(0)
    const link = made.getByRole('link', { name: 'Recording at 0:00' })
    expect(await link.getAttribute('href')).toContain('/samples/video/')
  })

  it('says that there is no document yet', async () => {
    const { job } = await client.createJob({ body: heldTalk('Unread') })
    const made = await visit({ view: `#/jobs/${job.job_id}/read` })
    await made.getByRole('heading', { name: 'There is no document yet' }).waitFor()
    await made.getByRole('link', { name: 'To the job' }).click()
    await made.locator('.plan-step').first().waitFor()
  })
})
