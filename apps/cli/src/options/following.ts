import { Option } from '@commander-js/extra-typings'
import { isJobId } from '../is-job-id.ts'
import type { Session } from '../session.ts'
import { followBatch } from '../watch/follow-batch.ts'
import { followJob } from '../watch/follow-job.ts'
import { waitForBatch, waitForJob } from '../watch/wait-for.ts'
import { milliseconds } from './numbers.ts'

export const waitOption = new Option('-w, --wait', 'waits for the end')
export const watchOption = new Option('-W, --watch', 'waits for the end, and shows the progress')
export const timeoutOption = new Option(
  '--timeout <TIME>',
  'of --wait and --watch, such as 10m; they end with code 7 then',
).argParser(milliseconds)

interface Following {
  wait?: true | undefined
  watch?: true | undefined
  timeout?: number | undefined
}

/** Waits for what was begun where that was asked for. False when it was not. */
export async function followAsAsked(session: Session, id: string, options: Following): Promise<boolean> {
  if (!options.wait && !options.watch) return false
  const patience = { timeoutMs: options.timeout }
  if (options.watch) await (isJobId(id) ? followJob : followBatch)(session, id, patience)
  else await (isJobId(id) ? waitForJob : waitForBatch)(session, id, patience)
  return true
}
