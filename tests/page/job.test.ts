import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, type Job, type Webhook } from '@async-events/client'
import { beforeAll, describe, expect, it } from 'vitest'
import { root } from '../e2e/service.ts'
import { forbiddenReceiver } from './receivers.ts'
import { finishedTalk, spokenTalk } from './spoken-talk.ts'
import { client, heldTalk, lostTalk, quickTalk } from './talks.ts'
import { expectAccessible, fewLooks, keyedUrl, looks, page, url, visit } from './visit.ts'

let talk: Job
let failed: Job

const viewOf = ({ job_id }: Pick<Job, 'job_id'>): string => `#/jobs/${job_id}`

describe.skipIf(!page)('the view of a job', () => {
  beforeAll(async () => {
    const { job } = await client.createJob({ body: lostTalk('Lost in the reeds') })
    talk = await finishedTalk()
    failed = await client.waitForJob(job.job_id)
  })

  it('can be used by everybody', async () => {
    for (const [job, inLooks] of [
      [talk, looks],
      [failed, fewLooks],
    ] as const)
      await expectAccessible(
        viewOf(job),
        async (made) => {
          await made.getByRole('heading', { level: 1, name: job.job_name }).waitFor()
          await made.getByText(/^Run 1: \d+ line/).waitFor()
          await made.locator('.plan-step').first().waitFor()
        },
        inLooks,
      )
    await expectAccessible(
      viewOf(talk),
      async (made) => {
        await made.getByRole('button', { name: 'Restart …' }).click()
        await made.getByText('Change parameters').click()
        await made.getByRole('button', { name: 'Show what would run' }).click()
        await made
          .getByRole('dialog')
          .getByRole('row', { name: /^transform/ })
          .waitFor()
      },
      fewLooks,
    )
  })

  it('shows each step with its state, how long it took, and what it waits for', async () => {
    const made = await visit({ view: viewOf(talk) })
    await made.locator('.plan-step').first().waitFor()
    expect(await made.locator('.plan-step').count()).toBe(talk.steps.length)
    const step = made.locator('.plan-step', { hasText: /^transform/ })
    const text = await step.textContent()
    expect(text).toMatch(/done.*\d m?s/)
    for (const need of talk.steps.find(({ id }) => id === 'transform')?.needs ?? [])
      expect(text).toContain(need)
    // A line for each wait that no other implies.
    expect(await made.locator('.plan-lines path').count()).toBeGreaterThanOrEqual(talk.steps.length - 1)
  })

  it('says why a job failed, and what the service advises', async () => {
    const made = await visit({ view: viewOf(failed) })
    const notice = made.locator('.notice-bad')
    const code = failed.error?.code ?? ''
    const guide = await (await fetch(`${url}/docs/errors`)).text()
    const advice = new RegExp(`id="${code}"[^]*?What to do\\.</strong> ([^<]{10,})`).exec(guide)?.[1]
    expect(advice).toBeDefined()
    await notice.getByText(advice?.trim() ?? '').waitFor()
    expect(await notice.textContent()).toContain(failed.error?.message)
    expect(await notice.getByRole('link').getAttribute('href')).toBe(`${url}/docs/errors#${code}`)
  })

  it('says what to do in German, too', async () => {
    const file = join(root, 'apps/dashboard/src/words/de.advice.json')
    const advice: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'))
    const made = await visit({ view: viewOf(failed) })
    await made.getByLabel('Language').selectOption('de')
    for (const code of [failed.error?.code, failed.warnings[0]?.code]) {
      const [before = '-'] = (advice[code ?? ''] ?? '-').split('`')
      await made
        .locator('.notice', { hasText: `Was zu tun ist: ${before}` })
        .first()
        .waitFor()
    }
  })

  it('shows what a webhook was told, and sends it again', async () => {
    const path = { job_id: talk.job_id }
    const told = async () => (await client.listJobDeliveries({ path })).deliveries[0]
    const attempts = async () => (await told())?.log.length ?? 0
    await expect.poll(attempts, { timeout: 20_000 }).toBeGreaterThan(0)
    const code = (await told())?.log[0]?.error?.code ?? '-'
    const made = await visit({ view: viewOf(talk) })
    await made.locator('.deliveries summary').click()
    await made.locator('.deliveries li li', { hasText: code }).first().waitFor()
    // The next one by itself is minutes away after the second.
    await expect.poll(attempts, { timeout: 30_000 }).toBe(2)
    await made.getByRole('button', { name: 'Send again: job.completed' }).click()
    await made.getByText('Sent again.').waitFor()
    await expect.poll(attempts, { timeout: 30_000 }).toBeGreaterThan(2)
  })

  it('sends all failed deliveries again', { timeout: 120_000 }, async () => {
    const { api_key } = await client.createKey({ body: { user_id: 'gil', scopes: ['read', 'write'] } })
    const gil = new Client({ baseUrl: keyedUrl, apiKey: api_key })
    const webhook: Webhook = { url: forbiddenReceiver, events: ['job.step', 'job.completed'] }
    const { job } = await gil.createJob({ body: { ...quickTalk('Told'), webhook } })
    await gil.waitForJob(job.job_id)
    const path = { job_id: job.job_id }
    const states = async () =>
      (await client.listJobDeliveries({ path })).deliveries.map(({ state, log }) => `${state} ${log.length}`)
    await expect
      .poll(states, { timeout: 40_000 })
      .toSatisfy((all: string[]) => all.length > 2 && all.every((one) => one === 'failed 1'))
    const made = await visit({ view: viewOf(job) })
    await made.getByRole('button', { name: 'Send all failed ones again' }).click()
    await made.getByText('Sent again.').waitFor()
    await expect
      .poll(states, { timeout: 40_000 })
      .toSatisfy((all: string[]) => all.every((one) => one === 'failed 2'))
  })

  it('shows lines of the log as they come, without a reload', async () => {
    const { job } = await client.createJob({ body: lostTalk('Watched') })
    await client.waitForJob(job.job_id)
    const made = await visit({ view: viewOf(job) })
    await made.getByText(/^Run 1: [1-9]\d* lines?$/).waitFor()
    await client.restartJob({ path: { job_id: job.job_id }, body: {} })
    await made.getByText(/^Run 2: [1-9]\d* lines?$/).waitFor({ timeout: 20_000 })
    await made.locator('.log-line', { hasText: 'scrape' }).first().waitFor()
  })

  it('plays the recording, and opens each file of the results, also in part', async () => {
    const made = await visit({ view: viewOf(talk) })
    const player = made.locator('.job-recording video')
    const state = (name: 'duration' | 'currentTime') =>
      player.evaluate((one, field) => (one instanceof HTMLMediaElement ? one[field] : Number.NaN), name)
    await expect.poll(() => state('duration'), { timeout: 10_000 }).toBeGreaterThan(1)
    await player.evaluate((one) => {
      if (one instanceof HTMLMediaElement) one.currentTime = one.duration / 2
    })
    await expect.poll(() => state('currentTime'), { timeout: 10_000 }).toBeGreaterThan(0.5)
    await made.getByText(/^Show (all|the file)/).click()
    const files = made.locator('.files a')
    const picture = files.filter({ hasText: /\.(png|jpe?g|webp|avif)$/ }).first()
    expect(await files.count()).toBe(talk.results?.assets.length)
    const href = (await picture.getAttribute('href')) ?? ''
    const part = await made.request.get(href, { headers: { range: 'bytes=0-9' } })
    expect([part.status(), (await part.body()).length]).toEqual([206, 10])
    const [opened] = await Promise.all([made.waitForEvent('popup'), picture.click()])
    await expect.poll(() => opened.url(), { timeout: 10_000 }).toBe(href)
  })

  it('says when the talk is, by the clocks of the event and of the reader', async () => {
    const { parameters, ...body } = heldTalk('Far away')
    const when = { day: '2026-02-01', starttime: '10:30', endtime: '11:00', time_zone: 'America/New_York' }
    const { job } = await client.createJob({ body: { ...body, parameters: { ...parameters, ...when } } })
    const made = await visit({ view: viewOf(job) })
    const fact = made.locator('.facts > div', { hasText: 'When the talk is' })
    // The browser is in Berlin.
    await fact
      .getByText('2026-02-01, 10:30–11:00 (America/New_York) · for you Feb 1, 2026, 4:30 PM GMT+1')
      .waitFor()
    await client.deleteJob({ path: { job_id: job.job_id } })
  })

  it('shows what a restart would run and what it keeps, before it restarts', async () => {
    const { job } = await client.createJob({ body: { parameters: spokenTalk() } })
    await client.waitForJob(job.job_id)
    const made = await visit({ view: viewOf(job) })
    await made.getByRole('button', { name: 'Restart …' }).click()
    const dialog = made.getByRole('dialog')
    await dialog.getByLabel('Run again').selectOption('transform')
    await dialog.getByText('Change parameters').click()
    await dialog.getByLabel('Target language').fill('en')
    await dialog.getByLabel('Target language').blur()
    await dialog.getByText('Change parameters (1 changed)').waitFor()
    await dialog.getByRole('button', { name: 'Show what would run' }).click()
    await dialog.getByRole('row', { name: /^transform runs/ }).waitFor()
    expect(await dialog.getByRole('row', { name: /^scrape stays/ }).count()).toBe(1)
    await dialog.getByRole('button', { name: 'Restart', exact: true }).click()
    await made.getByText('The job was restarted.').waitFor()
    const again = await client.waitForJob(job.job_id)
    expect([again.run.number, again.run.from_step, again.parameters.target_language]).toEqual([
      2,
      'transform',
      'en',
    ])
    // The logs of both runs, next to each other.
    await made.getByLabel('Next to it').selectOption('1')
    await made.getByText(/^Run 1: /).waitFor()
    await made.getByText(/^Run 2: /).waitFor()
  })

  it('cancels, and deletes after it was asked', async () => {
    const { job } = await client.createJob({ body: heldTalk('Later') })
    const made = await visit({ view: viewOf(job) })
    await made.getByRole('button', { name: 'Cancel the job' }).click()
    await made.locator('.job-progress .badge-cancelled').waitFor()
    await made.getByRole('button', { name: 'Delete …' }).click()
    await made.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await made.getByText('The job was deleted.').waitFor()
    await expect(client.getJob({ path: { job_id: job.job_id } })).rejects.toMatchObject({ status: 404 })
  })

  it('follows a job that is changed and deleted elsewhere', async () => {
    const { job } = await client.createJob({ body: heldTalk('Changed elsewhere') })
    const path = { job_id: job.job_id }
    const made = await visit({ view: viewOf(job) })
    await made.locator('.job-progress .badge-pending').waitFor()
    await client.cancelJob({ path })
    await made.locator('.job-progress .badge-cancelled').waitFor()
    await client.restartJob({ path })
    await made.locator('.job-progress .badge-pending').waitFor()
    await client.deleteJob({ path })
    await made.getByText('It may have been deleted.').waitFor()
  })
})
