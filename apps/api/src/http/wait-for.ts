import { setTimeout as after } from 'node:timers/promises'

export interface Waiting<T> {
  look(): Promise<T>
  isDone(value: T): boolean
  seconds: number
  signal: AbortSignal
  /** Resolves at news of what is looked at, or after so many milliseconds. */
  news(ms: number): Promise<void>
}

/** News can be lost. */
const lookMs = 500
/** Between two looks at what changes all the time; what the news tells of may also be stored a moment later. */
const gatherMs = 100

/** Looks again until it is done or the time is over; the last look is returned in any case. */
export async function waitFor<T>({ look, isDone, seconds, signal, news }: Waiting<T>): Promise<T> {
  const until = performance.now() + seconds * 1000
  for (;;) {
    const left = (): number => Math.max(0, until - performance.now())
    // Before the look: what happens meanwhile is news.
    const coming = seconds > 0 ? news(Math.min(lookMs, left())) : null
    const value = await look()
    if (coming === null || isDone(value) || left() === 0 || signal.aborted) return value
    await Promise.all([coming, after(Math.min(gatherMs, left()))])
  }
}
