import { describe, expect, it } from 'vitest'
import { findSilences } from './find-silences.ts'
import { soundWithin } from './sound-within.ts'

/** Levels of stretches: tenths of a second and dB. */
const recording = (...stretches: [tenths: number, level: number][]) => {
  const levels = stretches.flatMap(([tenths, level]) => Array<number>(tenths).fill(level))
  return { levels, windowSeconds: 0.1, duration: levels.length / 10 }
}
const rounded = (spans: { start: number; end: number }[]) =>
  spans.map(({ start, end }) => [Number(start.toFixed(1)), Number(end.toFixed(1))])

describe('silences', () => {
  it.each<[string, ReturnType<typeof recording>, number[][]]>([
    ['in a studio', recording([50, -20], [5, -90], [50, -20]), [[5, 5.5]]],
    ['in a hall that hums', recording([50, -18], [5, -45], [50, -20]), [[5, 5.5]]],
    ['of a quiet recording', recording([50, -48], [5, -75], [50, -50]), [[5, 5.5]]],
    ['that are breaths are none', recording([50, -20], [2, -90], [50, -20]), []],
    [
      'at both ends',
      recording([10, -80], [50, -20], [10, -80]),
      [
        [0, 1],
        [6, 7],
      ],
    ],
    ['all of it', recording([40, -120]), [[0, 4]]],
    ['all of a noise that nobody hears', recording([40, -72], [40, -65]), [[0, 8]]],
    ['a short silent file', recording([1, -120]), [[0, 0.1]]],
    ['are not in steady noise', recording([90, -30]), []],
    ['are not in music that swells', recording([30, -18], [30, -24], [30, -16]), []],
    ['are not in nothing', recording(), []],
  ])('%s', (_, levels, silences) => {
    expect(rounded(findSilences(levels))).toEqual(silences)
  })

  it('end where the recording ends', () => {
    const { levels, windowSeconds } = recording([50, -20], [5, -90])
    expect(findSilences({ levels, windowSeconds, duration: 5.43 }).at(-1)?.end).toBe(5.43)
  })
})

describe('the sound within a piece', () => {
  const silences = [
    { start: 0, end: 5 },
    { start: 20, end: 30 },
    { start: 40, end: 41 },
  ]
  it.each([
    [
      { start: 0, end: 20 },
      { start: 4.6, end: 20 },
    ],
    [
      { start: 0, end: 25 },
      { start: 4.6, end: 20.4 },
    ],
    [
      { start: 25, end: 60 },
      { start: 29.6, end: 60 },
    ],
    [
      { start: 35, end: 45 },
      { start: 35, end: 45 },
    ],
    [{ start: 1, end: 4 }, null],
    [{ start: 20, end: 30 }, null],
  ])('%j', (piece, sound) => {
    expect(soundWithin(piece, silences)).toEqual(sound)
  })
})
