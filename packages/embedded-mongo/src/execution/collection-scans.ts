import { describeShape } from '../query/filter.ts'

export type CollectionScan = { namespace: string; shape: unknown; examined: number; ms: number; at: Date }

const REMEMBERED = 20
const LOG_EVERY_MS = 60_000

/**
 * Counts and logs queries without an index, each shape at most once a minute: over a large collection one
 * takes seconds.
 */
export class CollectionScans {
  count = 0
  last: CollectionScan[] = []
  #logged = new Map<string, number>()
  readonly #log: (line: object) => void

  constructor(log: (line: object) => void) {
    this.#log = log
  }

  record(namespace: string, filter: unknown, sort: unknown, examined: number, ms: number): void {
    this.count++
    const shape = { filter: describeShape(filter), sort: sort ?? {} }
    const scan = { namespace, shape, examined, ms: Math.round(ms), at: new Date() }
    this.last = [...this.last, scan].slice(-REMEMBERED)
    const key = JSON.stringify([namespace, shape])
    if (Date.now() - (this.#logged.get(key) ?? 0) < LOG_EVERY_MS) return
    if (this.#logged.size > 1000) this.#logged.clear()
    this.#logged.set(key, Date.now())
    this.#log({ level: 'warn', msg: 'collection scan', ...scan })
  }
}
