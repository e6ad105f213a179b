import { AppError, type FindTool, type PageReading, type PageSource, type ReadPage } from '@async-events/core'
import { createLongLivedChild, findToolOnPath, type LongLivedChild } from '@async-events/sandbox'
import { abortable } from '../fetch/abortable.ts'

export interface PageReaderOptions {
  /** Timeout for one page, in milliseconds. */
  timeMs?: number
  /** V8 heap limit in MiB. */
  memoryMb?: number
  /** Idle time after which a process exits to free its memory, in milliseconds. */
  idleMs?: number
  /** Concurrent pages: a slow page must not block all others. */
  processes?: number
  findTool?: FindTool
}

export interface PageReader {
  read: ReadPage
  close(): Promise<void>
}

export interface PageRequest {
  html: Uint8Array
  source: PageSource
}

const mebibyte = 1024 * 1024

/**
 * Reads pages in a few processes, each page in the least busy one. Parsing is synchronous: on the main thread a hostile
 * page would stop the heartbeats of every step, and could not be aborted. A thread is not enough: where
 * a single allocation goes beyond its heap, V8 ends the whole process and not the thread (measured). A process that
 * exceeds its limits dies alone.
 */
export function createPageReader({ processes = 2, ...options }: PageReaderOptions = {}): PageReader {
  const children = Array.from({ length: processes }, () => ({ child: startChild(options), pages: 0 }))
  return {
    async read(html, source, signal) {
      signal?.throwIfAborted()
      const chosen = children.reduce((best, each) => (each.pages < best.pages ? each : best))
      chosen.pages += 1
      const reading = chosen.child.ask({ html, source }, signal).finally(() => {
        chosen.pages -= 1
      })
      // After an abort no turn is waited for.
      return signal ? abortable(reading, signal) : reading
    },
    close: async () => void (await Promise.all(children.map(({ child }) => child.close()))),
  }
}

const startChild = ({
  timeMs = 15_000,
  memoryMb = 512,
  idleMs = 10_000,
  findTool = findToolOnPath(),
}: Omit<PageReaderOptions, 'processes'>): LongLivedChild<PageRequest, PageReading> =>
  createLongLivedChild({
    script: new URL('page-reader-child.ts', import.meta.url),
    heapBytes: memoryMb * mebibyte,
    // Outside the heap: code, the page and its copy, the Markdown writer.
    limits: { residentBytes: (memoryMb + 512) * mebibyte, cpuSeconds: 600, fileBytes: 0 },
    timeMs,
    idleMs,
    busyMs: 60_000,
    failAs: () => new AppError('unsupported_source', 'The page takes too much time or memory to read'),
    findTool,
  })
