import type { BatchNews, Client, Job, JobNews } from '@async-events/client'
import { useEffect, useState } from 'preact/hooks'
import { client } from '../../service/connection.ts'
import { followNews } from '../../service/follow-news.ts'
import { patiently, useLoaded } from '../../service/use-loaded.ts'

export interface LiveJob {
  job: Job | null
  /** Why it cannot be read, or is read no more: deleted, or no right to see it. */
  error: unknown
  reload(): void
}

export const hasEnded = ({ status }: Pick<Job, 'status'>): boolean =>
  status === 'completed' || status === 'failed' || status === 'cancelled'

/** A job as it is now: read again at each of its events, with its progress in between. */
export function useLiveJob(id: string): LiveJob {
  const service = client.value
  const { value, error, reload } = useLoaded(
    (asked, signal) => asked.getJob({ path: { job_id: id }, signal, maxRetries: patiently }),
    [id],
  )
  const [progress, setProgress] = useState<Job['progress'] | null>(null)
  const [streamError, setStreamError] = useState<unknown>(null)
  const stored = value?.job ?? null
  const isGoing = stored !== null && !hasEnded(stored)
  const run = stored?.run.number

  useEffect(() => {
    if (!isGoing) return
    setStreamError(null)
    const stop = followNews(
      service,
      id,
      {
        onNews(news) {
          const last = news.findLast(isProgress)
          if (last) setProgress(last.data)
          if (news.some((one) => !isProgress(one))) reload()
        },
        onEnd(failure) {
          if (failure !== null) setStreamError(failure)
          reload()
        },
      },
      { after: stored.last_event_id },
    )
    return () => {
      stop()
      setProgress(null)
    }
    // A restart has a stream of its own.
  }, [service, id, isGoing, run])

  const revision = stored?.revision
  useEffect(() => {
    if (isGoing || revision === undefined) return
    const gone = new AbortController()
    awaitChange(service, id, revision, gone.signal)
      .catch(() => {})
      // Also when it failed: reading it again says why, such as that the job was deleted.
      .finally(() => gone.signal.aborted || reload())
    return () => gone.abort()
  }, [service, id, isGoing, revision])

  const job = stored !== null && isGoing && progress !== null ? { ...stored, progress } : stored
  return { job, error: error ?? streamError, reload }
}

/** A job that has ended has no stream, but may be restarted, corrected or deleted elsewhere: one long poll a minute. */
async function awaitChange(asked: Client, id: string, revision: number, signal: AbortSignal): Promise<void> {
  const given = { path: { job_id: id }, query: { wait: 60, since: revision }, signal, maxRetries: patiently }
  for (let seen = revision; seen === revision; ) seen = (await asked.getJob(given)).job.revision
}

type Going = Extract<JobNews, { type: 'progress' }>

const isProgress = (news: JobNews | BatchNews): news is Going =>
  news.type === 'progress' && 'percent' in news.data
