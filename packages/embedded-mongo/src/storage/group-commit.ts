import type { Storage } from './storage.ts'

/**
 * Group commit: writes of one turn of the event loop share a transaction. Replies wait for its COMMIT, also
 * those to reads that may have seen the writes.
 */
export class GroupCommit {
  readonly #storage: Storage
  readonly #onFailure: (error: unknown) => void
  #held: { send(): void; fail(): void }[] = []
  #isOpen = false

  constructor(storage: Storage, onFailure: (error: unknown) => void) {
    this.#storage = storage
    this.#onFailure = onFailure
  }

  /** Call before each write. */
  open(): void {
    if (this.#isOpen) return
    this.#storage.begin()
    this.#isOpen = true
    setImmediate(() => this.flush())
  }

  /** Sends at once, or after COMMIT; `fail` runs if the transaction fails. */
  answer(send: () => void, fail: () => void): void {
    if (this.#isOpen) this.#held.push({ send, fail })
    else send()
  }

  flush(): void {
    if (!this.#isOpen) return
    const held = this.#held
    this.#held = []
    this.#isOpen = false
    try {
      this.#storage.commit()
    } catch (error) {
      this.#onFailure(error)
      this.#storage.rollback()
      for (const each of held) each.fail()
      return
    }
    for (const each of held) each.send()
  }

  /** Rolls back this turn after an unexpected error in a command. */
  abandon(): void {
    if (!this.#isOpen) return
    const held = this.#held
    this.#held = []
    this.#isOpen = false
    this.#storage.rollback()
    for (const each of held) each.fail()
  }
}
