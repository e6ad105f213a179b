import { expect, it } from 'vitest'
import { collectBytes } from '../src/index.ts'

const tooLarge = () => new RangeError('too large')

it('gives all bytes of a stream, up to the bound', async () => {
  const chunks = [Buffer.from('abc'), Buffer.alloc(0), Buffer.from('de')]
  expect((await collectBytes(from(chunks), { maxBytes: 5, tooLarge })).toString()).toBe('abcde')
  expect(await collectBytes(from([]), { maxBytes: 0, tooLarge })).toHaveLength(0)
})

it('throws one byte above the bound, and closes the stream', async () => {
  const stream = endless(Buffer.alloc(1))
  await expect(collectBytes(stream.chunks, { maxBytes: 4, tooLarge })).rejects.toThrow(RangeError)
  expect(stream).toMatchObject({ given: 5, closed: true })
})

it('keeps no chunk: they are copied into one piece of memory that never passes the bound', async () => {
  const chunk = Buffer.from('a')
  const kept = await collectBytes(repeat(chunk, 200_000), { maxBytes: 200_000, tooLarge })
  chunk.fill('b')
  expect(kept.equals(Buffer.alloc(200_000, 'a'))).toBe(true)
  expect(kept.buffer.byteLength).toBe(200_000)
})

it('ends with the reason of an abort, and closes the stream', async () => {
  const stop = new AbortController()
  const stream = endless(Buffer.alloc(1), () => stop.abort(new Error('stopped')))
  const collecting = collectBytes(stream.chunks, { maxBytes: 4, tooLarge, signal: stop.signal })
  await expect(collecting).rejects.toThrow('stopped')
  expect(stream).toMatchObject({ given: 1, closed: true })
})

async function* from(chunks: Uint8Array[]) {
  yield* chunks
}

async function* repeat(chunk: Uint8Array, times: number) {
  for (let given = 0; given < times; given += 1) yield chunk
}

function endless(chunk: Uint8Array, onChunk: () => void = () => {}) {
  const stream = { given: 0, closed: false, chunks: chunks() }
  async function* chunks() {
    try {
      for (;;) {
        stream.given += 1
        onChunk()
        yield chunk
      }
    } finally {
      stream.closed = true
    }
  }
  return stream
}
