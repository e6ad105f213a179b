import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskMarkdown, unmaskMarkdown } from './mask-markdown.ts'
import { splitMarkdown } from './split-markdown.ts'

const translatedOf = (markdown: string, quotes = true) =>
  splitMarkdown(markdown, { quotes }).flatMap(({ text, translated }) => (translated ? [text.trim()] : []))

describe('pieces of Markdown', () => {
  it('are headings, paragraphs, items and cells; code and rules stay', () => {
    const markdown = [
      '## Reed beds',
      '',
      'Water moves',
      'slowly.',
      '',
      '- One',
      '  - Two',
      '1. Three',
      '',
      '```js',
      'const water = 1',
      '```',
      '',
      '| Plant | Years |',
      '| ----- | ----: |',
      '| Reed  | 3     |',
      '',
      '---',
      '> Said.',
    ].join('\n')
    expect(translatedOf(markdown)).toEqual([
      'Reed beds',
      'Water moves slowly.',
      'One',
      'Two',
      'Three',
      'Plant',
      'Years',
      'Reed',
      '3',
      'Said.',
    ])
    expect(translatedOf(markdown, false)).not.toContain('Said.')
  })

  it('are the text together, but for line breaks in paragraphs', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('# A', 'b c', '- d', '', '```', '| e | f |', '> g', '    h', '---', '1. i  '),
        ),
        (lines) => {
          const text = lines.join('\n')
          const joined = splitMarkdown(text, { quotes: true })
            .map((piece) => piece.text)
            .join('')
          expect(joined.replace(/\s+/g, ' ')).toBe(text.replace(/\s+/g, ' '))
        },
      ),
    )
  })
})

describe('marks', () => {
  it.each([
    ['Run `npm start` now.', 'Run ⟦1⟧ now.'],
    ['[0:12](https://v.example/a#t=12) **Ana:** Hello.', '⟦1⟧ ⟦2⟧ Hello.'],
    ['See [the beds](https://a.example/x) and https://b.example.', 'See [the beds⟦1⟧ and ⟦2⟧.'],
    ['It says “nothing happens for years” and ends.', 'It says ⟦1⟧ and ends.'],
    ['Costs \\$5 &amp; more.', 'Costs ⟦1⟧5 ⟦2⟧ more.'],
    ['![A bed](a.jpg)', '⟦1⟧'],
  ])('stand for what stays: %j', (line, text) => {
    const masked = maskMarkdown(line)
    expect(masked.text).toBe(text)
    expect(unmaskMarkdown(masked.text, masked)).toBe(line)
  })

  it('T02: nothing that a model adds is more than text', () => {
    const masked = maskMarkdown('Hello `x`.')
    expect(unmaskMarkdown('# <script>a</script> ![p](javascript:x) ⟦1⟧ ⟦9⟧', masked)).toBe(
      '\\# &lt;script>a&lt;/script> p `x` ',
    )
  })
})
