import { expect, test } from 'vitest'
import { readSamples } from './read-samples.ts'

const bytesOf = (samples: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(samples.length * 2)
  for (const [at, sample] of samples.entries()) bytes.writeInt16LE(sample, at * 2)
  return bytes
}

test.each([1, 3, 4, 5, 64])(
  'samples of two channels in chunks of %i bytes are those of the whole',
  (size) => {
    const samples = [0, 1, -1, 32_767, -32_768, 300, -300, 7]
    // At an odd place in memory, as chunks of a pipe may be.
    const bytes = Buffer.concat([Buffer.alloc(1), bytesOf(samples)]).subarray(1)
    const read = readSamples(2)
    const found: number[] = []
    for (let from = 0; from < bytes.length; from += size) {
      const given = read(bytes.subarray(from, from + size))
      expect(given.length % 2).toBe(0)
      found.push(...given)
    }
    expect(found).toEqual(samples)
  },
)

test('half a frame at the end is left out', () => {
  expect([...readSamples(2)(bytesOf([1, 2, 3]))]).toEqual([1, 2])
})
