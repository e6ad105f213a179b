import { Command } from '@commander-js/extra-typings'
import { isJobId } from '../is-job-id.ts'
import { milliseconds } from '../options/numbers.ts'
import type { Start } from '../session.ts'
import { stated } from '../stated.ts'
import { followBatch } from '../watch/follow-batch.ts'
import { followJob } from '../watch/follow-job.ts'
export const watchCommand = (start: Start) =>
  new Command('watch')
    .summary('follow a job or a batch until it has ended')
    .description(
      'Follows a job or a batch until it has ended: with progress bars on a terminal, elsewhere a line for each event, with --json every event as a line. Ctrl-C ends watching only.',
    )
    .argument('<ID>', 'of a job or a batch')
    .option('--timeout <TIME>', 'watch no longer than this, such as 10m', milliseconds)
    .action(async (id, { timeout: timeoutMs }) => {
      const session = start()
      const follow = isJobId(id) ? followJob : followBatch
      await follow(session, id, stated({ timeoutMs }))
    })
