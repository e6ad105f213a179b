import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createChannelMeter } from '../src/av/channel-levels.ts'

const bytesOf = (samples: readonly number[]): Buffer => Buffer.from(Int16Array.from(samples).buffer)
/** One window of a quarter of a second. */
const windowOf = (...frame: number[]): number[] => Array.from({ length: 4_000 }, () => frame).flat()

test('levels in dBFS by window, also of the last one, which is short', () => {
  const meter = createChannelMeter('pair')
  meter.push(bytesOf([...windowOf(16_384, -16_384), ...windowOf(0, 3_277), -32_768, -32_768]))
  const { left, right, sum, centre } = meter.levels()
  expect(left).toEqual([expect.closeTo(-6.02, 2), -120, 0])
  expect(right).toEqual([expect.closeTo(-6.02, 2), expect.closeTo(-20, 2), 0])
  // Half of each: what is inverted cancels out.
  expect(sum).toEqual([-120, expect.closeTo(-26.02, 2), 0])
  expect(centre).toBeNull()
})

test('the centre is the third channel', () => {
  const meter = createChannelMeter('centred')
  meter.push(bytesOf([...windowOf(0, 0, 16_384), ...windowOf(3_277, 3_277, 0)]))
  expect(meter.levels()).toEqual({
    left: [-120, expect.closeTo(-20, 2)],
    right: [-120, expect.closeTo(-20, 2)],
    sum: [-120, expect.closeTo(-20, 2)],
    centre: [expect.closeTo(-6.02, 2), -120],
  })
})

test('it does not matter where the bytes are cut', () => {
  const ends = fc.array(fc.nat({ max: 50_000 }), { maxLength: 30 })
  fc.assert(
    fc.property(fc.constantFrom('pair', 'centred'), ends, fc.integer(), (kept, cuts, seed) => {
      const samples = Array.from({ length: 24_001 }, (_, at) => ((at * 7_919 + seed) % 65_536) - 32_768)
      const bytes = bytesOf(samples)
      const whole = createChannelMeter(kept)
      whole.push(bytes)
      const cut = createChannelMeter(kept)
      const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
      for (const [at, from] of places.entries()) cut.push(bytes.subarray(from, places[at + 1] ?? from))
      const [expected, found] = [whole.levels(), cut.levels()]
      for (const name of ['left', 'right', 'sum', 'centre'] as const)
        expect(found[name]).toEqual(expected[name]?.map((level) => expect.closeTo(level, 9)) ?? null)
    }),
    { numRuns: 30 },
  )
})
