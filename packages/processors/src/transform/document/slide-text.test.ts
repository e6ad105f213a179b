import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMarkdown, textOf } from '../../../test/read-markdown.ts'
import type { Block } from '../../pdf/contract.ts'
import { slideMarkdown, slidePlainLines } from './slide-text.ts'

const block = (lines: string[], more: Partial<Block> = {}): Block => ({
  kind: 'text',
  lines,
  level: 0,
  place: { left: 0.1, top: 0.3, right: 0.9, bottom: 0.4 },
  size: 0.04,
  ...more,
})
const shown = (blocks: Block[], title: string | null = null): string =>
  slideMarkdown({ text: '', title, blocks })
const nodes = (markdown: string, type: string) => readMarkdown(markdown).filter((node) => node.type === type)

describe('N47 the text of a slide as Markdown', () => {
  it('N47 joins the lines of a point, and words cut by a line break', () => {
    expect(shown([block(['The reed is cut', 'by hand'])])).toBe('- The reed is cut by hand')
    expect(shown([block(['Every win-', 'ter'])])).toBe('- Every winter')
    expect(shown([block(['Send an E-', 'Mail'])])).toBe('- Send an E-Mail')
    expect(shown([block(['水辺の葦は冬に', '刈り取られる'])])).toBe('- 水辺の葦は冬に刈り取られる')
    expect(shown([block(['갈대는 겨울에', '베어진다'])])).toBe('- 갈대는 겨울에 베어진다')
  })

  it('N47 leaves out the title, over several parts too, and the number of the page', () => {
    const corner = { place: { left: 0.9, top: 0.93, right: 0.95, bottom: 0.96 } }
    const blocks = [block(['Reed beds']), block(['and patience']), block(['42']), block(['7'], corner)]
    expect(shown(blocks, 'Reed beds and patience')).toBe('- 42')
  })

  it('N47 numbers points as the slide does, with points below them', () => {
    const blocks = [
      block(['1. Look'], { kind: 'item' }),
      block(['• at the water'], { kind: 'item', level: 1 }),
      block(['2. Cut'], { kind: 'item' }),
    ]
    expect(shown(blocks)).toBe('1. Look\n   - at the water\n2. Cut')
    expect(nodes(shown(blocks), 'list')).toHaveLength(2)
  })

  it('N47 writes a table whose cells have bars, and code with fences in it', () => {
    const table = block([], {
      kind: 'table',
      rows: [
        ['a|b', 'c'],
        ['1', '2'],
      ],
    })
    const code = block(['```', '  x'], { kind: 'code' })
    const markdown = shown([table, code, block(['after'])])
    expect(nodes(markdown, 'tableCell').map(textOf)).toEqual(['a|b', 'c', '1', '2'])
    expect(nodes(markdown, 'code').map(textOf)).toEqual(['```\n  x'])
    expect(slidePlainLines({ text: '', title: null, blocks: [table, code] })).toEqual([
      'a|b c',
      '1 2',
      '```',
      '  x',
    ])
  })

  it('N47 shows what was given, whatever it is: no part changes another', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 20 })
    const part = fc.oneof(
      fc.record({
        kind: fc.constantFrom('text' as const, 'item' as const),
        lines: fc.array(line, { maxLength: 3 }),
        level: fc.nat(4),
      }),
      fc.record({
        kind: fc.constant('code' as const),
        lines: fc.array(line, { maxLength: 3 }),
        level: fc.constant(0),
      }),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const markdown = shown(parts.map(({ lines, ...more }) => block(lines, more)))
        const types = new Set(readMarkdown(markdown).map(({ type }) => type))
        for (const type of ['heading', 'html', 'link', 'image', 'blockquote', 'thematicBreak'] as const)
          expect(types).not.toContain(type)
      }),
    )
  })
})
