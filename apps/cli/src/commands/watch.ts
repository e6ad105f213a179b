import { Command } from '@commander-js/extra-typings'
import { followAsAsked, timeoutOption } from '../options/following.ts'
import type { Start } from '../session.ts'
export const watchCommand = (start: Start) =>
  new Command('watch')
    .summary('follow a job or a batch until it has ended')
    .description(
      'Follows a job or a batch until it has ended: with progress bars on a terminal, elsewhere a line for each event, with --json every event as a line. Ctrl-C ends watching only.',
    )
    .argument('<ID>', 'of a job or a batch')
    .addOption(timeoutOption)
    .action(async (id, { timeout }) => {
      await followAsAsked(start(), id, { watch: true, timeout })
    })
