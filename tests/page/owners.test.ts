/** Behind a gateway that says who asks (`API_AUTH=header`): the page learns it from the service alone. */
import { Client } from '@async-events/client'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, startApi } from '../reliability/app.ts'
import { heldTalk } from './talks.ts'
import { page, violationsOf, visit } from './visit.ts'

describe.skipIf(!page)('whose things are shown', () => {
  let api: App & { url: string }
  const names = ['Of ines', 'Of jon', 'Shown by jon', 'Shared by jon', 'Of nobody'].map(
    (name) => `Owners: ${name}`,
  )
  const [ofInes = '', ofJon = '', shown = '', shared = '', ofNobody = ''] = names
  beforeAll(async () => {
    api = await startApi({ ...page?.apiEnv, API_AUTH: 'header' })
    const as = (userId?: string) => new Client({ baseUrl: api.url, userId })
    const make = async (client: Client, batch_name: string) =>
      (await client.createBatch({ body: { batch_name, jobs: [heldTalk(batch_name)] } })).batch.batch_id
    const jon = as('jon')
    await make(as('ines'), ofInes)
    await make(jon, ofJon)
    await jon.updateBatchAccess({
      path: { batch_id: await make(jon, shown) },
      body: { visibility: 'public' },
    })
    await jon.updateBatchAccess({
      path: { batch_id: await make(jon, shared) },
      body: { read_access: ['jon', 'ines'] },
    })
    await make(as(), ofNobody)
  }, 120_000)
  afterAll(async () => {
    api?.signal('SIGTERM')
    await api?.ended
  })

  const list = async (made: Page): Promise<string[]> =>
    (await made.locator('.batch-card h2').allTextContents()).sort()
  const view = '#/?q=owners%3A'

  it('to a user: his own, and what is public or shared with him when he asks for it', async () => {
    const made = await visit({ base: api.url, view, gatewayUser: 'ines' })
    await made.getByRole('link', { name: ofInes }).waitFor()
    expect(await list(made)).toEqual([ofInes])
    await made.getByLabel('Public and shared ones, too').check()
    await made.getByRole('link', { name: ofNobody }).waitFor()
    expect(await list(made)).toEqual([ofInes, ofNobody, shared, shown].sort())
    expect(await violationsOf(made)).toEqual([])
    await made.getByRole('button', { name: 'Single jobs' }).click()
    await made.getByLabel('Public and shared ones, too').uncheck()
    await made.getByRole('heading', { name: 'Nothing matches' }).waitFor()
    await made.getByRole('button', { name: 'Batches', exact: true }).click()
    await made.getByRole('link', { name: ofInes }).waitFor()
    expect(await list(made)).toEqual([ofInes])
  })

  it('to nobody: what nobody owns', async () => {
    const made = await visit({ base: api.url, view })
    await made.getByRole('link', { name: ofNobody }).waitFor()
    expect(await list(made)).toEqual([ofNobody])
    expect(await made.getByLabel('Public and shared ones, too').count()).toBe(0)
  })
})
