import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headingsOf } from '../../../test/read-markdown.ts'
import { embedInline, embedMarkdown } from './embed-markdown.ts'
import { escapeMarkdown } from './escape-markdown.ts'

const under2 = (text: string) => embedMarkdown(text, { below: 2 })

describe('embedMarkdown', () => {
  it.each([
    ['keeps prose, lists and tables', '**a** _b_ `c`\n\n- x\n- y\n\n| a | b |\n|---|---|\n| 1 | 2 |'],
    ['keeps code as it is', '```html\n<script># no heading</script>\n---\n```'],
    ['keeps quotes', '> said\n> twice'],
    ['keeps good links and images', '[a](https://x.example/a) ![b](https://x.example/b.png)'],
    ['keeps tags in code spans', 'Use `<b>` here'],
  ])('%s', (_, text) => {
    expect(under2(text)).toBe(text)
  })

  it.each([
    ['demotes headings together', '# A\n\n## B', '### A\n\n#### B'],
    ['takes closing marks off headings', '# A ##\n\n# C#\n\n# ##', '### A\n\n### C#'],
    ['leaves out headings of nothing', '# [](javascript:x)\n\na', 'a'],
    ['lets no empty item underline a line into a heading', 'a\n- \\\n\nb\n- [](javascript:x)', 'a\n\nb'],
    ['stops at level 6', '# A\n\n##### B', '### A\n\n###### B'],
    ['reads underlined headings', 'A\n===\n\nB\n---', '### A\n\n#### B'],
    ['demotes headings in lists and quotes', '- # A\n> # B', '- ### A\n> ### B'],
    ['neutralises front matter', '---\ntitle: x\n---', '* * *\ntitle: x\n* * *'],
    ['closes code fences', '```js\nlet x', '```js\nlet x\n```'],
    ['shows raw HTML', '<script>x</script> a < b', '&lt;script>x&lt;/script> a &lt; b'],
    ['N40: keeps an escaped sign of a tag', 'List\\<String>, a \\<b> tag', 'List&lt;String>, a &lt;b> tag'],
    [
      'N40: escapes the signs of prices',
      'It was $5 in 1990 and $12 now, \\$3',
      'It was \\$5 in 1990 and \\$12 now, \\$3',
    ],
    [
      'escapes dollar signs that are no formula',
      '$5 (or 5$), $A/$B, $$ and 3$',
      '\\$5 (or 5\\$), \\$A/\\$B, \\$\\$ and 3\\$',
    ],
    [
      'N37: keeps formulas',
      'so $h = a t^2$, $x$ and $\\frac{a}{b}$',
      'so $h = a t^2$, $x$ and $\\frac{a}{b}$',
    ],
    [
      'keeps formulas of several lines',
      '$$\na < b \\\\\n[c](d)^2\n$$\n\nx',
      '$$a \\lt b \\\\ [c] (d)^2$$\n\nx',
    ],
    ['takes no tag and no link out of a formula', '$x^2 <b> [a](b)$', '$x^2 \\lt b> [a] (b)$'],
    ['leaves formulas in code alone', '```\n$$\n$5\n$$\n```', '```\n$$\n$5\n$$\n```'],
    [
      'takes what follows code in an item out of it, too: it would be code by its indentation',
      '- a\n  - b\n\n    ```\n    x\n      y\n    ```\n\n    more\n    - c\n\n- d',
      '- a\n  - b\n\n```\nx\n  y\n```\n\nmore\n- c\n\n- d',
    ],
    ['drops javascript: and data:', '[a](javascript:x) ![b](data:image/png;base64,x)', 'a b'],
    ['drops pictures within their links', `![a](data:image/png;base64,${'A'.repeat(9_000)}) b`, 'a b'],
    ['drops disguised schemes', '[a](java&#115;cript:x) [b](<javascript:x>) [c](JaVaScRiPt:x)', 'a b c'],
    ['turns relative links into text', '[a](../b.md) ![c](d.png) [e](#f) [g](/h)', 'a c e g'],
    ['disarms link definitions', '[a]: javascript:x', '[a\\]\\: javascript:x'],
    ['disarms links over two lines', '[a\n\n](javascript:x)', '[a'],
    ['quotes parentheses in URLs', '[a](https://x.example/a_(b))', '[a](https://x.example/a_%28b%29)'],
    ['keeps autolinks as links', '<https://x.example/a>', '[https://x.example/a](https://x.example/a)'],
    ['does not let an open code span reach the next line', 'a `b\n<i>`', 'a \\`b\n&lt;i>\\`'],
  ])('%s', (_, text, expected) => {
    expect(under2(text)).toBe(expected)
  })

  it('keeps relative links that resolve in the archive', () => {
    const resolves = (path: string) => path === 'assets/a.png'
    expect(embedMarkdown('![a](assets/a.png) ![b](assets/b.png)', { below: 2, resolves })).toBe(
      '![a](assets/a.png) b',
    )
  })

  it('takes hostile text in no more than linear time', () => {
    for (const piece of [
      '[',
      ' ',
      '\t',
      '\u2003',
      '# #',
      '`',
      '``` `',
      '![',
      '[a](',
      '<',
      '> ',
      '- ',
      '#',
      '\\',
      '(((',
      '$',
      '$x ',
      '$$\n',
      '[`',
    ]) {
      const begun = performance.now()
      under2(piece.repeat(20_000))
      under2(`# a${piece.repeat(20_000)}b`)
      expect(performance.now() - begun).toBeLessThan(2_000)
    }
  })
})

