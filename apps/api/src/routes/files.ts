import { AppError, readJob } from '@async-events/core'
import { z } from 'zod'
import { sendArtifact } from '../http/send-artifact.ts'
import { bytesOf } from '../schemas/bytes.ts'
import { errorsOf } from '../schemas/errors.ts'
import type { App, RouteDeps } from './route-deps.ts'

export function fileRoutes(app: App, deps: RouteDeps): void {
  app.get(
    '/files/*',
    {
      schema: {
        operationId: 'getFile',
        summary: 'Get a file of the results by its path there',
        tags: ['files'],
        // Far longer than any name that an archive holds.
        params: z.object({
          '*': z
            .string()
            .max(4_000)
            .describe('`JOB_ID/RUN/PATH`, as URLs of `results` have it; slashes may be encoded (`%2F`)'),
        }),
        response: { ...bytesOf('*/*'), ...errorsOf(403, 404, 410, 416) },
      } as object,
    },
    async (request, reply) => {
      const [jobId = '', run = '', ...rest] = (request.params as { '*': string })['*'].split('/')
      const path = rest.join('/')
      const found = await readJob(deps.jobs, jobId, request.principal, 'read')
      // Looked up in the list of the run's files, never joined to a path of a disk.
      const results = /^[1-9]\d{0,8}$/.test(run) ? await deps.results.get(found.id, Number(run)) : null
      const file = results?.files.find((entry) => entry.path === path)
      if (!results && found.results_expired_at) throw new AppError('results_expired')
      if (!file) throw new AppError('not_found', 'There is no such file.')
      return sendArtifact(request, reply, deps.artifacts, file, {
        disposition: 'inline',
        filename: rest.at(-1) ?? 'file',
      })
    },
  )
}
