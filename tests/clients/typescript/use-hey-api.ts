import { ok, deepStrictEqual as same } from 'node:assert'
import { client } from './generated/client.gen.ts'
import {
  createBatch,
  createJob,
  createUpload,
  downloadJobArchive,
  getBatch,
  getFile,
  getJob,
  listJobs,
  streamJobEvents,
} from './generated/sdk.gen.ts'
import { baseUrl, did, fileOf, noJob, pdf, talk, userId } from './plan.ts'

client.setConfig({ baseUrl, auth: ({ name }) => (name === 'X-User-ID' ? userId : undefined) })
const orThrow = { throwOnError: true } as const

const { job } = (await createJob({ body: talk(1), ...orThrow })).data
same(job.user_id, userId)
const path = { job_id: job.job_id }
did('create')

const { data: made } = await createBatch({ body: { jobs: [talk(2), talk(3)] }, ...orThrow })
const { batch_id } = made.batch
did('batch')

const { data: ended } = await getJob({ path, query: { wait: 60 }, ...orThrow })
same(ended.job.status, 'completed')
const { results } = ended.job
const { batch } = (await getBatch({ path: { batch_id }, query: { wait: 60 }, ...orThrow })).data
same([batch.status, batch.completed_jobs], ['completed', 2])
did('wait')

const ids: string[] = []
for (let cursor: string | null | undefined; cursor !== null; ) {
  const { data: page } = await listJobs({
    query: { batch_id, limit: 1, ...(cursor && { cursor }) },
    ...orThrow,
  })
  ids.push(...page.jobs.map(({ job_id }) => job_id))
  cursor = page.next_cursor
}
same(ids.sort(), made.job_ids.sort())
did('list')

const missing = await getJob({ path: { job_id: noJob } })
same([missing.response?.status, missing.error?.error_type], [404, 'not_found'])
const refused = await createJob({ body: talk(4, 'ftp://example.org') })
same(refused.error?.details?.[0]?.path, 'parameters.url')
const none = await downloadJobArchive({ path: { job_id: noJob } })
same([none.data, none.error?.error_type], [undefined, 'not_found'])
did('error')

const file = new File([pdf], 'slides.pdf')
const { data: upload } = await createUpload({ body: { file }, ...orThrow })
same([upload.bytes, upload.media_type], [pdf.length, 'application/pdf'])
did('upload')

const { data: archive } = await downloadJobArchive({ path, ...orThrow })
same(archive.size, results?.archive_bytes)
const { data: document } = await getFile({
  path: { path: fileOf(job.job_id, results) },
  ...orThrow,
  parseAs: 'text',
})
same(document, results?.markdown_content)
did('download')

const types: string[] = []
const { stream } = await streamJobEvents({ path, onSseEvent: ({ event }) => types.push(event ?? '') })
for await (const event of stream) ok(event)
ok(types.includes('job.completed'))
did('events')
