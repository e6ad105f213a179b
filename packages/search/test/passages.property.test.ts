import fc from 'fast-check'
import { expect, it } from 'vitest'
import { excerpt } from '../src/passages/excerpt.ts'
import { marksIn } from '../src/passages/marks-in.ts'
import { matchExpression } from '../src/sqlite/match-expression.ts'
import { queryTerms } from '../src/terms/query-terms.ts'
import { mostWords, readQuery } from '../src/terms/read-query.ts'
import { passage } from './talk-with.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 600 }),
  fc
    .array(fc.constantFrom('reed', 'Häuser', '会議室', '"', ' ', 'İ', 'ß', '🌾', 'e\u0301', '-'), {
      maxLength: 200,
    })
    .map((all) => all.join('')),
)

it('marks are in the text, in their order and apart, and an excerpt keeps what they mark', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, anyText, async (text, query) => {
      const clauses = await queryTerms(readQuery(query), ['en', 'de', 'ja'])
      const normal = text.normalize('NFC')
      const { marks } = await marksIn(passage(normal), clauses)
      const shown = excerpt(normal, marks)
      for (const [spans, of] of [
        [marks, normal],
        [shown.marks, shown.text],
      ] as const) {
        let before = -1
        for (const [start, end] of spans) {
          expect(start).toBeGreaterThan(before)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(of.length)
          before = end
        }
      }
      expect(shown.text.length).toBeLessThanOrEqual(400)
      if (marks.length > 0) expect(shown.marks.length).toBeGreaterThan(0)
      if (normal.isWellFormed()) expect(shown.text.isWellFormed()).toBe(true)
    }),
    // A small letter that is longer than its capital.
    { numRuns: 300, examples: [['İ会議室', '会議室']] },
  )
})

it('a text finds itself', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('reed', 'beds', 'herons', 'Œuvre', 'studies', '会議室'), {
        minLength: 1,
        maxLength: 5,
      }),
      async (words) => {
        const text = words.join(' ')
        for (const query of [text, `"${text}"`, text.toUpperCase(), text.normalize('NFD')]) {
          const clauses = await queryTerms(readQuery(query), ['en'])
          const { clauses: found } = await marksIn(passage(text), clauses)
          expect([query, found.size]).toEqual([query, clauses.length])
        }
      },
    ),
    { numRuns: 200 },
  )
})

it('nothing of a query is syntax of FTS5', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (query) => {
      const clauses = readQuery(query)
      expect(clauses.flatMap(({ words }) => words).length).toBeLessThanOrEqual(mostWords)
      const quoted = matchExpression(await queryTerms(clauses, ['en'])).match(/"[^"]*"/g) ?? []
      for (const text of quoted) expect(text).toMatch(/^"(?:(?:\w+:)?[\p{L}\p{N}\p{M}]+ ?)+"$/u)
    }),
    // A mark of no script, a letter that is a mark on a blank, digits around a sign.
    { numRuns: 300, examples: [['𠀀\u0300'], ['\u037a'], ['\ufc5e'], ['½ cup']] },
  )
})
