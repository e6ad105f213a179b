import type { Batch } from '@async-events/client'
import { timeLeft } from '../../estimate/time-left.ts'
import { useLoaded } from '../../service/use-loaded.ts'

const sampleSize = 50
const lookMs = 15_000

/** An estimate from a sample of the batch's jobs: those that ran first, and those that run or wait. Null when not known. */
export function useTimeLeft({ batch_id, status, isActive, pending_jobs }: Batch): number | null {
  const isAtWork = isActive && (status === 'processing' || status === 'pending')
  const { value } = useLoaded(
    async (client, signal) => {
      if (!isAtWork) return null
      const ask = (query: object) =>
        client.listJobs({ signal, query: { batch_id, limit: sampleSize, sort: 'created_at', ...query } })
      const [done, open] = await Promise.all([
        ask({ status: ['completed'] }),
        ask({ status: ['processing', 'pending'] }),
      ])
      const seenWaiting = open.jobs.filter((job) => job.status === 'pending').length
      return timeLeft([...done.jobs, ...open.jobs], Math.max(0, pending_jobs - seenWaiting), Date.now())
    },
    [batch_id, isAtWork],
    isAtWork ? { everyMs: lookMs } : {},
  )
  return value
}
