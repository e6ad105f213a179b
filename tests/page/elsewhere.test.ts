/** The dashboard from a web server of its own: docs/operations.md, "The dashboard elsewhere". */
import { join } from 'node:path'
import { Client, type Job } from '@async-events/client'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../e2e/service.ts'
import { type StaticSite, startStaticSite } from '../harness/static-site.ts'
import { type App, startApi } from '../reliability/app.ts'
import { spokenTalk } from './spoken-talk.ts'
import { client } from './talks.ts'
import { page, visit } from './visit.ts'

/** With the address of the service; as docs/operations.md says. */
const policyFor = (service: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self'; media-src 'self' blob:; img-src 'self' blob: data:; ` +
  `connect-src 'self' ${service}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** Its page is not known before it listens, nor is its service before that knows the page. */
async function startElsewhere(auth: 'api-key' | 'open', states: boolean) {
  let service = ''
  const site = await startStaticSite(join(root, 'apps/dashboard/dist'), {
    headersOf: () => ({ 'content-security-policy': policyFor(service) }),
    edit: (path, bytes) =>
      states && path.endsWith('index.html')
        ? bytes.toString().replace('name="service" content=""', `name="service" content="${service}"`)
        : bytes,
  })
  const api = await startApi({ ...page?.apiEnv, API_AUTH: auth, API_CORS_ORIGINS: site.url })
  service = api.url
  return { site, api }
}

/** As in a browser that does not let a page choose where to save. */
const withoutPicker = (made: Page): Promise<unknown> =>
  made.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))

async function download(made: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
  const [saved] = await Promise.all([
    made.waitForEvent('download'),
    made.getByRole('button', { name, exact: true }).click(),
  ])
  const chunks: Buffer[] = []
  for await (const chunk of await saved.createReadStream()) chunks.push(chunk)
  return { name: saved.suggestedFilename(), bytes: Buffer.concat(chunks) }
}

describe.skipIf(!page)('the dashboard of another origin', () => {
  const running: { site: StaticSite; api: App }[] = []
  let keyed: { site: StaticSite; api: App & { url: string } }
  let open: typeof keyed
  let apiKey: string
  let flora: Client
  let batchId: string
  let talk: Job
  beforeAll(async () => {
    keyed = await startElsewhere('api-key', true)
    running.push(keyed)
    open = await startElsewhere('open', false)
    running.push(open)
    apiKey = (await client.createKey({ body: { user_id: 'flora', scopes: ['read', 'write'] } })).api_key
    flora = new Client({ baseUrl: keyed.api.url, apiKey })
    const { batch, job_ids } = await flora.createBatch({
      body: { batch_name: 'Elsewhere', jobs: [{ parameters: spokenTalk() }] },
    })
    batchId = batch.batch_id
    talk = await flora.waitForJob(job_ids[0] ?? '')
  }, 120_000)
  afterAll(async () => {
    for (const { site, api } of running) {
      api.signal('SIGTERM')
      await Promise.all([site.close(), api.ended])
    }
  })

  it('signs in with a key at the service that its page names, reads, corrects, saves and downloads', async () => {
    const made = await visit({ base: keyed.site.url, view: `#/batches/${batchId}` })
    await made.getByLabel('API key', { exact: true }).fill(apiKey)
    await made.getByRole('button', { name: 'Sign in' }).click()
    await made
      .getByRole('row', { name: talk.parameters.session ?? '' })
      .getByRole('link')
      .click()
    await made.getByRole('link', { name: 'Read the document' }).click()
    const picture = made.locator('.slide img').first()
    await expect
      .poll(() => picture.evaluate((one) => one instanceof HTMLImageElement && one.naturalWidth), {
        timeout: 10_000,
      })
      .toBeGreaterThan(100)

    await made.locator('.line-time').first().focus()
    await made.getByRole('button', { name: 'Correct' }).click()
    await made.getByLabel('Text of the line').fill('Der Reiher steht am Wehr.')
    await made.getByLabel('Text of the line').press('Enter')
    await made.getByRole('button', { name: 'Save and write the document anew' }).click()
    await made.getByText('Saved. The document is being written anew.').waitFor()
    await made.locator('.line', { hasText: 'Der Reiher steht am Wehr.' }).waitFor()
    const corrected = await flora.waitForJob(talk.job_id)
    // The ETag was seen and sent back: a second editor would have been told.
    expect(corrected.correction?.by).toBe('flora')
    await made.locator('.document', { hasText: 'Der Reiher steht am Wehr.' }).waitFor({ timeout: 30_000 })

    await withoutPicker(made)
    const document = await download(made, 'Markdown')
    expect([document.name, document.bytes.toString()]).toEqual([
      expect.stringMatching(/\.md$/),
      expect.stringContaining('Der Reiher steht am Wehr.'),
    ])
    expect((await download(made, 'VTT')).bytes.toString()).toMatch(/^WEBVTT/)
    const archive = await download(made, 'ZIP')
    expect([archive.name, archive.bytes.subarray(0, 2).toString()]).toEqual([
      corrected.results?.archive_filename,
      'PK',
    ])
  })

  it('is told at the form to sign in where the service is, and downloads without leaving the page', async () => {
    const made = await visit({ base: open.site.url, view: '#/sign-in' })
    await made.getByLabel('Service').fill(open.api.url)
    await made.getByRole('button', { name: 'Sign in' }).click()
    await made.getByRole('link', { name: 'Elsewhere' }).waitFor()
    await made.evaluate((id) => location.assign(`#/jobs/${id}/read`), talk.job_id)
    await made.locator('.line').first().waitFor()
    await withoutPicker(made)
    expect((await download(made, 'Markdown')).name).toMatch(/\.md$/)
    expect((await download(made, 'ZIP')).bytes.subarray(0, 2).toString()).toBe('PK')
    expect(new URL(made.url()).origin).toBe(open.site.url)
    await made.locator('.document h2').first().waitFor()
  })
})
