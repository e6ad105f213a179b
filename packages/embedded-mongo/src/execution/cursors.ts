import { randomBytes } from 'node:crypto'
import { badValue, CommandFailure } from '../protocol/errors.ts'
import { breath, timeSlice } from './select.ts'

/** Encoded documents, with points to yield. */
export type Documents = Iterator<Buffer | typeof breath>

export type Batch = { documents: Buffer[]; isLast: boolean }

/** Below 16 MB, so that the reply stays a valid document. */
const BATCH_BYTES = 15 * 1024 * 1024
const LIFETIME_MS = 10 * 60_000

type Cursor = {
  id: bigint
  namespace: string
  documents: Documents
  /** Read ahead, too large for the last batch. */
  pending: Buffer | undefined
  usedAt: number
  isBusy: boolean
  neverExpires: boolean
}

export async function readBatch(
  documents: Documents,
  size: number,
  pending?: Buffer,
): Promise<Batch & { pending: Buffer | undefined }> {
  const batch: Buffer[] = []
  const slice = timeSlice()
  let bytes = 0
  let next = pending
  for (;;) {
    if (next) {
      if (batch.length >= size || (batch.length > 0 && bytes + next.length > BATCH_BYTES))
        return { documents: batch, isLast: false, pending: next }
      batch.push(next)
      bytes += next.length + 12
      next = undefined
      // A full batch reads no further document: an empty last batch is allowed.
      if (batch.length >= size) return { documents: batch, isLast: false, pending: undefined }
    }
    const step = documents.next()
    if (step.done) return { documents: batch, isLast: true, pending: undefined }
    if (step.value === breath) {
      if (slice.isOver()) await slice.rest()
    } else next = step.value
  }
}

/** The open cursors of all clients. */
export class Cursors {
  #cursors = new Map<bigint, Cursor>()
  readonly #lifetime: number

  constructor(lifetime = LIFETIME_MS) {
    this.#lifetime = lifetime
  }

  get size(): number {
    return this.#cursors.size
  }

  /** Keeps the rest of a result; returns 0 when there is none. */
  keep(
    namespace: string,
    documents: Documents,
    rest: { isLast: boolean; pending: Buffer | undefined },
    neverExpires: boolean,
  ): bigint {
    if (rest.isLast) {
      documents.return?.()
      return 0n
    }
    const id = (BigInt(randomBytes(6).readUIntBE(0, 6)) << 4n) + 1n
    this.#cursors.set(id, {
      id,
      namespace,
      documents,
      pending: rest.pending,
      usedAt: Date.now(),
      isBusy: false,
      neverExpires,
    })
    return id
  }

  async more(id: bigint, namespace: string, size: number): Promise<Batch> {
    const cursor = this.#cursors.get(id)
    if (!cursor) throw new CommandFailure(43, `cursor id ${id} not found`)
    if (cursor.namespace !== namespace)
      throw new CommandFailure(13, `cursor ${id} belongs to ${cursor.namespace}, not to ${namespace}`)
    if (cursor.isBusy) throw badValue(`cursor ${id} is already in use`)
    cursor.isBusy = true
    try {
      const batch = await readBatch(cursor.documents, size, cursor.pending)
      cursor.pending = batch.pending
      if (batch.isLast) this.#cursors.delete(id)
      return batch
    } catch (error) {
      this.#cursors.delete(id)
      throw error
    } finally {
      cursor.isBusy = false
      cursor.usedAt = Date.now()
    }
  }

  kill(id: bigint): boolean {
    const cursor = this.#cursors.get(id)
    if (cursor && !cursor.isBusy) cursor.documents.return?.()
    return this.#cursors.delete(id)
  }

  expire(now = Date.now()): void {
    for (const cursor of this.#cursors.values())
      if (!cursor.isBusy && !cursor.neverExpires && now - cursor.usedAt > this.#lifetime) this.kill(cursor.id)
  }
}
