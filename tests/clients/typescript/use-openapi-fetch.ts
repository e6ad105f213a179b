import { ok, deepStrictEqual as same } from 'node:assert'
import createClient from 'openapi-fetch'
import type { paths } from './generated/schema.d.ts'
import { baseUrl, did, fileOf, noJob, pdf, talk, userId } from './plan.ts'

const api = createClient<paths>({ baseUrl, headers: { 'X-User-ID': userId } })

const created = await api.POST('/api/event-job/jobs', { body: talk(1) })
if (!created.data) throw new Error(created.error.message)
const path = { job_id: created.data.job.job_id }
same(created.data.job.user_id, userId)
did('create')

const made = await api.POST('/api/event-job/batches', { body: { jobs: [talk(2), talk(3)] } })
if (!made.data) throw new Error(made.error.message)
const { batch_id } = made.data.batch
did('batch')

const ended = await api.GET('/api/event-job/jobs/{job_id}', { params: { path, query: { wait: 60 } } })
if (!ended.data) throw new Error(ended.error.message)
const { status, results } = ended.data.job
same(status, 'completed')
const batch = await api.GET('/api/event-job/batches/{batch_id}', {
  params: { path: { batch_id }, query: { wait: 60 } },
})
same([batch.data?.batch.status, batch.data?.batch.completed_jobs], ['completed', 2])
did('wait')

const first = await api.GET('/api/event-job/jobs', { params: { query: { batch_id, limit: 1 } } })
const cursor = first.data?.next_cursor ?? ''
const second = await api.GET('/api/event-job/jobs', { params: { query: { batch_id, limit: 1, cursor } } })
const listed = [...(first.data?.jobs ?? []), ...(second.data?.jobs ?? [])]
same(listed.map(({ job_id }) => job_id).sort(), made.data.job_ids.sort())
did('list')

const missing = await api.GET('/api/event-job/jobs/{job_id}', { params: { path: { job_id: noJob } } })
same([missing.response.status, missing.error?.error_type], [404, 'not_found'])
const refused = await api.POST('/api/event-job/jobs', { body: talk(4, 'ftp://example.org') })
same([refused.response.status, refused.error?.details?.[0]?.path], [400, 'parameters.url'])
const none = await api.GET('/api/event-job/jobs/{job_id}/download-archive', {
  params: { path: { job_id: noJob } },
  parseAs: 'arrayBuffer',
})
same([none.data, none.error?.error_type], [undefined, 'not_found'])
did('error')

const upload = await api.POST('/api/event-job/uploads', {
  // The types say that a file is a text: TypeScript has no type for the format `binary`.
  body: { file: pdf },
  bodySerializer: ({ file }) => {
    const form = new FormData()
    form.append('file', new Blob([file]), 'slides.pdf')
    return form
  },
})
same([upload.data?.bytes, upload.data?.media_type], [pdf.length, 'application/pdf'])
did('upload')

const archive = await api.GET('/api/event-job/jobs/{job_id}/download-archive', {
  params: { path },
  parseAs: 'arrayBuffer',
})
same(archive.data?.byteLength, results?.archive_bytes)
const document = await api.GET('/api/event-job/files/{path}', {
  params: { path: { path: fileOf(path.job_id, results) } },
  parseAs: 'text',
})
same(document.data, results?.markdown_content)
did('download')

const events = await api.GET('/api/event-job/jobs/{job_id}/events', { params: { path }, parseAs: 'text' })
ok(events.data?.includes('event: job.completed'))
did('events')
