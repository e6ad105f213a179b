import type { Job } from '@async-events/client'
import { beforeAll, describe, expect, it } from 'vitest'
import { finishedTalk, spokenTalk } from './spoken-talk.ts'
import { client, heldTalk, lostTalk } from './talks.ts'
import { expectAccessible, page, url, violationsOf, visit } from './visit.ts'

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
    for (const job of [talk, failed])
      await expectAccessible(viewOf(job), async (made) => {
        await made.getByRole('heading', { level: 1, name: job.job_name }).waitFor()
        await made.getByText(/^Run 1: \d+ line/).waitFor()
        await made.locator('.plan-step').first().waitFor()
      })
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
    expect(await violationsOf(made)).toEqual([])
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
