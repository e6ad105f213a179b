import { Readable } from 'node:stream'
import { readBatch, readJob } from '@async-events/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { batchId } from '../schemas/batch.ts'
import { errorsOf } from '../schemas/errors.ts'
import { batchStreamData, jobStreamData } from '../schemas/event.ts'
import { refOf } from '../schemas/fields.ts'
import { jobId } from '../schemas/job.ts'
import { batchSource, jobSource, type StreamSource, type StreamState } from '../streams/event-sources.ts'
import { eventStream } from '../streams/event-stream.ts'
import { createFollowing } from '../streams/followed.ts'
import type { App, RouteDeps } from './route-deps.ts'

const tags = ['events']
const headers = z.looseObject({
  'last-event-id': z
    .string()
    .regex(/^\d{1,12}$/, 'must be the id of an event')
    .optional()
    .describe('resume after it'),
})
/** @param data schema of what each frame carries; JSON Schema has a word for text that holds JSON */
const streamOf = (data: z.ZodType) => ({
  description: 'Server-sent events; the stream ends after the last event.',
  content: {
    'text/event-stream': {
      schema: z
        .string()
        .describe('Frames with `id`, `event` and `data`; the schema describes `data`.')
        .meta({ contentMediaType: 'application/json', contentSchema: { $ref: refOf(data) } }),
    },
  },
})
const nothingMore = z.null().describe('No more events: a browser does not reconnect.')

export function streamRoutes(app: App, deps: RouteDeps): void {
  const follow = createFollowing()

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    source: StreamSource,
  ): Promise<FastifyReply> {
    const after = lastEventId(request.headers)
    const state = await source.look()
    if (state?.ended && after > 0 && after >= state.last) return reply.code(204).send()
    const release = app.hold(request, 'stream')
    // A generator that waits for news is not ended by who no longer reads it.
    const ended = AbortSignal.any([request.signal, app.stopping])
    const isKeyValid = rarely(request.isKeyValid)
    const mayRead = async (seen: StreamState): Promise<boolean> =>
      seen.mayBeReadBy(request.principal) && (await isKeyValid())
    const body = Readable.from(eventStream({ source, follow, after, mayRead, ended }), { objectMode: false })
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
        summary: "Stream a job's events and progress",
        tags,
        params: jobId,
        headers,
        response: { 200: streamOf(jobStreamData), 204: nothingMore, ...errorsOf(403, 404) },
      } as object,
    },
    async (request, reply) => {
      const { job_id: id } = request.params as { job_id: string }
      await readJob(deps.jobs, id, request.principal, 'read')
      return answer(request, reply, jobSource(deps, id))
    },
  )

  app.get(
    '/batches/:batch_id/events',
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'streamBatchEvents',
        summary: "Stream the events of a batch's jobs, and its progress",
        tags,
        params: batchId,
        headers,
        response: { 200: streamOf(batchStreamData), 204: nothingMore, ...errorsOf(403, 404) },
      } as object,
    },
    async (request, reply) => {
      const { batch_id: id } = request.params as { batch_id: string }
      await readBatch(deps.batches, id, request.principal, 'read')
      return answer(request, reply, batchSource(deps, id))
    },
  )
}

const keyLookMs = 5_000

/** A stream lasts for hours: it ends soon after the key that opened it was revoked. */
function rarely(look: (() => Promise<boolean>) | null): () => Promise<boolean> {
  let lookedAt = performance.now()
  let isValid = true
  return async () => {
    if (look !== null && isValid && performance.now() - lookedAt > keyLookMs) {
      isValid = await look()
      lookedAt = performance.now()
    }
    return isValid
  }
}

const lastEventId = (given: Record<string, unknown>): number => Number(given['last-event-id'] ?? 0)
