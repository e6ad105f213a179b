/** Files that the artifact store gives itself (`ARTIFACTS_PRESIGN`), in a browser that holds to the policy of the page. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type S3TestServer, startS3Server } from '../../packages/artifacts/test/s3-server.ts'
import { type App, startApi } from '../reliability/app.ts'
import { finishedTalk } from './spoken-talk.ts'
import { client } from './talks.ts'
import { page, visit } from './visit.ts'

describe.skipIf(!page)('files of the artifact store', () => {
  let store: S3TestServer
  let api: App & { url: string }
  let view: string
  beforeAll(async () => {
    const talk = await finishedTalk()
    view = `#/jobs/${talk.job_id}/read`
    store = await startS3Server()
    // The bytes move from the folder into a bucket, under the names that the jobs know.
    const { assets = [], markdown_url, archive_url } = talk.results ?? {}
    for (const url of [...assets.map((one) => one.url), markdown_url, archive_url]) {
      const body = Buffer.from(await (await client.fetchFile(url ?? '')).arrayBuffer())
      const sha256 = createHash('sha256').update(body).digest('hex')
      store.objects.set(`public/sha256/${sha256}`, { body, modified: new Date() })
    }
    api = await startApi({
      ...page?.apiEnv,
      ARTIFACTS_URL: `s3://bucket?endpoint=${encodeURIComponent(store.endpoint)}&forcePathStyle=true`,
      ARTIFACTS_PRESIGN: '5m',
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'secret',
    })
  }, 120_000)
  afterAll(async () => {
    api?.signal('SIGTERM')
    await api?.ended
    await store?.close()
  })

  it('are shown and saved, though they come from another origin', async () => {
    const made = await visit({ base: api.url, view })
    const fromStore: string[] = []
    made.on('response', (answer) => {
      if (answer.url().startsWith(store.endpoint)) fromStore.push(answer.request().resourceType())
    })
    const picture = made.locator('.slide img').first()
    await expect
      .poll(() => picture.evaluate((one) => one instanceof HTMLImageElement && one.naturalWidth), {
        timeout: 10_000,
      })
      .toBeGreaterThan(100)
    expect(new Set(fromStore)).toEqual(new Set(['image']))

    for (const [button, name, start] of [
      ['Markdown', /\.md$/, '---'],
      ['ZIP', /\.zip$/, 'PK'],
    ] as const) {
      const [saved] = await Promise.all([
        made.waitForEvent('download'),
        made.getByRole('button', { name: button, exact: true }).click(),
      ])
      expect(saved.suggestedFilename()).toMatch(name)
      const chunks: Buffer[] = []
      for await (const chunk of await saved.createReadStream()) chunks.push(chunk)
      expect(Buffer.concat(chunks).toString().slice(0, start.length)).toBe(start)
    }
    // A document that was followed as a link would be shown in the place of the page.
    expect(made.url()).toBe(`${api.url}/${view}`)
  })
})
