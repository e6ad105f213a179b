import fc from 'fast-check'
import { expect, it } from 'vitest'
import { splitPassages } from '../src/search/split-passages.ts'
import { pieceOf } from '../src/tools/read-document.ts'

const text = fc
  .array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\n', '\n\n', '# a', '```', '---', '🌾')), {
    maxLength: 30,
  })
  .map((parts) => parts.join(''))

it('the pieces of a document are the document, none is empty, and no character is cut', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 50 }), (whole, most) => {
      let read = ''
      while (read.length < whole.length) {
        const piece = pieceOf(whole, read.length, most)
        expect(piece.length).toBeGreaterThan(0)
        expect(piece.length).toBeLessThanOrEqual(most)
        expect(piece.isWellFormed()).toBe(true)
        read += piece
      }
      expect(read).toBe(whole)
    }),
  )
})

it('no line of a text is lost between passages and headings', () => {
  fc.assert(
    fc.property(text, (given) => {
      const whole = `# Title\n${given}`
      const lines = whole.split(/\r?\n/)
      for (const { text: passage, line } of splitPassages(whole))
        expect(lines.slice(line - 1, line - 1 + passage.split('\n').length).join('\n')).toBe(passage)
      const kept = splitPassages(whole).reduce(
        (sum, passage) => sum + passage.text.split('\n').filter((line) => line.trim()).length,
        0,
      )
      const headings = lines.filter((line) => line.trim()).length - kept
      expect(headings).toBeGreaterThanOrEqual(1)
      expect(headings).toBeLessThanOrEqual(lines.filter((line) => /^#{1,6} +/.test(line)).length)
    }),
  )
})
