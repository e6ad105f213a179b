import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { client } from './talks.ts'
import { expectAccessible, page, url, visit } from './visit.ts'

const source = (made: Page) => made.getByLabel('Addresses of talks')

async function fillIn(made: Page, name: RegExp, value: string): Promise<void> {
  await made.getByLabel(name).fill(value)
  await made.getByLabel(name).blur()
}

describe.skipIf(!page)('new documents', () => {
  it('can be asked for by everybody', async () => {
    await expectAccessible('#/new', async (made) => {
      await source(made).fill(`title,url\nSluices,${url}/samples/talks/sluices.html\nA,b,"`)
      await made.getByText('1 not readable').waitFor()
      await source(made).fill(`title,url\nSluices,${url}/samples/talks/sluices.html`)
      await made.getByText('0 talks are ready, 1 incomplete').waitFor()
      await made.getByText('More parameters').click()
    })
  })

  it('reads a table, says what is missing, and starts a batch', async () => {
    const made = await visit({ view: '#/new' })
    const talks = `${url}/samples/talks`
    await source(made).fill(
      `title,url,track\nSluices,${talks}/sluices.html,Water\n,${talks}/reed-beds.html,Reeds\n`,
    )
    await made.getByText('0 talks are ready, 2 incomplete').waitFor()
    expect(await made.getByRole('button', { name: 'Start 2 jobs' }).isDisabled()).toBe(true)
    await fillIn(made, /^Event/, 'Wetland Conf 2026')
    await made.getByText('2 talks are ready').waitFor()
    await made.getByText('The title is made of the address.').waitFor()
    await made.getByLabel('Name of the batch').fill('Pasted')
    await made.getByRole('button', { name: 'Start 2 jobs' }).click()
    await made.waitForURL(/#\/batches\/batch-/)
    const id = made.url().split('/').at(-1) ?? ''
    const { batch } = await client.getBatch({ path: { batch_id: id } })
    expect([batch.batch_name, batch.total_jobs]).toEqual(['Pasted', 2])
    const { jobs } = await client.listJobs({ query: { batch_id: id } })
    expect(jobs.map(({ parameters }) => [parameters.session, parameters.track]).sort()).toEqual([
      ['Reed beds', 'Reeds'],
      ['Sluices', 'Water'],
    ])
    await client.cancelBatch({ path: { batch_id: id } })
  })

  it('shows what the service says of a wrong value, with its field', async () => {
    const made = await visit({ view: '#/new' })
    await source(made).fill('http://10.0.0.1/talk')
    await fillIn(made, /^Event/, 'Wetland Conf 2026')
    await fillIn(made, /^Track/, 'Water')
    await made.getByRole('button', { name: 'Start', exact: true }).click()
    await made.locator('.notice-bad', { hasText: 'parameters.url' }).waitFor()
  })

  it('explains parameters in the words of the service', async () => {
    const made = await visit({ view: '#/new' })
    const { components } = await client.getOpenApi()
    const { SessionParameters } = (components as { schemas: Record<string, unknown> }).schemas
    const { description } = (SessionParameters as { properties: { translate: { description: string } } })
      .properties.translate
    await made.getByText(description.split('`')[0] ?? '').waitFor()
  })

  it('takes a dropped table', async () => {
    const made = await visit({ view: '#/new' })
    await source(made).waitFor()
    const dropped = await made.evaluateHandle((text) => {
      const files = new DataTransfer()
      files.items.add(new File([text], 'talks.csv', { type: 'text/csv' }))
      return files
    }, `title,url\nSluices,${url}/samples/talks/sluices.html\n`)
    await source(made).dispatchEvent('drop', { dataTransfer: dropped })
    await made.getByRole('row', { name: /Sluices/ }).waitFor()
  })

  it('shows what a template makes, and uploads slides for a job of their kind', async () => {
    const made = await visit({ view: '#/new' })
    await made.getByRole('button', { name: 'Preview' }).click()
    await made.getByRole('dialog').locator('.document h2').first().waitFor()
    await made.keyboard.press('Escape')
    const slides = await (await fetch(`${url}/samples/slides/reed-beds.pdf`)).arrayBuffer()
    await made
      .getByLabel('Files')
      .setInputFiles({ name: 'reed-beds.pdf', mimeType: 'application/pdf', buffer: Buffer.from(slides) })
    await made.getByRole('button', { name: 'Upload and start: reed-beds.pdf' }).click()
    await made.waitForURL(/#\/jobs\/job-/)
    const job = await client.waitForJob(made.url().split('/').at(-1) ?? '')
    expect([job.job_type, job.status]).toEqual(['pdf', 'completed'])
  })
})
