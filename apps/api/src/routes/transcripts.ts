import {
  AppError,
  type ArtifactStore,
  collectBytes,
  correctTranscript,
  currentTranscript,
  readJob,
  removeCorrection,
} from '@async-events/core'
import {
  readCorrection,
  type TranscriptFormat,
  writeSegments,
  writeTranscriptAs,
} from '@async-events/processors/captions'
import type { z } from 'zod'
import { askerOf } from '../http/create-options.ts'
import { contentDisposition } from '../http/send-artifact.ts'
import { takeBytes } from '../http/take-bytes.ts'
import { expectationOf, isKnown, transcriptEtag } from '../http/transcript-etag.ts'
import { endings, formatFor, mediaTypes } from '../http/transcript-format.ts'
import { validatorOf } from '../plugins/validation.ts'
import { errorsOf } from '../schemas/errors.ts'
import { jobId } from '../schemas/job.ts'
import {
  changeHeaders,
  maxTranscriptBytes,
  putHeaders,
  type segments,
  transcriptBody,
  transcriptContent,
  transcriptQuery,
} from '../schemas/transcript.ts'
import { viewOfJob } from '../views/view-of-job.ts'
import { jobAnswer } from './jobs.ts'
import type { App, RouteDeps } from './route-deps.ts'

const tags = ['jobs']
/** Of a recording of many days; more is not put into one answer. */
const maxStoredBytes = 32 * 1024 * 1024

export function transcriptRoutes(app: App, deps: RouteDeps): void {
  const view = viewOfJob(deps)

  app.get(
    '/jobs/:job_id/transcript',
    {
      schema: {
        operationId: 'getTranscript',
        summary: 'Get the transcript of a job: corrected, or as it was heard',
        tags,
        params: jobId,
        querystring: transcriptQuery,
        response: { ...transcriptContent, ...errorsOf(403, 404, 410) },
      } as object,
    },
    async (request, reply) => {
      const { job_id } = request.params as { job_id: string }
      const { format = formatFor(request.headers.accept) } = request.query as { format?: TranscriptFormat }
      const job = await readJob(deps.jobs, job_id, request.principal, 'read')
      const current = await currentTranscript(deps, job)
      if (!current && job.results_expired_at) throw new AppError('results_expired')
      if (!current)
        throw new AppError('not_found', `The job is ${job.status}; it has no transcript with times.`)
      const etag = transcriptEtag(current.segments.sha256, format)
      reply
        .header('etag', etag)
        .header('vary', 'Accept')
        .header('cache-control', 'private, no-cache')
        .header('content-disposition', contentDisposition('inline', `${job.file_stem}.${endings[format]}`))
      if (current.language !== null) reply.header('content-language', current.language)
      if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send()
      const stored = await storedSegments(deps.artifacts, current.segments)
      return reply
        .type(`${mediaTypes[format]}; charset=utf-8`)
        .send(Buffer.from(writeTranscriptAs(format, stored, current.language)))
    },
  )

  // A scope of its own: no other route takes anything but JSON, and this one takes that as bytes, too.
  void app.register(async (scope) => {
    takeBytes(
      scope,
      'The body must be the transcript itself, as text/vtt, application/x-subrip, text/plain or application/json.',
    )
    scope.put(
      '/jobs/:job_id/transcript',
      {
        bodyLimit: maxTranscriptBytes,
        schema: {
          operationId: 'correctTranscript',
          summary: 'Replace the transcript of a job that has ended, and write its document anew',
          tags,
          headers: putHeaders,
          params: jobId,
          body: transcriptBody,
          response: { 200: jobAnswer, 202: jobAnswer, ...errorsOf(403, 404, 409, 412, 422) },
        } as object,
        // The reader of transcripts checks the body.
        validatorCompiler: (part) =>
          part.httpPart === 'body' ? (data: unknown) => ({ value: data }) : validatorOf(part as never),
      },
      async (request, reply) => {
        const { job_id } = request.params as { job_id: string }
        const { headers } = request as { headers: z.output<typeof putHeaders> }
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const read = () => {
          const { cues, language, doubts } = readCorrection(body)
          return { segments: writeSegments(cues), language: headers['content-language'] ?? language, doubts }
        }
        const { job, changed } = await correctTranscript(
          deps,
          job_id,
          read,
          expectationOf(headers),
          askerOf(request),
        )
        reply.code(changed ? 202 : 200)
        const message = changed
          ? 'The transcript was corrected; the document is being written anew.'
          : 'The job has this transcript already.'
        return { status: 'success' as const, job: await view(job), message }
      },
    )
  })

  app.delete(
    '/jobs/:job_id/transcript',
    {
      schema: {
        operationId: 'removeCorrection',
        summary: 'Go back to the transcript as it was heard, and write the document anew',
        tags,
        headers: changeHeaders,
        params: jobId,
        response: { 200: jobAnswer, 202: jobAnswer, ...errorsOf(403, 404, 409, 412) },
      },
    },
    async (request, reply) => {
      const { job_id } = request.params
      const expects = expectationOf(request.headers)
      const { job, changed } = await removeCorrection(deps, job_id, expects, askerOf(request))
      reply.code(changed ? 202 : 200)
      const message = changed
        ? 'The correction was removed; the document is being written anew.'
        : 'The transcript of this job is not corrected.'
      return { status: 'success' as const, job: await view(job), message }
    },
  )
}

async function storedSegments(
  artifacts: Pick<ArtifactStore, 'open'>,
  { key }: { key: string },
): Promise<z.output<typeof segments>> {
  const bytes = await collectBytes(await artifacts.open(key), {
    maxBytes: maxStoredBytes,
    tooLarge: () =>
      new AppError('too_large', 'The transcript is too large for one answer; download its file.'),
  })
  return JSON.parse(bytes.toString())
}
