import { Readable } from 'node:stream'
import { AppError, type Batch, type Job, mayAccess, type Principal, type Results } from '@async-events/core'
import type { SiteTalk, TalkContent } from '@async-events/site'
import { talkFacts } from '@async-events/site/facts'
import { type RenderTask, renderInThread } from '@async-events/site/thread'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { RouteDeps } from '../routes/route-deps.ts'
import { contentDisposition } from './send-artifact.ts'
import { wholeContent } from './whole-content.ts'

/** All is made anew at each request; equal ones have equal bytes. */
const fileDate = new Date('1980-01-01T00:00:00Z')

/** What a thread makes of the talks of a batch, and the name of the ZIP without its ending. */
export interface Rendered {
  task: RenderTask
  filename: string
}

/**
 * Streams what is made of a batch as a ZIP, out of the talks with a document that the caller may read, and the others of the
 * caller by name and state. Throws `archive_not_ready` where there is no document. As with the archive, a file that is gone
 * breaks the connection.
 */
export async function sendRendered(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: RouteDeps,
  batch: Batch,
  { task, filename }: Rendered,
): Promise<FastifyReply> {
  const { zipStream } = await import('@async-events/processors/zip-stream')
  const talks: SiteTalk[] = []
  for await (const job of readableJobs(deps, batch.id, request.principal)) {
    const results =
      job.result_run === null
        ? null
        : await deps.results.getParts(job.id, job.result_run, ['structured_data'])
    const facts = talkFacts(job.parameters, results?.body.structured_data ?? null)
    talks.push({
      id: job.id,
      state: job.status,
      facts: facts.title === '' ? { ...facts, title: job.job_name } : facts,
      document: results?.markdown_path ?? null,
      updated: results?.created_at ?? null,
      read: () => contentOf(deps, job),
    })
  }
  if (talks.every(({ document }) => document === null))
    throw new AppError('archive_not_ready', 'No talk of the batch has a document yet.')
  const files = await renderInThread(task, talks, { signal: request.signal })
  const zip = zipStream(files, { date: fileDate, signal: request.signal, open: (file) => file.open() })
  return reply
    .type('application/zip')
    .header('content-disposition', contentDisposition('attachment', `${filename}.zip`))
    .send(Readable.from(zip, { objectMode: false }))
}

async function* readableJobs(
  { jobs }: Pick<RouteDeps, 'jobs'>,
  batchId: string,
  principal: Principal,
): AsyncGenerator<Job, void, void> {
  for await (const job of jobs.ofBatch(batchId))
    if (!job.deleted_at && mayAccess(principal, job, 'read')) yield job
}

/** Results may have been replaced since they were listed; those of the listed run stay for a while. */
async function contentOf(
  { results: store, artifacts }: Pick<RouteDeps, 'results' | 'artifacts'>,
  job: Job,
): Promise<TalkContent> {
  const results = job.result_run === null ? null : await store.get(job.id, job.result_run)
  if (results === null) throw new AppError('unexpected', 'The results of a talk are gone.')
  const files = results.files.map(({ path, key, bytes, media_type }) => ({
    path,
    bytes,
    media_type,
    open: async () => wholeContent(await artifacts.open(key), bytes),
  }))
  const { markdown_content: inline, structured_data: structured, transcript } = results.body as StoredBody
  const document = files.find(({ path }) => path === results.markdown_path)
  const markdown = inline ?? (document === undefined ? '' : await textOf(await document.open()))
  return { markdown, structured, files, transcript: transcript?.paths ?? null }
}

/** As a pipeline leaves it (`Results.body`). */
type StoredBody = Results['body'] & {
  markdown_content?: string | null
  structured_data?: unknown
  transcript?: { paths?: { segments: string; vtt: string; srt: string } | null } | null
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  return Buffer.concat(await Array.fromAsync(bytes)).toString()
}
