import type { Page } from 'playwright-core'

/** What a page holds, after a garbage collection. */
export interface MemorySample {
  /** Since the first sample. */
  seconds: number
  /** Megabytes of JavaScript objects. */
  heap: number
  /** Nodes and listeners that something still refers to, whether they are in the document or not. */
  nodes: number
  listeners: number
  /** Span of the page's clock in which the collection held it up, in milliseconds. */
  from: number
  to: number
}

/** Takes samples of a page through the debugger's protocol of Chromium. */
export async function openMemorySamples(page: Page): Promise<() => Promise<MemorySample>> {
  const debug = await page.context().newCDPSession(page)
  await debug.send('HeapProfiler.enable')
  const now = (): Promise<number> => page.evaluate<number>('performance.now()')
  let first: number | null = null
  return async () => {
    const from = await now()
    first ??= from
    await debug.send('HeapProfiler.collectGarbage')
    const { usedSize } = await debug.send('Runtime.getHeapUsage')
    const { nodes, jsEventListeners: listeners } = await debug.send('Memory.getDOMCounters')
    const to = await now()
    return { seconds: (from - first) / 1000, heap: usedSize / 1e6, nodes, listeners, from, to }
  }
}
