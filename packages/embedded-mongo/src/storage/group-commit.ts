import type { Storage } from './storage.ts'

/**
 * Writes of one turn of the event loop share one transaction, and nothing is answered before its COMMIT:
 * neither the writes nor the reads that may have seen them.
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

  /** To be called before each write. */
  open(): void {
    if (this.#isOpen) return
    this.#storage.begin()
    this.#isOpen = true
    setImmediate(() => this.flush())
  }

  /** Sends at once, or after the COMMIT; `fail` runs instead when the transaction is lost. */
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

  /** An unexpected error left a command half written: everything of this turn is undone. */
  abandon(): void {
    if (!this.#isOpen) return
    const held = this.#held
    this.#held = []
    this.#isOpen = false
    this.#storage.rollback()
    for (const each of held) each.fail()
  }
}
