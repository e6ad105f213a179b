import { parentPort } from 'node:worker_threads'
import type { ThreadAnswer, ThreadRequest } from './page-reader.ts'
import { readPage } from './read-page.ts'

parentPort?.on('message', ({ html, source }: ThreadRequest) => {
  let answer: ThreadAnswer
  try {
    answer = { reading: readPage(html, source) }
  } catch (thrown) {
    answer = { failure: thrown instanceof Error ? thrown.message : 'unknown' }
  }
  parentPort?.postMessage(answer)
})
