/** Has one answer of a long-lived child that nobody closes, and says the child's number. */
import { createLongLivedChild, findToolOnPath } from '../src/index.ts'
import type { Attempt } from './trying-child.ts'

const child = createLongLivedChild<Attempt, number>({
  script: new URL('trying-child.ts', import.meta.url),
  heapBytes: 64 * 1024 * 1024,
  limits: { residentBytes: 512 * 1024 * 1024, cpuSeconds: 30, fileBytes: 0 },
  timeMs: 10_000,
  idleMs: 600_000,
  busyMs: 600_000,
  failAs: () => new Error('lost'),
  findTool: findToolOnPath(),
})
process.stdout.write(`${await child.ask({ what: 'pid' })}\n`)
