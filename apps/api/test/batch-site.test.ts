import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unpackArchive } from '@async-events/processors/unpack'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { completeJob } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp()
})
afterAll(() => test?.close())
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

/** A batch of a talk that is finished and one that is not. */
async function batchOfTwo(user?: string): Promise<{ id: string; finished: string }> {
  const talks = ['Reed beds & patience', 'Moths at night']
  const { body } = await call('POST', 'batches', {
    ...(user === undefined ? {} : { user }),
    body: {
      batch_name: 'Wetland “Conf”',
      jobs: talks.map((name) => ({ parameters: session({ session: name, video_transcript: 'said' }) })),
    },
  })
  return { id: body.batch.batch_id, finished: body.job_ids[0] }
}

/** Unpacks a site and gives its files by path. */
async function filesOf(zip: Buffer): Promise<Map<string, string>> {
  const place = await mkdtemp(join(tmpdir(), 'batch-site-'))
  try {
    await writeFile(join(place, 'site.zip'), zip)
    const paths = await unpackArchive(join(place, 'site.zip'), join(place, 'site'))
    return new Map(
      await Promise.all(
        paths.map(async (path) => [path, await readFile(join(place, 'site', path), 'utf8')] as const),
      ),
    )
  } finally {
    await rm(place, { recursive: true })
  }
}

it('site: the finished talks of a batch as pages, the others by name', async () => {
  const { id, finished } = await batchOfTwo()
  const early = await call('GET', `batches/${id}/site.zip`)
  expect([early.status, early.body.error_type]).toEqual([409, 'archive_not_ready'])

  await completeJob(test.stack, finished)
  const answer = await call('GET', `batches/${id}/site.zip`)
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/zip'])
  expect(answer.headers['content-disposition']).toContain('site.zip')
  const site = await filesOf(answer.raw)
  const page = site.get('talks/reed-beds-patience.html')
  expect(page).toContain('Reed beds &#x26; patience</h1>')
  expect(page).toContain('Good morning.')
  expect(site.get('index.html')).toContain('Moths at night (wartet)')
  expect([...site.keys()].filter((path) => path.endsWith('/transcript.vtt'))).toHaveLength(1)
  // A page of another site that a job saved would run in this one.
  expect([...site.values()].join('')).not.toContain('alert(1)')
})

it('site: its words and the address of its feeds are asked for', async () => {
  const { id, finished } = await batchOfTwo()
  await completeJob(test.stack, finished)
  const answer = await call('GET', `batches/${id}/site.zip?language=en&base_url=https://conf.example/2026`)
  const site = await filesOf(answer.raw)
  expect(site.get('index.html')).toContain('<html lang="en">')
  expect(site.get('feed.xml')).toContain('https://conf.example/2026/talks/reed-beds-patience.html')
  for (const [query, path] of [
    ['language=fr', 'language'],
    ['base_url=javascript:alert(1)', 'base_url'],
    ['base_url=https://', 'base_url'],
    ['colour=red', 'colour'],
  ] as const) {
    const refused = await call('GET', `batches/${id}/site.zip?${query}`)
    expect([query, refused.status, refused.body.details[0].path]).toEqual([query, 400, path])
  }
})

it('site: for those who may read the batch', async () => {
  const { id, finished } = await batchOfTwo('ann')
  await completeJob(test.stack, finished)
  expect((await call('GET', `batches/${id}/site.zip`, { user: 'eve' })).status).toBe(403)
  expect((await call('GET', `batches/${id}/site.zip`, { user: 'ann' })).status).toBe(200)
  expect((await call('GET', 'batches/none/site.zip')).status).toBe(404)
})

it('vault and export: the same talks as notes, and for a platform', async () => {
  const { id, finished } = await batchOfTwo('ann')
  expect((await call('GET', `batches/${id}/vault.zip`, { user: 'ann' })).body.error_type).toBe(
    'archive_not_ready',
  )
  await completeJob(test.stack, finished)
  const vault = await call('GET', `batches/${id}/vault.zip`, { user: 'ann' })
  expect([vault.status, vault.headers['content-type']]).toEqual([200, 'application/zip'])
  expect((await filesOf(vault.raw)).get('Talks/Reed beds & patience.md')).toContain(
    'title: "Reed beds & patience"',
  )
  for (const target of ['c3voc', 'youtube', 'peertube', 'pretalx']) {
    const answer = await call('GET', `batches/${id}/export.zip?target=${target}`, { user: 'ann' })
    expect([target, answer.status]).toEqual([target, 200])
    expect((await filesOf(answer.raw)).size).toBeGreaterThan(1)
  }
  for (const [query, path] of [
    ['', 'target'],
    ['?target=vimeo', 'target'],
    ['?target=youtube&base_url=ftp://a.example', 'base_url'],
  ] as const) {
    const refused = await call('GET', `batches/${id}/export.zip${query}`, { user: 'ann' })
    expect([query, refused.status, refused.body.details[0].path]).toEqual([query, 400, path])
  }
  for (const file of ['vault.zip', 'export.zip?target=c3voc'])
    expect((await call('GET', `batches/${id}/${file}`, { user: 'eve' })).status).toBe(403)
})
