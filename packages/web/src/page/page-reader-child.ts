import { Worker } from 'node:worker_threads'
import type { ChildAnswer, ChildRequest } from './page-reader.ts'
import { readPage } from './read-page.ts'

/** The process of a `PageReader`: told of pages over its channel, it answers with what it has read. */

process.on('message', ({ html, source }: ChildRequest) => {
  let answer: ChildAnswer
  try {
    answer = { reading: readPage(html, source) }
  } catch (thrown) {
    answer = { failure: thrown instanceof Error ? thrown.message : 'unknown' }
  }
  process.send?.(answer)
})
process.on('disconnect', () => process.exit())
// In the middle of a page nothing above is heard, so a thread looks whether the worker is still there.
new Worker(new URL('./end-with-parent.ts', import.meta.url), { workerData: process.ppid }).unref()
process.send?.({ ready: true } satisfies ChildAnswer)
