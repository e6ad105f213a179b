import { setTimeout as wait } from 'node:timers/promises'
import type { BatchNews, Client } from '@async-events/client'
import { countsOf } from '../describe/counts.ts'
import { markOf } from '../describe/marks.ts'
import { printable } from '../printable.ts'
import type { Session } from '../session.ts'
import type { Colours } from '../terminal/output.ts'
import { openScreen } from '../terminal/screen.ts'
import { type BatchView, batchViewOf, type RunningJob, runningOf, withoutJob } from './batch-view.ts'
import { drawBatch } from './draw-batch.ts'
import { endBatch } from './ending.ts'
import { type Patience, whileItGoesOn } from './going-on.ts'

/** Running jobs that are read and shown at most. */
const shownJobs = 50
const lookEveryMs = 1_000
/** Names that are read beforehand. */
const namedJobs = 1000

/**
 * Shows a batch at work until all its jobs have ended: on a terminal a bar for each running job and one for all, elsewhere a
 * line for each job that ends.
 */
export async function followBatch(session: Session, batchId: string, patience: Patience): Promise<void> {
  const { client, out, surroundings } = session
  const path = { batch_id: batchId }
  const ended = await whileItGoesOn(session, batchId, patience, async (signal) => {
    const { batch } = await client.getBatch({ path, signal })
    const { jobs } = await client.listJobs({ query: { batch_id: batchId, limit: namedJobs }, signal })
    const names = new Map(jobs.map((job) => [job.job_id, job.parameters.session ?? job.job_name]))
    let view: BatchView = batchViewOf(batch)
    const frame = () => ({ columns: out.columns(), rows: out.rows(), now: Date.now(), colours: out.colours })
    const screen = out.canDraw ? openScreen(surroundings.stdout, () => drawBatch(view, frame())) : null
    const done = new AbortController()
    const looking =
      screen === null
        ? null
        : lookRegularly(client, batchId, AbortSignal.any([signal, done.signal]), (running) => {
            view = { ...view, running }
          })
    out.redirectNotes(screen === null ? null : screen.print)
    try {
      let told = ''
      for await (const news of client.watchBatch(batchId, { signal })) {
        out.data(news)
        if (news.type === 'progress') view = { ...view, counters: news.data }
        const end = endOf(news)
        if (end !== null) view = withoutJob(view, end.job_id)
        const line = lineOf(news, names, out.colours)
        if (line === null || line === told) continue
        if (screen === null) out.line(line)
        else if (news.type !== 'progress') screen.print(line)
        told = line
      }
    } finally {
      done.abort()
      await looking
      screen?.close()
      out.redirectNotes(null)
    }
    return await client.getBatch({ path, signal })
  })
  endBatch(session, ended.batch, { isTold: true })
}

/** Events of a batch do not say how far each job is. */
async function lookRegularly(
  client: Client,
  batchId: string,
  signal: AbortSignal,
  see: (running: RunningJob[]) => void,
): Promise<void> {
  const query = { batch_id: batchId, status: ['processing' as const], limit: shownJobs }
  while (!signal.aborted) {
    try {
      const { jobs } = await client.listJobs({ query, signal })
      see(runningOf(jobs))
      await wait(lookEveryMs, undefined, { signal })
    } catch {
      // What is wrong with the connection is told by the stream of events, which tries again
      await wait(lookEveryMs, undefined, { signal }).catch(() => {})
    }
  }
}

/** What is told of a job that has ended; null for all other news. */
function endOf(news: BatchNews): { job_id: string; timestamp: string; error?: { message: string } } | null {
  const isEnd = news.type === 'job.completed' || news.type === 'job.failed' || news.type === 'job.cancelled'
  return isEnd ? news.data : null
}

/** A line for a job that has ended, or for how many there are; null for all else. */
function lineOf(news: BatchNews, names: ReadonlyMap<string, string>, colours: Colours): string | null {
  if (news.type === 'progress') return `         ${countsOf(news.data)}`
  const end = endOf(news)
  if (end === null) return null
  const { job_id, timestamp, error } = end
  const mark = markOf(news.type.slice('job.'.length), colours)
  const said = error ? colours.red(printable(`: ${error.message}`)) : ''
  return `${timestamp.slice(11, 19)} ${mark} ${printable(names.get(job_id) ?? job_id)}${said}`
}
