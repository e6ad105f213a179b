import { readBatch, readJob } from '@async-events/core'
import { z } from 'zod'
import { batch } from '../schemas/batch.ts'
import { errorsOf } from '../schemas/errors.ts'
import * as examples from '../schemas/examples.ts'
import { byKind, overallProgress, pathId } from '../schemas/fields.ts'
import { job } from '../schemas/job.ts'
import { jobState } from '../schemas/states.ts'
import { viewOfBatch } from '../views/view-of-batch.ts'
import { viewOfJob } from '../views/view-of-job.ts'
import type { App, RouteDeps } from './route-deps.ts'

const jobStatusExample = {
  status: 'success',
  kind: 'job',
  id: examples.ids.job_id,
  state: 'completed',
  progress: { percent: 100 },
  job: examples.job,
}
const jobStatus = z
  .object({
    status: z.literal('success'),
    kind: z.literal('job'),
    id: z.string(),
    state: jobState,
    progress: overallProgress,
    job,
  })
  .meta({ id: 'JobStatusAnswer', examples: [jobStatusExample] })
const batchStatus = z
  .object({
    status: z.literal('success'),
    kind: z.literal('batch'),
    id: z.string(),
    state: jobState,
    progress: overallProgress,
    batch,
  })
  .meta({
    id: 'BatchStatusAnswer',
    examples: [
      {
        status: 'success',
        kind: 'batch',
        id: examples.ids.batch_id,
        state: 'processing',
        progress: { percent: 50 },
        batch: examples.batch,
      },
    ],
  })

const status = z.discriminatedUnion('kind', [jobStatus, batchStatus]).meta({
  id: 'StatusAnswer',
  discriminator: byKind({ job: jobStatus, batch: batchStatus }),
  examples: [jobStatusExample],
})

export function statusRoutes(app: App, deps: RouteDeps): void {
  const viewJob = viewOfJob(deps)
  const viewBatch = viewOfBatch(deps)
  app.get(
    '/status/:id',
    {
      schema: {
        operationId: 'getStatus',
        summary: 'Get a job or a batch by its id',
        tags: ['jobs'],
        params: z.object({ id: pathId }),
        response: { 200: status, ...errorsOf(403, 404) },
      },
    },
    async (request) => {
      const { id } = request.params
      if (id.startsWith('job-')) {
        const found = await readJob(deps.jobs, id, request.principal, 'read')
        const shown = await viewJob(found)
        const { status: state, progress } = shown
        return {
          status: 'success' as const,
          kind: 'job' as const,
          id,
          state,
          progress: { percent: progress.percent },
          job: shown,
        }
      }
      const found = await readBatch(deps.batches, id, request.principal, 'read')
      const shown = await viewBatch(found)
      return {
        status: 'success' as const,
        kind: 'batch' as const,
        id,
        state: shown.status,
        progress: shown.progress,
        batch: shown,
      }
    },
  )
}
