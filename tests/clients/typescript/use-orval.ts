import { ok, deepStrictEqual as same } from 'node:assert'
import * as api from './generated/api.ts'
import { did, fileOf, noJob, pdf, talk, userId } from './plan.ts'

const asUser = { headers: { 'X-User-ID': userId } }

const created = await api.createJob(talk(1), {}, asUser)
if (created.status !== 201) throw new Error(created.data.message)
const { job_id: id, user_id: user } = created.data.job
same(user, userId)
did('create')

const made = await api.createBatch({ jobs: [talk(2), talk(3)] }, {}, asUser)
if (made.status !== 201) throw new Error(made.data.message)
const { batch_id } = made.data.batch
did('batch')

const ended = await api.getJob(id, { wait: 60 }, asUser)
if (ended.status !== 200) throw new Error(ended.data.message)
const { status, results } = ended.data.job
same(status, 'completed')
const waited = await api.getBatch(batch_id, { wait: 60 }, asUser)
if (waited.status !== 200) throw new Error(waited.data.message)
same([waited.data.batch.status, waited.data.batch.completed_jobs], ['completed', 2])
did('wait')

const pageAt = async (skip: number) => {
  const { data, status } = await api.listJobs({ batch_id, limit: 1, skip }, asUser)
  if (status !== 200) throw new Error(data.message)
  return data.jobs.map(({ job_id }) => job_id)
}
same([...(await pageAt(0)), ...(await pageAt(1))].sort(), made.data.job_ids.sort())
did('list')

const missing = await api.getJob(noJob, undefined, asUser)
same(missing.status !== 200 && missing.data.error_type, 'not_found')
const refused = await api.createJob(talk(4, 'ftp://example.org'), {}, asUser)
same(refused.status !== 201 && refused.data.details?.[0]?.path, 'parameters.url')
did('error')

const upload = await api.createUpload({ file: new File([pdf], 'slides.pdf') }, asUser)
if (upload.status !== 201) throw new Error(upload.data.message)
same([upload.data.bytes, upload.data.media_type], [pdf.length, 'application/pdf'])
did('upload')

const archive = await api.downloadJobArchive(id, asUser)
same(archive.status === 200 && archive.data.size, results?.archive_bytes)
const document = await api.getFile(fileOf(id, results), asUser)
same(document.status === 200 && (await document.data.text()), results?.markdown_content)
did('download')

const events = await api.streamJobEvents(id, asUser)
ok(events.status === 200 && events.data.includes('event: job.completed'))
did('events')
