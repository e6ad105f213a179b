import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findText } from './find-text.ts'

it('gives spans in order that do not overlap and lie in the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
      (text, query) => {
        let end = 0
        for (const [from, to] of findText(text, query)) {
          expect(from).toBeGreaterThanOrEqual(end)
          expect(to).toBeGreaterThan(from)
          expect(to).toBeLessThanOrEqual(text.length)
          end = to
        }
      },
    ),
  )
})

it('finds a word of the text itself', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zäöé]{1,8}$/), fc.string(), fc.string(), (word, before, after) => {
      expect(foundIn(`${before} ${word} ${after}`, word)).toContain(word)
    }),
  )
})

const foundIn = (text: string, query: string): string[] =>
  findText(text, query).map(([from, to]) => text.slice(from, to))
