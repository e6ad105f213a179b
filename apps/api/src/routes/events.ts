import { Readable } from 'node:stream'
import {
  type Batch,
  finishedOf,
  isTerminal,
  type Job,
  mayAccess,
  noJobs,
  type Principal,
  progressOf,
  readBatch,
  readJob,
  totalOf,
} from '@async-events/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { errorsOf } from '../schemas/common.ts'
import { batchStreamData, jobStreamData } from '../schemas/event.ts'
import { batchId, jobId } from '../schemas/job.ts'
import { eventStream, type StreamSource } from '../streams/event-stream.ts'
import type { App, RouteDeps } from './route-deps.ts'

const tags = ['events']
const headers = z.looseObject({
  'last-event-id': z
    .string()
    .regex(/^\d{1,12}$/, 'must be the id of an event')
    .optional()
    .describe('go on after this event'),
})
/** @param data schema of what each frame carries; JSON Schema has a word for text that holds JSON */
const streamOf = (data: z.ZodType) => ({
  description: 'Server-sent events; the stream ends when all has been told.',
  content: {
    'text/event-stream': {
      schema: z
        .string()
        .describe('Frames of `id`, `event` and `data`; the schema is that of each `data`.')
        .meta({ contentMediaType: 'application/json', contentSchema: { $ref: refOf(data) } }),
    },
  },
})
const refOf = (schema: z.ZodType): string => `#/components/schemas/${schema.meta()?.id}`
const nothingMore = z.null().describe('All has been told already: a browser does not come back.')

export function streamRoutes(app: App, deps: RouteDeps): void {
  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    source: StreamSource,
  ): Promise<FastifyReply> {
    const after = lastEventId(request.headers)
    const state = await source.look()
    if (state?.ended && after > 0 && after >= state.last) return reply.code(204).send()
    const release = app.hold(request)
    // A generator that waits for news is not ended by who no longer reads it.
    const ended = AbortSignal.any([request.signal, app.stopping])
    const body = Readable.from(eventStream(source, after, ended), { objectMode: false })
    body.once('close', release)
    reply.raw.once('close', release)
    return reply
      .type('text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      .send(body)
  }

  app.get(
    '/jobs/:job_id/events',
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'streamJobEvents',
        summary: 'Follow a job: its events, and its progress',
        tags,
        params: jobId,
        headers,
        response: { 200: streamOf(jobStreamData), 204: nothingMore, ...errorsOf(403, 404) },
      } as object,
    },
    async (request, reply) => {
      const { job_id: id } = request.params as { job_id: string }
      await readJob(deps.jobs, id, request.principal, 'read')
      return answer(request, reply, jobSource(deps, id, request.principal))
    },
  )

  app.get(
    '/batches/:batch_id/events',
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'streamBatchEvents',
        summary: 'Follow a batch: the events of all its jobs, and its progress',
        tags,
        params: batchId,
        headers,
        response: { 200: streamOf(batchStreamData), 204: nothingMore, ...errorsOf(403, 404) },
      } as object,
    },
    async (request, reply) => {
      const { batch_id: id } = request.params as { batch_id: string }
      await readBatch(deps.batches, id, request.principal, 'read')
      return answer(request, reply, batchSource(deps, id, request.principal))
    },
  )
}

const lastEventId = (given: Record<string, unknown>): number => Number(given['last-event-id'] ?? 0)

const visible = <T extends Job | Batch>(found: T | null, principal: Principal): T | null =>
  found && !found.deleted_at && mayAccess(principal, found, 'read') ? found : null

function jobSource(deps: RouteDeps, id: string, principal: Principal): StreamSource {
  return {
    read: (after, limit) => deps.events.ofJob(id, after, limit),
    idOf: ({ seq }) => seq,
    async look() {
      const job = visible(await deps.jobs.get(id), principal)
      if (!job) return null
      const progress = progressOf(job, deps.pipelines[job.job_type]?.weights ?? {})
      return {
        last: job.seq,
        ended: isTerminal(job),
        progress: { job_id: id, status: job.status, ...progress },
      }
    },
    news: (ms) => news(deps, id, ms),
  }
}

function batchSource(deps: RouteDeps, id: string, principal: Principal): StreamSource {
  return {
    read: (after, limit) => deps.events.ofBatch(id, after, limit),
    idOf: ({ pos }) => pos ?? 0,
    async look() {
      const batch = visible(await deps.batches.get(id), principal)
      if (!batch) return null
      const counts = (await deps.jobs.counts([id])).get(id) ?? noJobs
      const last = (await deps.events.positions([id])).get(id) ?? 0
      const [total, finished] = [totalOf(counts), finishedOf(counts)]
      return {
        last,
        // Its end is in the log before it is stored, so `last` counts it.
        ended: batch.completed_at !== null && finished === total,
        progress: {
          batch_id: id,
          total_jobs: total,
          ...Object.fromEntries(Object.entries(counts).map(([status, count]) => [`${status}_jobs`, count])),
        },
      }
    },
    news: (ms) => news(deps, id, ms),
  }
}

function news({ nudge }: RouteDeps, id: string, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(done, ms)
    const stop = nudge.listen(id, done)
  })
}
