import { type CreateOptions, createBatch, createJob } from '@async-events/core'
import { z } from 'zod'
import { answerAfterWait } from '../http/answer-after-wait.ts'
import { createOptions } from '../http/create-options.ts'
import { idempotently } from '../http/idempotently.ts'
import { validate } from '../plugins/validation.ts'
import { batch, batchCreate } from '../schemas/batch.ts'
import { errorsOf } from '../schemas/errors.ts'
import * as examples from '../schemas/examples.ts'
import { byKind } from '../schemas/fields.ts'
import { creatingHeaders } from '../schemas/headers.ts'
import { job } from '../schemas/job.ts'
import { jobCreate } from '../schemas/job-create.ts'
import { runQuery } from '../schemas/query.ts'
import { prefix } from '../views/job-view.ts'
import { lookAtBatch, viewOfBatch } from '../views/view-of-batch.ts'
import { lookAtJob, viewOfJob } from '../views/view-of-job.ts'
import { largeBody } from './batches.ts'
import type { App, RouteDeps } from './route-deps.ts'

const jobSubmittedExample = {
  status: 'success',
  kind: 'job',
  id: examples.ids.job_id,
  job: examples.newJob,
  message: 'The job was accepted.',
}
const jobSubmitted = z
  .object({ status: z.literal('success'), kind: z.literal('job'), id: z.string(), job, message: z.string() })
  .meta({ id: 'JobSubmitted', examples: [jobSubmittedExample] })
const batchSubmitted = z
  .object({
    status: z.literal('success'),
    kind: z.literal('batch'),
    id: z.string(),
    batch,
    job_ids: z.array(z.string()),
    message: z.string(),
  })
  .meta({
    id: 'BatchSubmitted',
    examples: [
      {
        status: 'success',
        kind: 'batch',
        id: examples.ids.batch_id,
        batch: examples.batch,
        job_ids: examples.job_ids,
        message: 'A batch of 2 jobs was accepted.',
      },
    ],
  })
/** Checked by hand below, so that its problems are told of the one that was meant. */
const submission = z.unknown().meta({
  id: 'Submission',
  description: 'One job, or a batch of jobs.',
  examples: [examples.jobCreate, examples.batchCreate],
  // The generator's names for what requests hold; tidyOpenApi gives them their own.
  oneOf: [{ $ref: '#/components/schemas/JobCreateInput' }, { $ref: '#/components/schemas/BatchCreateInput' }],
})
const submitted = z.discriminatedUnion('kind', [jobSubmitted, batchSubmitted]).meta({
  id: 'Submitted',
  discriminator: byKind({ job: jobSubmitted, batch: batchSubmitted }),
  examples: [jobSubmittedExample],
})
type JobSubmitted = z.input<typeof jobSubmitted>
type BatchSubmitted = z.input<typeof batchSubmitted>
type Submitted = JobSubmitted | BatchSubmitted

export function submitRoutes(app: App, deps: RouteDeps): void {
  const viewJob = viewOfJob(deps)
  const viewBatch = viewOfBatch(deps)

  async function submitJob(body: z.output<typeof jobCreate>, options: CreateOptions) {
    const created = await createJob(deps, body, options)
    return {
      location: `${prefix}/jobs/${created.id}`,
      body: {
        status: 'success' as const,
        kind: 'job' as const,
        id: created.id,
        job: await viewJob(created),
        message: 'The job was accepted.',
      },
    }
  }

  async function submitBatch(body: z.output<typeof batchCreate>, options: CreateOptions) {
    const created = await createBatch(deps, body, options)
    const { id } = created.batch
    return {
      location: `${prefix}/batches/${id}`,
      body: {
        status: 'success' as const,
        kind: 'batch' as const,
        id,
        batch: await viewBatch(created.batch),
        job_ids: created.jobs.map((one) => one.id),
        message: `A batch of ${created.jobs.length} jobs was accepted.`,
      },
    }
  }

  app.post(
    '/submit',
    {
      bodyLimit: largeBody,
      schema: {
        operationId: 'submit',
        summary: 'Create a job ({parameters}) or a batch ({jobs})',
        tags: ['jobs'],
        headers: creatingHeaders,
        querystring: runQuery,
        body: submission,
        response: { 201: submitted, ...errorsOf(409, 422) },
      },
      // Chosen by what the body holds, so that its problems are told of the one that was meant.
      preHandler: async (request) => {
        const isBatch = typeof request.body === 'object' && request.body !== null && 'jobs' in request.body
        request.body = validate(isBatch ? batchCreate : jobCreate, request.body)
      },
    },
    (request, reply) => {
      const { principal } = request
      const [lookJob, lookBatch] = [
        lookAtJob<JobSubmitted>(deps, principal),
        lookAtBatch<BatchSubmitted>(deps, principal),
      ]
      return answerAfterWait<Submitted>(
        app,
        request,
        () =>
          idempotently<Submitted>(deps, request, reply, async (reserved) => {
            const options = { ...createOptions(request, reserved), isParsed: true }
            const body = request.body as z.output<typeof jobCreate> | z.output<typeof batchCreate>
            return 'jobs' in body ? submitBatch(body, options) : submitJob(body, options)
          }),
        {
          at: (made) => (made.kind === 'job' ? lookJob.at(made) : lookBatch.at(made)),
          news: (made, ms) => (made.kind === 'job' ? lookJob.news(made, ms) : lookBatch.news(made, ms)),
        },
      )
    },
  )
}
