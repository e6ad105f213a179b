import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { client, heldTalk, lostTalk, quickTalk } from './talks.ts'
import { expectAccessible, fewLooks, page, url, visit } from './visit.ts'

const card = (made: Page, name: string) => made.locator('.batch-card', { hasText: name })

describe.skipIf(!page)('batches', () => {
  beforeAll(async () => {
    const { batch } = await client.createBatch({
      body: { batch_name: 'Spring done', jobs: [quickTalk('Reeds at work'), lostTalk('Lost talk')] },
    })
    await client.createBatch({
      body: { batch_id: 'page-held', batch_name: 'Spring held', jobs: ['a', 'b', 'c'].map(heldTalk) },
    })
    await client.createJob({ body: heldTalk('Alone in the reeds') })
    await client.waitForBatch(batch.batch_id)
  })

  it('shows batches as cards with their progress by state, and changes without a reload', async () => {
    const made = await visit()
    const done = card(made, 'Spring done')
    await done.getByText('2 jobs: 1 done, 1 failed').waitFor()
    await done.getByText('ended').waitFor()
    const held = card(made, 'Spring held')
    await held.getByText('3 jobs: 3 waiting').waitFor()
    const { jobs } = await client.listJobs({ query: { batch_id: 'page-held', limit: 1 } })
    await client.cancelJob({ path: { job_id: jobs[0]?.job_id ?? '' } })
    await held.getByText('3 jobs: 1 cancelled, 2 waiting').waitFor()
  })

  it('keeps filters and search in the address', async () => {
    const made = await visit()
    await made.getByLabel('Search').fill('spring')
    await made.waitForURL(/#\/\?q=spring$/)
    await made.getByLabel('Status').selectOption('completed')
    await made.waitForURL(/#\/\?q=spring&status=completed$/)
    await card(made, 'Spring done').waitFor()
    expect(await made.locator('.batch-card').count()).toBe(1)
    await made.reload()
    await card(made, 'Spring done').waitFor()
    expect([
      await made.getByLabel('Search').inputValue(),
      await made.getByLabel('Status').inputValue(),
    ]).toEqual(['spring', 'completed'])
    await made.getByLabel('Search').fill('nobody calls a batch so')
    await made.getByRole('heading', { name: 'Nothing matches' }).waitFor()
    await made.getByRole('button', { name: 'Show all' }).click()
    await card(made, 'Spring held').waitFor()
  })

  it('comes back to a filtered list by the Back of the browser', async () => {
    const made = await visit({ view: '#/?q=spring&status=completed' })
    await card(made, 'Spring done').getByRole('link', { name: 'Spring done' }).click()
    await made.waitForURL(/#\/batches\//)
    await made.goBack()
    await card(made, 'Spring done').waitFor()
    expect([
      made.url(),
      await made.getByLabel('Search').inputValue(),
      await made.locator('.batch-card').count(),
    ]).toEqual([`${url}/#/?q=spring&status=completed`, 'spring', 1])
  })

  it('lists jobs that are in no batch', async () => {
    const made = await visit()
    await made.getByRole('button', { name: 'Single jobs' }).click()
    await made.getByRole('link', { name: 'Alone in the reeds' }).waitFor()
    expect(await made.getByText('Reeds at work').count()).toBe(0)
    expect(made.url()).toBe(`${url}/#/?tab=jobs`)
  })

  it('pauses and resumes, cancels, archives, and deletes after saying what', async () => {
    const body = { batch_id: 'page-acted', batch_name: 'Acted on', jobs: ['a', 'b'].map(heldTalk) }
    await client.createBatch({ body })
    const made = await visit({ view: '#/?q=acted' })
    const acted = card(made, 'Acted on')
    await acted.getByRole('button', { name: 'Pause' }).click()
    await made.getByText('The batch is paused').waitFor()
    await acted.locator('.tag', { hasText: 'paused' }).waitFor()
    const stored = async () => (await client.getBatch({ path: { batch_id: 'page-acted' } })).batch
    expect((await stored()).isActive).toBe(false)
    await acted.getByRole('button', { name: 'Resume' }).click()
    await acted.getByRole('button', { name: 'Pause' }).waitFor()
    expect((await stored()).isActive).toBe(true)

    await acted.getByText('More').click()
    await acted.getByRole('button', { name: 'Cancel …' }).click()
    await made.getByRole('dialog').getByRole('button', { name: 'Cancel 2 jobs' }).click()
    await acted.getByText('2 jobs: 2 cancelled').waitFor()
    expect((await stored()).cancelled_jobs).toBe(2)

    await acted.getByText('More').click()
    await acted.getByRole('button', { name: 'Archive' }).click()
    await made.getByRole('heading', { name: 'Nothing matches' }).waitFor()
    await made.getByLabel('Archived ones').check()
    await acted.locator('.tag', { hasText: 'archived' }).waitFor()
    expect((await stored()).archived).toBe(true)

    await acted.getByText('More').click()
    await acted.getByRole('button', { name: 'Delete …' }).click()
    const dialog = made.getByRole('dialog', { name: 'Delete Acted on?' })
    await dialog.getByText('the batch and its 2 jobs').waitFor()
    await dialog.getByRole('button', { name: 'Delete batch and 2 jobs' }).click()
    await made.getByRole('heading', { name: 'Nothing matches' }).waitFor()
    await expect(client.getBatch({ path: { batch_id: 'page-acted' } })).rejects.toMatchObject({ status: 404 })
  })

  it('restarts what failed', async () => {
    const { batch } = await client.createBatch({
      body: { batch_name: 'Failed once', jobs: [lostTalk('Lost again')] },
    })
    await client.waitForBatch(batch.batch_id)
    const made = await visit({ view: '#/?q=failed%20once' })
    await card(made, 'Failed once').getByRole('button', { name: 'Restart failed' }).click()
    await made.getByText('The failed jobs were restarted.').waitFor()
    const { jobs } = await client.listJobs({ query: { batch_id: batch.batch_id } })
    expect(jobs[0]?.run.number).toBe(2)
  })

  it('downloads the documents as a ZIP', async () => {
    const made = await visit({ view: '#/?q=spring%20done' })
    const [download] = await Promise.all([
      made.waitForEvent('download'),
      card(made, 'Spring done').getByRole('button', { name: 'Download ZIP' }).click(),
    ])
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
  })

  it('copies a request as a command', async () => {
    const made = await visit({ view: '#/?q=spring%20held' })
    await card(made, 'Spring held').getByText('More').click()
    await made.getByRole('button', { name: 'Copy as curl' }).click()
    await made.getByText('Copied').waitFor()
    expect(await made.evaluate(() => navigator.clipboard.readText())).toBe(
      `curl -sS '${url}/api/event-job/batches/page-held'`,
    )
  })

  it('has nothing that axe finds, in both themes, on a phone and on a screen', async () => {
    await expectAccessible('#/?q=spring', (made) => card(made, 'Spring held').waitFor())
    await expectAccessible('#/?tab=jobs', (made) =>
      made.getByRole('link', { name: 'Alone in the reeds' }).waitFor(),
    )
    await expectAccessible(
      '#/?q=nothing-is-called-so',
      (made) => made.getByRole('heading', { name: 'Nothing matches' }).waitFor(),
      fewLooks,
    )
  })

  it('has nothing that axe finds in its dialogs', async () => {
    await expectAccessible(
      '#/?q=spring%20held',
      async (made) => {
        await card(made, 'Spring held').getByText('More').click()
        await made.getByRole('button', { name: 'Delete …' }).click()
        await made.getByRole('dialog').waitFor()
      },
      fewLooks,
    )
  })
})
