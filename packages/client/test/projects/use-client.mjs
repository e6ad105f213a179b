/**
 * A program of somebody who has installed the package, in plain JavaScript: does with a running service what users do, and
 * prints what it did. `ASYNC_EVENTS_URL` says where the service is, `TALK_URL` where the page of a talk.
 */
import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import * as client from '@async-events/client'

const { ApiError, Client, ConnectionError, NotFoundError, TimeoutError, ValidationError } = client
const baseUrl = process.env.ASYNC_EVENTS_URL
const api = new Client({ baseUrl })
const parametersOf = (session) => ({
  event: 'Packed Conf',
  session,
  url: process.env.TALK_URL ?? 'https://example.org/talks/1',
  track: 'main',
  filename: `${session}.md`,
  video_transcript: 'Good morning, this is a talk.',
})

// Create, wait, watch.
const { job } = await api.createJob({ body: { parameters: parametersOf('One') } })
console.log('did create')
const ended = await api.waitForJob(job.job_id, { timeoutMs: 120_000 })
assert.equal(ended.status, 'completed')
console.log('did wait')
const types = []
for await (const news of api.watch(job.job_id)) if (news.id !== null) types.push(news.type)
assert.equal(types[0], 'job.created')
assert.equal(types.at(-1), 'job.completed')
console.log('did events')

// A batch, and its jobs over several pages.
const jobs = ['Two', 'Three', 'Four'].map((session) => ({ parameters: parametersOf(session) }))
const { batch, job_ids } = await api.createBatch({ body: { jobs } })
assert.equal((await api.waitForBatch(batch.batch_id, { timeoutMs: 300_000 })).completed_jobs, 3)
console.log('did batch')
const listed = []
for await (const one of api.jobs({ batch_id: batch.batch_id, status: 'completed', pageSize: 2 }))
  listed.push(one.job_id)
assert.deepEqual(listed.sort(), [...job_ids].sort())
const batches = []
for await (const one of api.batches()) batches.push(one.batch_id)
assert.ok(batches.includes(batch.batch_id))
console.log('did list')

// Errors by their type.
await assert.rejects(api.getJob({ path: { job_id: 'job-nope' } }), (error) => {
  assert.ok(error instanceof NotFoundError && error instanceof ApiError)
  assert.deepEqual([error.status, error.type], [404, 'not_found'])
  return true
})
await assert.rejects(api.createJob({ body: { parameters: { event: 'x' } } }), (error) => {
  assert.ok(error instanceof ValidationError)
  assert.ok(error.details.some(({ path }) => path === 'parameters.session'))
  return true
})
const away = new Client({ baseUrl: 'http://127.0.0.1:1', maxRetries: 0 })
await assert.rejects(
  away.livez(),
  (error) => error instanceof ConnectionError && error.cause instanceof Error,
)
await assert.rejects(
  api.getJob({
    path: { job_id: job.job_id },
    query: { wait: 30, since: 1_000 },
    signal: AbortSignal.abort('enough'),
  }),
  (reason) => reason === 'enough',
)
assert.equal(typeof TimeoutError, 'function')
console.log('did error')

// Uploads of each kind are the same file.
const bytes = Buffer.from('%PDF-1.4\n%%EOF\n')
await writeFile('slides.pdf', bytes)
const uploads = [
  await api.upload('slides.pdf'),
  await api.upload(new Blob([bytes]), { filename: 'slides.pdf' }),
  await api.upload(new Uint8Array(bytes), { filename: 'slides.pdf' }),
  await api.upload(createReadStream('slides.pdf'), { filename: 'slides.pdf' }),
  await api.upload(Readable.toWeb(createReadStream('slides.pdf')), { filename: 'slides.pdf' }),
]
assert.deepEqual([...new Set(uploads.map((upload) => upload.sha256))].length, 1)
assert.ok(uploads.every((upload) => upload.bytes === bytes.length))
console.log('did upload')

// Downloads to a stream, a file and a folder.
const opened = await api.download(job.job_id)
const archive = Buffer.from(await new Response(opened.body).arrayBuffer())
assert.equal(archive.length, opened.bytes)
assert.equal(opened.sha256, ended.results.archive_sha256)
const saved = await api.download(job.job_id, { to: 'talk.zip', sha256: ended.results.archive_sha256 })
assert.deepEqual(await readFile('talk.zip'), archive)
assert.equal(saved.bytes, archive.length)
await rm('downloads', { recursive: true, force: true })
await mkdir('downloads')
await api.download(batch.batch_id, { to: 'downloads' })
await api.download(ended.results.markdown_url, { to: 'downloads/' })
assert.equal((await readdir('downloads')).length, 2)
assert.equal(await readFile('downloads/One.md', 'utf8'), ended.results.markdown_content)
console.log('did download')
