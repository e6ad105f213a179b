import fc from 'fast-check'
import { expect, it } from 'vitest'
import { takeRuledTables } from '../src/pdf/ruled-tables.ts'
import type { TextPiece } from '../src/pdf/text-piece.ts'

const word = fc.stringMatching(/^[a-z]{1,6}$/)
const table = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 6 }))
  .chain(([columns, rows]) =>
    fc.record({
      widths: fc.array(fc.integer({ min: 80, max: 160 }), { minLength: columns, maxLength: columns }),
      heights: fc.array(fc.integer({ min: 24, max: 60 }), { minLength: rows, maxLength: rows }),
      cells: fc.array(
        fc.array(fc.record({ word, place: fc.double({ min: 0, max: 1, noNaN: true }) }), {
          minLength: columns,
          maxLength: columns,
        }),
        { minLength: rows, maxLength: rows },
      ),
      outer: fc.boolean(),
    }),
  )

const sumsOf = (lengths: readonly number[]): number[] => {
  const edges = [50]
  for (const length of lengths) edges.push((edges.at(-1) ?? 0) + length)
  return edges
}

const size = 12
const pieceOf = (text: string, x: number, y: number): TextPiece => ({
  ...{ text, x, y, size, width: text.length * 0.6 * size },
  ...{ rtl: false, font: 'f', mono: false },
})

it('a ruled table has the cells that its lines make, wherever words stand in them', () => {
  fc.assert(
    fc.property(table, ({ widths, heights, cells, outer }) => {
      const [xs, ys] = [sumsOf(widths), sumsOf(heights)]
      const [left = 0, right = 0, top = 0, bottom = 0] = [xs[0], xs.at(-1), ys[0], ys.at(-1)]
      const inner = (edges: number[]): number[] => (outer ? edges : edges.slice(1, -1))
      const rules = {
        across: inner(ys).map((at) => ({ at, from: left, to: right })),
        down: inner(xs).map((at) => ({ at, from: top, to: bottom })),
      }
      const pieces = cells.flatMap((row, r) =>
        row.map(({ word, place }, c) => {
          const room = (widths[c] ?? 0) - word.length * 0.6 * size - 4
          return pieceOf(word, (xs[c] ?? 0) + 2 + place * room, (ys[r] ?? 0) + 16)
        }),
      )
      const title = pieceOf('title', 60, 30)
      const taken = takeRuledTables([title, ...pieces], rules)
      expect(taken[0]).toBe(title)
      expect(taken[1]?.table?.rows).toEqual(cells.map((row) => row.map(({ word }) => word)))
      expect(taken).toHaveLength(2)
    }),
  )
})

it('nothing is lost or added where lines make no table', () => {
  const line = fc.record({
    at: fc.integer({ min: 0, max: 500 }),
    from: fc.integer({ min: 0, max: 250 }),
    to: fc.integer({ min: 251, max: 500 }),
  })
  const lines = fc.array(line, { maxLength: 12 })
  const piece = fc.record({ word, x: fc.integer({ min: 0, max: 480 }), y: fc.integer({ min: 0, max: 480 }) })
  fc.assert(
    fc.property(lines, lines, fc.array(piece, { maxLength: 30 }), (across, down, places) => {
      // All different: letters that are drawn twice at one place are read once.
      const pieces = places.map(({ word, x, y }, index) => pieceOf(`${word}${index}`, x, y))
      const lettersOf = (taken: readonly TextPiece[]): string =>
        [
          ...taken
            .map(({ text }) => text)
            .join('')
            .replace(/\s/gu, ''),
        ]
          .sort()
          .join('')
      expect(lettersOf(takeRuledTables(pieces, { across, down }))).toBe(lettersOf(pieces))
    }),
  )
})
