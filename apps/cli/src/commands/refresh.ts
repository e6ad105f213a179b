import { Command } from '@commander-js/extra-typings'
import { describeImport } from '../describe/describe-import.ts'
import { followAsAsked, timeoutOption, waitOption, watchOption } from '../options/following.ts'
import type { Start } from '../session.ts'

export const refreshCommand = (start: Start) =>
  new Command('refresh')
    .summary('import the schedule of a batch again')
    .description(
      'Reads the schedule again from where the batch was imported, adds what is new and brings up to date what has changed. Corrections and what you have changed stay.',
    )
    .argument('<BATCH>', 'that was imported from a URL')
    .option('-n, --dry-run', 'shows what would change, and stores nothing')
    .addOption(waitOption)
    .addOption(watchOption)
    .addOption(timeoutOption)
    .action(async (batch_id, options) => {
      const session = start()
      const { client, out, signal } = session
      const body = options.dryRun ? { dry_run: true } : {}
      const answer = await client.refreshBatch({ path: { batch_id }, body, signal })
      const lines = describeImport(answer, batch_id)
      if (options.dryRun) {
        out.data(answer)
        for (const line of lines) out.line(line)
        return
      }
      for (const line of lines) out.note(line)
      if (await followAsAsked(session, batch_id, options)) return
      out.data(answer)
      out.line(answer.message)
    })
