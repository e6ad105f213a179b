import { setImmediate as afterOthers, setTimeout as wait } from 'node:timers/promises'
import type { StreamSource, StreamState, ToldEvent } from './event-sources.ts'

/** Events that are read at once. */
export const pageSize = 200
const lookMs = 1_000
/** News of a busy batch are gathered for so long. */
const gatherMs = 100
/** Streams that are told in one turn of the event loop: requests are answered in between. */
const toldAtOnce = 20

/** A look at a job or batch, and what its log said since the one before. */
export interface Round {
  /** Higher than that of the round before. */
  number: number
  state: StreamState | null
  /** Events are those that follow the one with this number. */
  from: number
  events: ToldEvent[]
}

/** A job or batch that streams follow: one look and one read for all of them, however many they are. */
export interface Followed {
  /** The newest round, once it is newer than this one. Rejects when the stores could not be read. */
  next(after: number): Promise<Round>
  /** Of the newest round. */
  readonly number: number
  leave(): void
}

/** Those that streams of this process follow now. */
export function createFollowing(): (source: StreamSource) => Followed {
  const all = new Map<string, Shared>()
  return (source) => {
    const shared: Shared =
      all.get(source.id) ??
      new Shared(source, () => {
        if (all.get(source.id) === shared) all.delete(source.id)
      })
    all.set(source.id, shared)
    return shared.join()
  }
}

class Shared {
  readonly #source: StreamSource
  readonly #forget: () => void
  #streams = 0
  #newest: Round | null = null
  /** Streams that were told all there is. */
  #waiting: PromiseWithResolvers<Round>[] = []
  #failed: unknown = null

  /** @param forget called once: who comes later follows another one */
  constructor(source: StreamSource, forget: () => void) {
    this.#source = source
    this.#forget = forget
  }

  join(): Followed {
    this.#streams += 1
    if (this.#streams === 1) void this.#rounds()
    const shared = this
    let isIn = true
    return {
      get number() {
        return shared.#newest?.number ?? 0
      },
      next: async (after) => {
        if (shared.#failed !== null) throw shared.#failed
        const newest = shared.#newest
        if (newest !== null && newest.number > after) return newest
        const coming = Promise.withResolvers<Round>()
        shared.#waiting.push(coming)
        return coming.promise
      },
      leave: () => {
        if (!isIn) return
        isIn = false
        shared.#streams -= 1
        if (shared.#streams === 0) shared.#forget()
      },
    }
  }

  async #rounds(): Promise<void> {
    try {
      let told: number | null = null
      for (let number = 1; this.#streams > 0; number += 1) {
        // Looked at before the log is read: what ended by then is in the log, or will be.
        const state = await this.#source.look()
        // Streams begin at different places: each reads by itself what was before.
        const from: number = told ?? state?.last ?? 0
        const isNew = state === null || state.isDeleted || state.last > from
        const events = isNew ? await this.#source.read(from, pageSize) : []
        told = events.at(-1)?.id ?? from
        this.#newest = { number, state, from, events }
        await this.#tell()
        if (events.length < pageSize) await Promise.all([this.#source.news(lookMs), wait(gatherMs)])
      }
    } catch (error) {
      this.#forget()
      this.#failed = error
      for (const { reject } of this.#waiting.splice(0)) reject(error)
    }
  }

  async #tell(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    for (const [at, { resolve }] of waiting.entries()) {
      if (this.#newest !== null) resolve(this.#newest)
      if (at % toldAtOnce === toldAtOnce - 1) await afterOthers()
    }
  }
}
