import type { Batch, Client } from '@async-events/client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { client } from '../../service/connection.ts'
import { followStream } from '../../service/follow-news.ts'
import { patiently } from '../../service/use-loaded.ts'
import { countsOf } from '../batches/counts-of.ts'
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
  /** Id of the newest event that was told; the stream goes on after it. */
  let lastEvent = '0'
  let stop: (() => void) | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  signal.addEventListener('abort', () => {
    stop?.()
    clearTimeout(timer)
  })

  const readPages = async (from: number, cursor: string | null): Promise<void> => {
    let page = from
    for (let next = cursor; page === 0 || next !== null; page++) {
      cursors[page] = next
      next = await readPage(page)
    }
    book.endBefore(page)
  }
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
  const listen = (): void => {
    stop = followStream((ended) => service.watchBatch(id, { signal: ended, after: lastEvent }), {
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
        const found = await readBatch()
        // Ended, and restarted by somebody: the stream that ended goes on. Jobs of an ended batch can be deleted, without one.
        if (found.completed_at === null && stop === null) listen()
        const isLeft = stop === null && found.last_event_id !== lastEvent
        if (isLeft) lastEvent = found.last_event_id
        if (isLeft || isOther(found)) await readPages(0, null)
      }
      if (!signal.aborted) timer = setTimeout(() => void look(), detailsMs)
    } catch (error) {
      change({ error })
    }
  }
  let lookedAt = 0
  let suspect = ''
  /**
   * Whether the rows are not those that the batch counts though all its events were told, twice in a row: events that were
   * removed from the log while this reader was away, or jobs that were added.
   */
  const isOther = (found: Batch): boolean => {
    const isSame = found.last_event_id !== lastEvent || hasCounts(book.rows(), found)
    const wasSuspect = suspect === found.last_event_id
    suspect = isSame ? '' : found.last_event_id
    return !isSame && wasSuspect
  }
  const begin = async (): Promise<void> => {
    try {
      // At once: rows are in sight half as late. A page that is older than the batch is read again.
      const [{ last_event_id }, second] = await Promise.all([readBatch(), readPage(0)])
      book.markStale(0)
      lastEvent = last_event_id
      listen()
      await readPages(1, second)
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

const hasCounts = (rows: readonly JobRow[], batch: Batch): boolean =>
  rows.length === batch.total_jobs &&
  Object.entries(countsOf(batch)).every(
    ([state, count]) => rows.filter(({ status }) => status === state).length === count,
  )
