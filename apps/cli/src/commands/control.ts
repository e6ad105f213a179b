import { Command } from '@commander-js/extra-typings'
import { InputError } from '../input-error.ts'
import { isJobId } from '../is-job-id.ts'
import type { Start } from '../session.ts'

export const cancelCommand = (start: Start) =>
  new Command('cancel')
    .summary('stop a job, or the unfinished jobs of a batch')
    .description('Cancels a job that has not ended, or every such job of a batch.')
    .argument('<ID>', 'of a job or a batch')
    .action(async (id) => {
      const { client, out, signal } = start()
      if (isJobId(id)) {
        const { job } = await client.cancelJob({ path: { job_id: id }, signal })
        out.data(job)
        out.line('The job is cancelled.')
        return
      }
      const { batch, message } = await client.cancelBatch({ path: { batch_id: id }, signal })
      out.data(batch)
      out.line(message)
    })

export const pauseCommand = (start: Start) =>
  activeCommand(start, 'pause', false, 'start no further step of a batch').description(
    'Pauses a batch: running steps finish, no further one starts.',
  )

export const resumeCommand = (start: Start) =>
  activeCommand(start, 'resume', true, 'let a paused batch go on').description('Lets a paused batch go on.')

const activeCommand = (start: Start, name: string, isActive: boolean, summary: string) =>
  new Command(name)
    .summary(summary)
    .argument('<BATCH>', 'id of a batch')
    .action(async (id) => {
      if (isJobId(id))
        throw new InputError('Only batches can be paused; a job can be cancelled and restarted.')
      const { client, out, signal } = start()
      const path = { batch_id: id }
      const { batch, message } = await client.toggleBatchActive({ path, body: { isActive }, signal })
      out.data(batch)
      out.line(message)
    })
