import { AppError } from '@async-events/core'

/** A number of places, for which others wait in their order. */
export class Places {
  readonly #most: number
  readonly #patienceMs: number
  #taken = 0
  readonly #waiting: (() => void)[] = []

  constructor({ most, patienceMs }: { most: number; patienceMs: number }) {
    this.#most = most
    this.#patienceMs = patienceMs
  }

  /** Gives what leaves the place. Throws `unavailable` after waiting for too long, or the reason of the signal. */
  async take(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted()
    if (this.#taken < this.#most) this.#taken += 1
    else await this.#wait(AbortSignal.any([signal, AbortSignal.timeout(this.#patienceMs)]), signal)
    let isLeft = false
    return () => {
      if (isLeft) return
      isLeft = true
      // The place goes to the next one, or is free.
      const next = this.#waiting.shift()
      if (next === undefined) this.#taken -= 1
      else next()
    }
  }

  #wait(given: AbortSignal, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(take), 1)
        reject(signal.aborted ? signal.reason : noPlace(this.#patienceMs))
      }
      const take = (): void => {
        given.removeEventListener('abort', giveUp)
        resolve()
      }
      this.#waiting.push(take)
      given.addEventListener('abort', giveUp, { once: true })
    })
  }
}

const noPlace = (retryAfterMs: number): AppError =>
  new AppError('unavailable', 'As many sites as are made at a time are being made; ask again.', {
    retryAfterMs,
    outage: false,
  })
