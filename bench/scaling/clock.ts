import { setImmediate as afterAllMicrotasks } from 'node:timers/promises'

/** Simulated time: nothing waits for real. */
export class Clock {
  /** Milliseconds since the start. */
  now = 0
  /** Ordered by time, then by when it was asked for: a heap would be quicker, and no shorter. */
  readonly #due = new Map<number, (() => void)[]>()
  #times: number[] = []

  after(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const at = this.now + ms
      const others = this.#due.get(at)
      if (others) others.push(resolve)
      else {
        this.#due.set(at, [resolve])
        insertSorted(this.#times, at)
      }
    })
  }

  /** Lets time pass until it is done, or until nothing is left that could happen. */
  async run(isDone: () => boolean): Promise<void> {
    await afterAllMicrotasks()
    while (!isDone()) {
      const at = this.#times.pop()
      if (at === undefined) throw new Error('nothing is left to happen, and it is not done')
      this.now = at
      const due = this.#due.get(at) ?? []
      this.#due.delete(at)
      for (const resolve of due) resolve()
      await afterAllMicrotasks()
    }
  }
}

/** Latest first. */
function insertSorted(times: number[], at: number): void {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) > at) low = middle + 1
    else high = middle
  }
  times.splice(low, 0, at)
}

/** So many may hold it at a time; who comes first is first. */
export class Pool {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(size: number) {
    this.#free = size
  }

  async take(): Promise<void> {
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>((resolve) => void this.#waiting.push(resolve))
  }

  give(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#free += 1
  }
}

/** A process with one thread: one piece of work at a time, on a core that it may have to wait for. */
export class Process {
  /** So far. */
  busyMs = 0
  readonly #clock: Clock
  readonly #cores: Pool | null
  readonly #thread = new Pool(1)

  /** @param cores null where it has one of its own */
  constructor(clock: Clock, cores: Pool | null) {
    this.#clock = clock
    this.#cores = cores
  }

  async work(ms: number): Promise<void> {
    await this.#thread.take()
    await this.#cores?.take()
    await this.#clock.after(ms)
    this.busyMs += ms
    this.#cores?.give()
    this.#thread.give()
  }
}
