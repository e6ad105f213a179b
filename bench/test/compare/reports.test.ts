import { describe, expect, it } from 'vitest'
import { benchTable, machineText } from '../../../scripts/generate/bench-table.ts'
import { goalPicture, timesAsGood } from '../../../scripts/generate/goal-picture.ts'
import { entryOf, kept } from '../../compare/history.ts'
import { pictureOf } from '../../compare/picture.ts'
import { type BenchReport, type Compared, type Figure, isMet } from '../../compare/results.ts'
import { median, quantile, shortNumber } from '../../compare/statistics.ts'

const compared: Compared = {
  kind: 'compared',
  what: 'POST & wait <20>',
  unit: 'jobs/s',
  bareName: 'insert | add',
  ours: [70, 80, 75],
  bare: [100, 100, 90],
  ratio: 0.75,
  goal: { atLeast: 0.7 },
}
const figure: Figure = { kind: 'figure', what: 'memory', unit: 'MB', value: 120, goal: { atMost: 100 } }
const report: BenchReport = {
  name: 'submit',
  version: '1.2.3',
  commit: 'abc',
  date: '2026-05-13T10:00:00.000Z',
  isShort: false,
  machine: { processor: 'x', cores: 2, memory: 24, system: 'linux 6', node: 'v24', load: 0.1 },
  results: [compared, figure],
}

describe('statistics', () => {
  it.each([
    [[3, 1, 2], 0.5, 2],
    [[4, 1, 2, 3], 0.5, 2.5],
    [[1, 2, 3, 4, 5], 1, 5],
    [[10, 20], 0.99, 19.9],
  ])('%j at %d is %d', (values, share, expected) => {
    expect(quantile(values, share)).toBeCloseTo(expected)
  })

  it('has no middle of nothing', () => {
    expect(median([])).toBeNaN()
  })

  it.each([
    [1249.6, '1250'],
    [0.04123, '0.0412'],
    [3, '3'],
    [Number.NaN, '–'],
  ])('writes %d as %s', (value, text) => {
    expect(shortNumber(value)).toBe(text)
  })
})

describe('a report', () => {
  it('meets a goal at its bound, from either side', () => {
    expect(isMet({ ...compared, ratio: 0.7 })).toBe(true)
    expect(isMet({ ...compared, ratio: 0.69 })).toBe(false)
    expect(isMet({ ...figure, value: 100 })).toBe(true)
    expect(isMet(figure)).toBe(false)
    expect(isMet({ ...figure, goal: null })).toBeNull()
  })

  it('is drawn with every measurement, its goal and its machine', () => {
    const svg = pictureOf(report)
    expect(svg.match(/<circle/g)).toHaveLength(6)
    expect(svg.match(/class="goal"/g)).toHaveLength(2)
    expect(svg).toContain('POST &amp; wait &lt;20>: ratio 0.75')
    expect(svg).toContain('goal ≤ 100 ✗')
    expect(svg).toContain('2 cores')
  })

  it('is kept by its medians', () => {
    const { version, date, results } = entryOf([report])
    expect({ version, date }).toEqual({ version: '1.2.3', date: '2026-05-13' })
    expect(results[0]).toMatchObject({ bench: 'submit', ours: 75, bare: 100, ratio: 0.75, isMet: true })
    expect(results[1]).toMatchObject({ ours: 120, bare: null, ratio: null, isMet: false })
  })

  it('is not kept in its short form, nor beside that of another version', () => {
    expect(() => entryOf([])).toThrow('nothing was measured')
    expect(() => entryOf([{ ...report, isShort: true }])).toThrow('short forms')
    expect(() => entryOf([report, { ...report, version: '1.2.4' }])).toThrow('different versions')
  })

  it('is a row for each result in the table', () => {
    const rows = benchTable(report.results.map((result) => kept('submit', result))).split('\n')
    expect(rows.slice(2)).toEqual([
      '| `submit` | POST & wait <20> | 75 jobs/s | insert \\| add: 100 jobs/s | 0.75 | ≥ 0.7 | met |',
      '| `submit` | memory | 120 MB |  |  | ≤ 100 | **missed** |',
    ])
  })

  it('is drawn by how many times as good as its goal each result is', () => {
    const entry = entryOf([report, { ...report, results: [{ ...figure, goal: null }] }])
    const svg = goalPicture(entry)
    expect(svg.match(/<rect x=/g)).toHaveLength(2)
    expect(svg).toContain('#1a7f37')
    expect(svg).toContain('#b42318')
    expect(machineText(entry)).toBe(
      'Version 1.2.3 (abc), 2026-05-13: 2 cores of x, 24 GiB, linux 6, Node v24.',
    )
  })

  it.each([
    [{ ratio: 1.4, goal: { atLeast: 0.7 } }, 2],
    [{ ratio: 2, goal: { atMost: 1 } }, 0.5],
    [{ ratio: null, ours: 50, goal: { atMost: 100 } }, 2],
    [{ ratio: null, ours: -0.2, goal: { atMost: 1 } }, 3],
    [{ ratio: 0.3, goal: null }, null],
  ])('%j is %j times as good as its goal', (given, times) => {
    expect(timesAsGood({ ...kept('submit', figure), ...given })).toBe(times)
  })
})
