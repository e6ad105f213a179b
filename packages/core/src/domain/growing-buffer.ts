const firstBytes = 64 * 1024

/**
 * Bytes copied into one buffer as they arrive. A list of chunks would let a source that sends single bytes take 180 times
 * their memory (measured).
 */
export class GrowingBuffer {
  #bytes = Buffer.alloc(0)
  #length = 0
  readonly #maxBytes: number

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** False when it did not fit completely; the rest is dropped. */
  add(chunk: Uint8Array): boolean {
    const fits = chunk.subarray(0, this.#maxBytes - this.#length)
    this.#reserve(this.#length + fits.length)
    this.#bytes.set(fits, this.#length)
    this.#length += fits.length
    return fits.length === chunk.length
  }

  taken(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  #reserve(length: number): void {
    if (length <= this.#bytes.length) return
    const wanted = Math.max(length, Math.min(this.#maxBytes, Math.max(firstBytes, this.#bytes.length * 2)))
    const grown = Buffer.allocUnsafeSlow(wanted)
    this.#bytes.copy(grown, 0, 0, this.#length)
    this.#bytes = grown
  }
}
