import type { BatchNews } from '@async-events/client'
import { afterNews, isOfJob, type JobRow } from './job-row.ts'

type Event = Extract<BatchNews, { id: string }>

/** News of a job that no page had yet, at most so many of each. */
const keptPerJob = 50

/**
 * The jobs of a batch: pages of the list put in, and news applied as they come, in whichever order. Rows are replaced, never
 * changed, so that whoever shows them sees by identity which are new.
 */
export class JobBook {
  readonly #rows = new Map<string, JobRow>()
  /** Page of the list by job, and which pages are to be read again. */
  readonly #pageOf = new Map<string, number>()
  readonly #stale = new Set<number>()
  readonly #early = new Map<string, Event[]>()

  /** In the order of the list. */
  rows(): JobRow[] {
    return [...this.#rows.values()]
  }

  /** What the API said of a page: a job that was on it and is no more is gone. A row that news have overtaken keeps them. */
  putPage(page: number, rows: readonly JobRow[]): void {
    const given = new Set(rows.map(({ id }) => id))
    for (const [id, at] of this.#pageOf)
      if (at === page && !given.has(id)) {
        this.#pageOf.delete(id)
        this.#rows.delete(id)
      }
    for (const row of rows) {
      this.#pageOf.set(row.id, page)
      const known = this.#rows.get(row.id)
      if (known && known.seq > row.seq) {
        this.#stale.add(page)
        this.#rows.set(row.id, {
          ...known,
          warnings: row.warnings,
          percent: Math.max(known.percent, row.percent),
        })
        continue
      }
      this.#rows.set(row.id, row)
      const early = this.#early.get(row.id) ?? []
      this.#early.delete(row.id)
      for (const news of early) this.#apply(news)
    }
  }

  /** Applies news in order; gives whether anything changed. */
  putNews(news: readonly BatchNews[]): boolean {
    let hasChanged = false
    for (const each of news) if (isOfJob(each) && this.#apply(each)) hasChanged = true
    return hasChanged
  }

  /** All pages were read: there is none from here on. */
  endBefore(end: number): void {
    for (const [id, page] of this.#pageOf)
      if (page >= end) {
        this.#pageOf.delete(id)
        this.#rows.delete(id)
      }
  }

  /** The page may be older than what was read of the batch. */
  markStale(page: number): void {
    this.#stale.add(page)
  }

  /** A page that has to be read again, since its jobs have changed; it counts as read then. */
  takeStale(): number | null {
    for (const page of this.#stale) {
      this.#stale.delete(page)
      return page
    }
    return null
  }

  #apply(news: Event): boolean {
    if (!isOfJob(news)) return false
    const id = news.data.job_id
    const row = this.#rows.get(id)
    if (!row) {
      const early = this.#early.get(id) ?? []
      if (early.length < keptPerJob) this.#early.set(id, [...early, news])
      return false
    }
    const next = afterNews(row, news)
    if (next === row) return false
    if (next === null) {
      this.#rows.delete(id)
      this.#pageOf.delete(id)
      return true
    }
    this.#rows.set(id, next)
    const page = this.#pageOf.get(id)
    if (page !== undefined) this.#stale.add(page)
    return true
  }
}
