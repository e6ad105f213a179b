import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTcpProxy, type TcpProxy } from '../harness/tcp-proxy.ts'
import { client, heldTalk } from './talks.ts'
import { page, url, visit } from './visit.ts'

const cancel = async (batch_id: string, q: string): Promise<void> => {
  const { jobs } = await client.listJobs({ query: { batch_id, q } })
  await client.cancelJob({ path: { job_id: jobs[0]?.job_id ?? '' } })
}

/** Nothing here reloads the page. */
describe.skipIf(!page)('a service that goes away and comes back', () => {
  let proxy: TcpProxy
  let base: string
  beforeAll(async () => {
    proxy = await startTcpProxy({ port: Number(new URL(url).port) })
    base = `http://127.0.0.1:${proxy.port}`
    await client.createBatch({
      body: { batch_id: 'page-away', batch_name: 'Away', jobs: ['Talk a', 'Talk b', 'Talk c'].map(heldTalk) },
    })
  })
  afterAll(() => proxy?.close())

  it('is said in words, and the list goes on by itself', async () => {
    const made = await visit({ base, view: '#/?q=away' })
    const card = made.locator('.batch-card', { hasText: 'Away' })
    await card.getByText('3 jobs: 3 waiting').waitFor()
    proxy.set('refuse')
    await made.getByText('The service does not answer.').waitFor()
    // What was shown stays.
    expect(await card.count()).toBe(1)
    await cancel('page-away', 'Talk a')
    proxy.set('pass')
    await card.getByText('3 jobs: 1 cancelled, 2 waiting').waitFor()
    await made.getByText('The service does not answer.').waitFor({ state: 'detached' })
  })

  it('costs the table of a batch no event, when the stream is cut and when the service was away', async () => {
    const made = await visit({ base, view: '#/batches/page-away' })
    const row = (name: string) => made.getByRole('row', { name })
    await row('Talk b').getByText('waiting').waitFor()
    proxy.set('cut')
    await cancel('page-away', 'Talk b')
    await row('Talk b').getByText('cancelled').waitFor()
    proxy.set('refuse')
    await made.getByText('The service does not answer.').waitFor()
    await cancel('page-away', 'Talk c')
    proxy.set('pass')
    await row('Talk c').getByText('cancelled').waitFor()
    await made.getByText('The service does not answer.').waitFor({ state: 'detached' })
  })
})
