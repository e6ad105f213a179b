import { Command } from '@commander-js/extra-typings'
import { describeBatch } from '../describe/describe-batch.ts'
import { describeJob } from '../describe/describe-job.ts'
import { isJobId } from '../is-job-id.ts'

import type { Start } from '../session.ts'
export const getCommand = (start: Start) =>
  new Command('get')
    .summary('show a job or a batch')
    .description('Shows a job or a batch as it is now. The exit code says nothing of how a job ended.')
    .argument('<ID>', 'of a job or a batch')
    .action(async (id) => {
      const { client, out, signal } = start()
      if (isJobId(id)) {
        const { job } = await client.getJob({ path: { job_id: id }, signal })
        out.data(job)
        for (const line of describeJob(job, out.colours, (url) => client.urlOf(url))) out.line(line)
        return
      }
      const { batch } = await client.getBatch({ path: { batch_id: id }, signal })
      out.data(batch)
      for (const line of describeBatch(batch, out.colours)) out.line(line)
    })