/** Pieces that Markdown means something by, in any order. */
const marks = [
  'a',
  'b c',
  '# ',
  '===',
  '---',
  '- ',
  '* ',
  '1. ',
  '> ',
  '```',
  '~~~',
  '`',
  '<script>',
  '[',
  '](',
  ')',
  '\n',
  '\n\n',
  '    ',
  '\\',
  '|',
  '|---|',
  '<br>',
  '<!--',
  '[r]: javascript:z',
  '![x](javascript:y)',
  '\r',
  '\t',
]
const hostile = fc
  .array(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...marks) }, { weight: 1, arbitrary: fc.string() }),
    {
      maxLength: 30,
    },
  )
  .map((pieces) => pieces.join(''))

const run = { seed: 20260201, numRuns: 800 }

describe('whatever the text', () => {
  it('has headings below the section only, and ends what it begins', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const headings = headingsOf(`${under2(text)}\n\n## After\n`)
        expect(headings.at(-1)).toEqual({ level: 2, text: 'After' })
        expect(headings.slice(0, -1).every(({ level }) => level > 2)).toBe(true)
      }),
      run,
    )
  })

  it('holds no tag and no bad link outside of code', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const prose = under2(text)
          .replace(/^(> )*(`{3,}|~{3,}).*\n(?:.*\n)*?\1\2[ ]*$/gm, '')
          .replace(/(?<![\\`])(`+)(?!`).*?(?<!`)\1(?!`)/g, '')
        expect(prose).not.toMatch(/<[a-z/!?]/i)
        expect(prose).not.toMatch(/(?<!\\)\]\((?!https?:|mailto:)/)
      }),
      run,
    )
  })

  it('stays in its line when inserted in one', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(embedInline(text)).not.toMatch(/[\n\r]/)
        expect(headingsOf(embedInline(text))).toEqual([])
      }),
      run,
    )
  })
})

describe('escapeMarkdown', () => {
  it.each([
    [
      '# x | [a](javascript:…) --- {{foo}} <script>',
      '\\# x \\| \\[a\\]\\(javascript:…) --- {{foo}} &lt;script>',
    ],
    ['C# and C++ at 10:00–12:30', 'C# and C++ at 10:00–12:30'],
    ['snake_case _stays_', 'snake_case \\_stays\\_'],
    ['1. First', '1\\. First'],
    ['AT&T &amp; &lt;', 'AT&T &amp;amp; &amp;lt;'],
    ['a\nb\u0000c', 'a b c'],
    ['- a', '\\- a'],
    [':smile: ==x== %%y%%', '\\:smile: =\\=x=\\= %\\%y%\\%'],
    ['see https://x.example/~me', 'see https\\://x.example/\\~me'],
    ['see https://x.example/me and www.x.example', 'see https://x.example/me and www.x.example'],
    ['www.x.example/~me', 'www\\.x.example/\\~me'],
  ])('%j', (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected)
  })

  it('takes no more than linear time', () => {
    const begun = performance.now()
    for (const piece of ['http://', 'www.', '&', '\\', ':a', '#', '_', '*', '[', '1.'])
      escapeMarkdown(piece.repeat(200_000 / piece.length))
    expect(performance.now() - begun).toBeLessThan(2_000)
  })
})
