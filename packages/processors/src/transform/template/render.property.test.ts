import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { hostileText } from '../../../test/hostile-text.ts'
import { readMarkdown, targetsOf, textOf } from '../../../test/read-markdown.ts'
import { writeFrontMatter } from '../document/write-front-matter.ts'
import { oneLine } from '../markdown/escape-markdown.ts'
import { parseTemplate } from './parse-template.ts'
import { joinSections, renderBody } from './render-body.ts'
import { renderFrontMatter } from './render-front-matter.ts'
import { block, list, markdown, outline, plain, type Value } from './value.ts'

/** A value at each place that a template may have. */
const source = `---
title: {{v}}
list: [{{v}}, z]
text: "a: {{v}}"
map: { in: {{v}} }
---

## Own {{v}}

{{v}}

so {{v}} it is

- own {{v}}
- *{{v}}* own

> {{v}}

| A | B |
| --- | --- |
| {{v}} | own |

[own](https://own.example/{{v}}?q={{v}} "{{v}}") and [link]({{v}}) and <{{v}}>.

Code: \`{{v}}\`

\`\`\`{{v}}
{{v}}
so {{v}}
{{v}}{{v}}
\`\`\`

## End

own end
`
const template = parseTemplate('T', source)

function render(v: Value): { yaml: string; body: string } {
  const values = new Map([['v', v]])
  const blocks = { slides: outline([]), videoplayer: block('') }
  return {
    yaml: writeFrontMatter(renderFrontMatter(template, values)),
    body: joinSections(renderBody(template, { values, blocks })),
  }
}

const kinds: [string, (text: string) => Value][] = [
  ['data', plain],
  ['a list', (text) => list([text, text])],
  ['Markdown', markdown],
]

const run = { seed: 20261124, numRuns: 300 }

describe('whatever a value is', () => {
  it.each(kinds)('T01: as %s it leaves the structure of the template as it is, everywhere', (_, asValue) => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const nodes = readMarkdown(render(asValue(text)).body)
        const of = (type: string) => nodes.filter((node) => node.type === type)
        expect(of('html')).toEqual([])
        const headings = nodes.flatMap((node) =>
          node.type === 'heading' ? [[node.depth, textOf(node).slice(0, 3)]] : [],
        )
        expect(headings[0]).toEqual([2, 'Own'])
        expect(headings.at(-1)).toEqual([2, 'End'])
        expect(headings.filter(([level]) => Number(level) <= 2)).toHaveLength(2)
        expect(textOf(nodes.findLast(({ type }) => type === 'paragraph')!)).toBe('own end')
        const cells = of('tableCell').map(textOf)
        // A line whose placeholders all came out empty goes
        expect(cells.slice(0, 2)).toEqual(['A', 'B'])
        expect(cells).toHaveLength(cells.length > 2 ? 4 : 2)
        expect(['own', 'B']).toContain(cells.at(-1))
        for (const item of of('listItem').filter((node) => textOf(node).includes('own')))
          expect(textOf(item)).toMatch(/^own | own$/)
        const code = nodes.flatMap((node) =>
          node.type === 'code' && node.value.includes('\nso ') ? [node] : [],
        )
        if (oneLine(text) !== '') expect(code).toHaveLength(1)
        const bad = targetsOf(nodes).filter((url) => !/^(https?:\/\/|mailto:|$)/i.test(url))
        expect(bad).toEqual([])
        const own = targetsOf(nodes).filter((url) => url.startsWith('https://own.example/'))
        expect(own.length).toBeLessThanOrEqual(1)
        if (/[\p{L}\p{N}]/u.test(text)) expect(own).toHaveLength(1)
      }),
      run,
    )
  })

  it('T01: as data it reads as exactly its text, in Markdown and in YAML', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = oneLine(text)
        fc.pre(shown !== '')
        const { yaml, body } = render(plain(text))
        const nodes = readMarkdown(body)
        const [heading, alone, within] = nodes.filter(
          ({ type }) => type === 'heading' || type === 'paragraph',
        )
        expect(textOf(heading!)).toBe(`Own ${shown}`)
        expect(textOf(alone!)).toBe(shown)
        expect(textOf(within!)).toBe(`so ${shown} it is`)
        expect(nodes.filter(({ type }) => type === 'tableCell').map(textOf)).toEqual(['A', 'B', shown, 'own'])
        const data = text.toWellFormed()
        const inner = /^---\n([\s\S]*?)\n---\n$/.exec(yaml)![1]!
        for (const version of ['1.1', '1.2'] as const) {
          expect(parse(inner, { version })).toMatchObject({
            title: data,
            text: `a: ${data}`,
            map: { in: data },
          })
        }
      }),
      run,
    )
  })

  it('T01: the same values give the same bytes', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(render(markdown(text))).toEqual(render(markdown(text)))
      }),
      { ...run, numRuns: 100 },
    )
  })
})
