import { Client, type JobState } from '@async-events/client'
import { freePort } from '@async-events/testkit/free-port'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTcpProxy, type TcpProxy } from '../harness/tcp-proxy.ts'
import { type App, startApi } from '../reliability/app.ts'
import { spokenTalk } from './spoken-talk.ts'
import { client, heldTalk, quickTalk } from './talks.ts'
import { keyedUrl, page, url, visit } from './visit.ts'

const cancel = async (batch_id: string, q: string): Promise<void> => {
  const { jobs } = await client.listJobs({ query: { batch_id, q } })
  await client.cancelJob({ path: { job_id: jobs[0]?.job_id ?? '' } })
}

const states: readonly JobState[] = ['pending', 'processing', 'completed', 'failed', 'cancelled']

/** How many jobs of a batch are in each state, as its table says when it is asked for each. */
async function countsShown(made: Page): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const state of states) {
    await made.getByLabel('Status', { exact: true }).selectOption(state)
    const text = await made.getByRole('status').filter({ hasText: /jobs$/ }).textContent()
    counts[state] = Number(/^(\d+) (?:of|jobs)/.exec(text ?? '')?.[1])
  }
  return counts
}

async function countsTold(batch_id: string): Promise<Record<string, number>> {
  const counts = Object.fromEntries(states.map((state) => [state, 0]))
  for await (const { status } of client.jobs({ batch_id })) counts[status] = (counts[status] ?? 0) + 1
  return counts
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

  it('shows every one of two hundred changes that came while the stream was cut again and again', async () => {
    const names = Array.from({ length: 200 }, (_, at) => `Change ${at}`)
    const { batch, job_ids } = await client.createBatch({
      body: { batch_name: 'Many changes', jobs: names.map(heldTalk) },
    })
    const made = await visit({ base, view: `#/batches/${batch.batch_id}` })
    await made.getByText('200 jobs', { exact: true }).last().waitFor()
    const change = async (job_id: string, at: number): Promise<void> => {
      if (at % 40 === 20) proxy.set('cut')
      await client.cancelJob({ path: { job_id } })
      if (at % 10 === 3) await client.deleteJob({ path: { job_id } })
      if (at % 10 === 7) await client.restartJob({ path: { job_id } })
    }
    for (const [at, id] of job_ids.entries()) {
      // The last of them while nobody answers.
      if (at === 180) proxy.set('refuse')
      await change(id, at)
    }
    proxy.set('pass')
    const told = await countsTold(batch.batch_id)
    expect(told).toMatchObject({ pending: 20, cancelled: 160 })
    await expect.poll(() => countsShown(made), { timeout: 20_000 }).toEqual(told)
  })
})

describe.skipIf(!page)('an API process that is killed', () => {
  let api: App & { url: string }
  let port: number
  const start = () => startApi({ ...page?.apiEnv, API_PORT: String(port) })
  beforeAll(async () => {
    port = await freePort()
    api = await start()
  })
  afterAll(async () => {
    api?.signal('SIGTERM')
    await api?.ended
  })

  it('is said while a batch runs, and its rows are right as soon as another one answers', async () => {
    const names = Array.from({ length: 6 }, (_, at) => `Killed ${at}`)
    const { batch } = await client.createBatch({
      body: { batch_name: 'Killed', jobs: names.map(quickTalk) },
    })
    const made = await visit({ base: api.url, view: `#/batches/${batch.batch_id}` })
    await made.getByText('6 jobs', { exact: true }).last().waitFor()
    api.signal('SIGKILL')
    await api.ended
    await made.getByText('The service does not answer.').waitFor()
    // The workers do not need it.
    api = await start()
    await made.getByText('The service does not answer.').waitFor({ state: 'detached', timeout: 20_000 })
    await client.waitForBatch(batch.batch_id, { timeoutMs: 90_000 })
    const told = await countsTold(batch.batch_id)
    await expect.poll(() => countsShown(made), { timeout: 20_000 }).toEqual(told)
    expect(told.completed).toBe(6)
  }, 120_000)
})

