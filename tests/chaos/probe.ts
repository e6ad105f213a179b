import type { JobAnswer } from '@async-events/client'
import { entriesOf } from '../harness/history.ts'
import { type LoadDeps, untilEnded } from './drive-load.ts'

/** Jobs of a round: enough that every process gets one. */
const jobsOfRound = 8
/** A process may notice only by its first command that a connection is half open, and needs 12 s then. */
const patienceMs = 30_000
/** A page, a document and a ZIP, on a machine that has nothing else to do. */
const slowMs = 10_000

/**
 * Work after everything has ended, in rounds, until one goes well: done at once, and no process complains. What one process
 * can no longer do another may do for it, and nobody would see it in the jobs.
 */
export async function probe(
  deps: Pick<LoadDeps, 'client' | 'conference' | 'history' | 'signal'>,
): Promise<void> {
  const { history, signal } = deps
  const end = performance.now() + patienceMs
  for (let round = 1; !signal.aborted; round++) {
    const before = entriesOf(history.entries, 'complaint').length
    const took = await Promise.all(
      Array.from({ length: jobsOfRound }, (_, index) => runOne(deps, `probe-${round}-${index}`)),
    )
    const complaints = entriesOf(history.entries, 'complaint')
      .slice(before)
      .map(({ process, pid, message }) => `${process} (${pid}): ${message}`)
    const slowest_ms = Math.max(...took)
    const is_sound = complaints.length === 0 && slowest_ms < slowMs
    history.add({ kind: 'probe', round, slowest_ms, complaints, is_sound })
    if (is_sound || performance.now() > end) return
  }
}

/** Milliseconds from the request to the end of the job. */
async function runOne(deps: Parameters<typeof probe>[0], key: string): Promise<number> {
  const { client, conference, history } = deps
  const started = performance.now()
  const parameters = conference.session('plain', 0)
  const body = { parameters, external_id: `${key}.0`, use_cache: false }
  const answer = await client.ask('createJob', 'POST', '/jobs', { body, key })
  if (answer?.status !== 201) return Number.POSITIVE_INFINITY
  const { job_id } = (answer.body as JobAnswer).job
  history.add({ kind: 'accepted', key, batch_id: null, job_ids: [job_id], webhook: false })
  await untilEnded(deps, job_id)
  return Math.round(performance.now() - started)
}
