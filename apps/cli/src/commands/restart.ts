import { Command } from '@commander-js/extra-typings'
import { InputError } from '../input-error.ts'
import { isJobId } from '../is-job-id.ts'
import { followAsAsked, timeoutOption, waitOption, watchOption } from '../options/following.ts'
import { readPairs } from '../options/read-parameters.ts'
import { repeated } from '../options/repeated.ts'
import type { Start } from '../session.ts'
import { stated } from '../stated.ts'

export const restartCommand = (start: Start) =>
  new Command('restart')
    .summary('run a job again, or the failed jobs of a batch')
    .description(
      'Runs a job that has ended again, from its beginning or from a step. Of a batch it restarts the failed jobs, or with --all every job that has ended.',
    )
    .argument('<ID>', 'of a job or a batch')
    .option('--from <STEP>', 'of a job: earlier steps are taken from the last run')
    .option('-p, --param <KEY=VALUE>', 'of a job: a changed parameter; repeatable; null removes it', repeated)
    .option('-a, --all', 'of a batch: completed and cancelled jobs, too')
    .option('--no-cache', 'reads and makes everything anew')
    .addOption(waitOption)
    .addOption(watchOption)
    .addOption(timeoutOption)
    .action(async (id, options) => {
      const session = start()
      const { client, out, signal } = session
      const useCache = options.cache ? {} : { use_cache: false }
      if (isJobId(id)) {
        if (options.all) throw new InputError('--all is for batches.')
        const changed = options.param && { parameters: readPairs(options.param) }
        const body = { ...useCache, ...changed, ...stated({ from_step: options.from }) }
        const { job, message } = await client.restartJob({ path: { job_id: id }, body, signal })
        if (await followAsAsked(session, id, options)) return
        out.data(job)
        out.line(message)
        return
      }
      if (options.from !== undefined || options.param)
        throw new InputError('--from and --param are for single jobs.')
      const body = { ...useCache, only: options.all ? ('all' as const) : ('failed' as const) }
      const { batch, message } = await client.restartBatch({ path: { batch_id: id }, body, signal })
      if (await followAsAsked(session, id, options)) return
      out.data(batch)
      out.line(message)
    })
