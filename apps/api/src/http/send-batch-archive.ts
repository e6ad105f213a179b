import { Readable } from 'node:stream'
import { type Batch, mayAccess, type Principal } from '@async-events/core'
import type { FinishedSession } from '@async-events/processors/batch-archive'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { RouteDeps } from '../routes/route-deps.ts'
import { contentDisposition } from './send-artifact.ts'
import { wholeContent } from './whole-content.ts'

/**
 * Streams one ZIP of all finished jobs that the caller may read, in the order of the batch. When a file is gone or the
 * client leaves, the connection is broken: never a short ZIP that looks whole.
 */
export async function sendBatchArchive(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: RouteDeps,
  batch: Batch,
): Promise<FastifyReply> {
  const { batchArchive } = await import('@async-events/processors/batch-archive')
  const sessions = await finishedSessions(deps, batch.id, request.principal)
  const zip = batchArchive(batch.batch_name, sessions, {
    signal: request.signal,
    open: async (ref) => wholeContent(await deps.artifacts.open(ref.key), ref.bytes),
  })
  return reply
    .type('application/zip')
    .header('content-disposition', contentDisposition('attachment', `${batch.batch_name}.zip`))
    .send(Readable.from(zip, { objectMode: false }))
}

async function finishedSessions(
  deps: Pick<RouteDeps, 'jobs' | 'results'>,
  batchId: string,
  principal: Principal,
): Promise<FinishedSession[]> {
  const sessions: FinishedSession[] = []
  for await (const job of deps.jobs.ofBatch(batchId)) {
    if (job.deleted_at || job.result_run === null || !mayAccess(principal, job, 'read')) continue
    const results = await deps.results.get(job.id, job.result_run)
    if (!results) continue
    const { event, session } = job.parameters as { event?: unknown; session?: unknown }
    sessions.push({
      event: String(event ?? ''),
      session: String(session ?? job.job_name),
      file_stem: job.file_stem,
      document: results.markdown_path,
      files: results.files,
    })
  }
  return sessions
}