describe.skipIf(!page)('what is taken away while it is looked at', () => {
  it('is a key: unsaved corrections are there again after signing in with another', async () => {
    const makeKey = async () => client.createKey({ body: { user_id: 'gina', scopes: ['read', 'write'] } })
    const [first, second] = [await makeKey(), await makeKey()]
    const gina = new Client({ baseUrl: keyedUrl, apiKey: first.api_key })
    const { job } = await gina.createJob({ body: { parameters: spokenTalk() } })
    await gina.waitForJob(job.job_id)
    const made = await visit({ base: keyedUrl, view: `#/jobs/${job.job_id}/read` })
    const signIn = async (key: string): Promise<void> => {
      await made.getByLabel('API key', { exact: true }).fill(key)
      await made.getByRole('button', { name: 'Sign in' }).click()
    }
    await signIn(first.api_key)
    await made.locator('.line-time').first().focus()
    await made.getByRole('button', { name: 'Correct' }).click()
    await made.getByLabel('Text of the line').fill('Der Reiher fliegt auf.')
    await made.getByLabel('Text of the line').press('Enter')
    await client.revokeKey({ path: { key_id: first.key.key_id } })
    // The page may notice before somebody saves, and has no such button then.
    const save = made.getByRole('button', { name: 'Save and write the document anew' })
    const asked = made.getByText('The service wants a valid API key')
    await Promise.race([save.click(), asked.waitFor()]).catch(() => asked.waitFor())
    await made.getByText('The service wants a valid API key').waitFor()
    await signIn(second.api_key)
    await made.getByText('1 line changed, not saved.').waitFor()
    await made.getByRole('button', { name: 'Save and write the document anew' }).click()
    await made.getByText('Saved. The document is being written anew.').waitFor()
    const corrected = await new Client({ baseUrl: keyedUrl, apiKey: second.api_key }).waitForJob(job.job_id)
    expect(corrected.results?.markdown_content).toContain('Der Reiher fliegt auf.')
  })

  it('is the key of a job that nothing happens to', async () => {
    const { api_key, key } = await client.createKey({ body: { user_id: 'hugo', scopes: ['read', 'write'] } })
    const hugo = new Client({ baseUrl: keyedUrl, apiKey: api_key })
    const { job } = await hugo.createJob({ body: heldTalk('Of hugo') })
    const made = await visit({ base: keyedUrl, view: `#/jobs/${job.job_id}` })
    await made.getByLabel('API key', { exact: true }).fill(api_key)
    await made.getByRole('button', { name: 'Sign in' }).click()
    await made.getByRole('heading', { name: 'Of hugo' }).waitFor()
    await client.revokeKey({ path: { key_id: key.key_id } })
    await made.getByText('The service wants a valid API key').waitFor({ timeout: 20_000 })
  })

  it('is a job: its view says so, keeps what was read, and offers nothing more to do with it', async () => {
    const { job } = await client.createJob({ body: heldTalk('Deleted in between') })
    const made = await visit({ view: `#/jobs/${job.job_id}` })
    await made.getByRole('button', { name: 'Cancel' }).waitFor()
    await client.deleteJob({ path: { job_id: job.job_id } })
    await made.getByRole('heading', { name: 'This job is not there' }).waitFor()
    await made.getByText('It may have been deleted. Go back to the list.').waitFor()
    await made.getByRole('heading', { name: 'Deleted in between' }).waitFor()
    expect(await made.getByRole('button', { name: 'Cancel' }).count()).toBe(0)
  })

  it('is a document that is read', async () => {
    const { job: talk } = await client.createJob({ body: quickTalk('Read and deleted') })
    await client.waitForJob(talk.job_id)
    const made = await visit({ view: `#/jobs/${talk.job_id}/read` })
    await made.locator('.document h2').first().waitFor()
    await client.deleteJob({ path: { job_id: talk.job_id } })
    await made.getByRole('heading', { name: 'This job is not there' }).waitFor()
    await made.locator('.document h2').first().waitFor()
    await made.getByRole('link', { name: 'Show batches' }).click()
    await made.locator('.batch-card').first().waitFor()
  })
})
