import { describe, expect, it } from 'vitest'
import { textOfHtml, textOfMarkdown } from '../../quality/plain-text.ts'

describe('textOfMarkdown', () => {
  it('keeps words, not signs, addresses and texts of pictures', () => {
    const markdown = [
      '# Reed *beds*',
      'A [link](https://marsh.example/a_b) to `code`.\\\nNext https://marsh.example/ ![heron](heron.png)',
      '- [x] done',
      '| a | b |\n|---|---|\n| 1 | 2 |',
      '```ts\nconst a = 1\n```',
      'H<sub>2</sub>O[^1]',
      '[^1]: Note',
    ].join('\n\n')
    expect(textOfMarkdown(markdown).split('\n')).toEqual([
      ...['Reed beds', 'A link to code.', 'Next https://marsh.example/', 'done', 'a', 'b', '1', '2'],
      ...['const a = 1', 'H2O', 'Note'],
    ])
  })
})

describe('textOfHtml', () => {
  it('parts blocks, not pieces of a word', () => {
    const html = '<h2>Re<b>ed</b></h2><p>one<br>two</p><ul><li>a<li>b</ul><script>no()</script><img alt="no">'
    expect(textOfHtml(html).split('\n')).toEqual(['Reed', 'one', 'two', 'a', 'b'])
  })
})
