import type { Batch, Client } from '@async-events/client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { client } from '../../service/connection.ts'
import { followStream } from '../../service/follow-news.ts'
import { patiently } from '../../service/use-loaded.ts'
import { JobBook } from './job-book.ts'
import { type JobRow, rowOf } from './job-row.ts'

export interface LiveBatch {
  batch: Batch | null
  /** In the order of the list; a new array after each change. */
  rows: readonly JobRow[]
  /** All pages were read. */
  isWhole: boolean
  /** Why nothing more comes: deleted, or no longer for this reader. */
  error: unknown
  /** Asks again at once, such as after an action. */
  reload(): void
}

const pageSize = 100
/** Between two looks at a page of jobs whose details may have changed, and at the batch itself. */
const detailsMs = 2_000
const batchMs = 5_000
/**
 * The revision of a batch is the number of its newest event and how often the batch itself was changed, so events begin that
 * much earlier; those that are known already change nothing.
 */
const overlap = 200

/** A batch and its jobs as they are now: the list page by page, then the event stream. */
export function useBatch(id: string): LiveBatch {
  const service = client.value
  const [state, setState] = useState<Omit<LiveBatch, 'reload'>>(nothing)
  const again = useRef<() => void>(() => {})
  useEffect(() => {
    setState(nothing)
    const ended = new AbortController()
    const change = (part: Partial<LiveBatch>): void => {
      if (!ended.signal.aborted) setState((last) => ({ ...last, ...part }))
    }
    again.current = follow(service, id, change, ended.signal)
    return () => ended.abort()
  }, [service, id])
  return { ...state, reload: () => again.current() }
}

const nothing: Omit<LiveBatch, 'reload'> = { batch: null, rows: [], isWhole: false, error: null }

/** Keeps telling what changes until the signal ends it. Returns how to ask for the batch at once. */
function follow(
  service: Client,
  id: string,
  change: (part: Partial<LiveBatch>) => void,
  signal: AbortSignal,
): () => void {
  const book = new JobBook()
  const cursors: (string | null)[] = [null]
  let batch: Batch | null = null
  let lastEvent: string | undefined
  let stop: (() => void) | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  signal.addEventListener('abort', () => {
    stop?.()
    clearTimeout(timer)
  })

  const readPage = async (page: number): Promise<string | null> => {
    const cursor = cursors[page]
    const query = {
      batch_id: id,
      sort: 'created_at',
      limit: pageSize,
      ...(cursor ? { cursor } : {}),
    } as const
    const { jobs, next_cursor } = await service.listJobs({ signal, maxRetries: patiently, query })
    book.putPage(page, jobs.map(rowOf))
    change({ rows: book.rows() })
    return next_cursor
  }
  const readBatch = async (): Promise<Batch> => {
    const answer = await service.getBatch({ signal, maxRetries: patiently, path: { batch_id: id } })
    batch = answer.batch
    change({ batch, error: null })
    return batch
  }
  const listen = (after: string | undefined): void => {
    stop = followStream((ended) => service.watchBatch(id, { signal: ended, after }), {
      onNews(news) {
        for (const each of news) {
          if (each.id !== null) lastEvent = each.id
          if (each.type === 'progress' && 'batch_id' in each.data && batch !== null)
            batch = { ...batch, ...each.data }
        }
        const isOfJobs = book.putNews(news)
        change(isOfJobs ? { batch, rows: book.rows() } : { batch })
      },
      onEnd(error) {
        stop = null
        if (error !== null) change({ error })
      },
    })
  }
  const look = async (): Promise<void> => {
    clearTimeout(timer)
    try {
      const page = book.takeStale()
      if (page !== null) await readPage(page)
      if (page === null || Date.now() - lookedAt > batchMs) {
        lookedAt = Date.now()
        const { completed_at } = await readBatch()
        // Ended, and restarted by somebody: the stream that ended goes on.
        if (completed_at === null && stop === null) listen(lastEvent)
      }
      if (!signal.aborted) timer = setTimeout(() => void look(), detailsMs)
    } catch (error) {
      change({ error })
    }
  }
  let lookedAt = 0
  const begin = async (): Promise<void> => {
    try {
      // At once: rows are in sight half as late. What happens in between is within the overlap.
      const [{ revision }, second] = await Promise.all([readBatch(), readPage(0)])
      const after = Math.max(0, revision - overlap)
      listen(after === 0 ? undefined : String(after))
      for (let [page, next] = [1, second]; next !== null; page++) {
        cursors[page] = next
        next = await readPage(page)
      }
      change({ isWhole: true })
      timer = setTimeout(() => void look(), detailsMs)
    } catch (error) {
      change({ error })
    }
  }
  void begin()
  return () => {
    lookedAt = 0
    void look()
  }
}
