import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../../../test/read-markdown.ts'
import type { Block, Inline } from '../markdown-tree.ts'
import { tidyInlines, withSingleBreaks } from '../read/tidy-inlines.ts'
import { writeMarkdown } from './write-markdown.ts'

/** Pieces that some reader of Markdown means something by. */
const pieces = [
  ...['a', 'b c', 'x1', 'é', '水', ' ', '  ', '.', ':', '!', '?', ',', '(', ')', '"', "'", '“', '…', '👍'],
  ...[
    '*',
    '**',
    '_',
    '__',
    '~',
    '~~',
    '`',
    '``',
    '```',
    '~~~',
    '\\',
    '\\\\',
    '[',
    ']',
    '](',
    '![',
    '[^1]',
    '[x]: y',
  ],
  ...['<', '>', '<b>', '</b>', '<script>', '<!--', '<https://x.example>', '&', '&amp;', '&#60;', '&copy;'],
  ...[
    '#',
    '# ',
    '## a ##',
    '- ',
    '+ ',
    '* ',
    '1. ',
    '2) ',
    '---',
    '===',
    '***',
    '| a |',
    '|---|',
    ':--',
    '> ',
    '=',
  ],
  ...['$', '$$', '$5', '$x$', '\\(', '==', '%%', '^', '^a', ':smile:', '{{', '@a'],
  ...['https://x.example/a_b', 'www.x.example', 'a@b.example', 'http://', 'https://x.example/*a*_'],
]
const words = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''))

const leaf: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 6, arbitrary: words.map((value): Inline => ({ type: 'text', value })) },
  {
    weight: 1,
    arbitrary: words
      .filter((value) => value.trim() !== '')
      .map((value): Inline => ({ type: 'inlineCode', value: value.trim() })),
  },
  { weight: 1, arbitrary: fc.constant<Inline>({ type: 'break' }) },
  {
    weight: 1,
    arbitrary: words.map(
      (alt): Inline => ({ type: 'image', url: 'https://x.example/a_(b).png', alt: alt.trim() }),
    ),
  },
)
const inline = (depth: number): fc.Arbitrary<Inline> =>
  depth === 0
    ? leaf
    : fc.oneof(
        { weight: 4, arbitrary: leaf },
        {
          weight: 3,
          arbitrary: fc
            .tuple(
              fc.constantFrom('strong' as const, 'emphasis' as const, 'delete' as const),
              fc.array(inline(depth - 1), { minLength: 1, maxLength: 3 }),
            )
            .map(([type, children]): Inline => ({ type, children })),
        },
        {
          weight: 1,
          arbitrary: fc
            .array(inline(depth - 1), { minLength: 1, maxLength: 3 })
            .map((children): Inline => ({ type: 'link', url: 'https://x.example/?a=1&b)', children })),
        },
      )
const line = fc
  .array(inline(2), { minLength: 1, maxLength: 5 })
  .map((nodes) => withSingleBreaks(tidyInlines(nodes)))
  .filter((nodes) => shown(nodes).trim() !== '')

const block: fc.Arbitrary<Block> = fc.letrec<{ block: Block; blocks: Block[] }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3 },
    { weight: 4, arbitrary: line.map((children): Block => ({ type: 'paragraph', children })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.integer({ min: 1, max: 6 }), line)
        .map(([depth, children]): Block => ({ type: 'heading', depth, children })),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(words, { minLength: 1, maxLength: 4 })
        .map((lines): Block => ({ type: 'code', lang: 'js', value: lines.join('\n').trimEnd() || 'x' })),
    },
    { weight: 1, arbitrary: tie('blocks').map((children): Block => ({ type: 'blockquote', children })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.option(fc.integer({ min: 0, max: 1_000 })),
          fc.array(tie('blocks'), { minLength: 1, maxLength: 3 }),
        )
        .map(
          ([start, items]): Block => ({
            type: 'list',
            start,
            items: items.map((children) => ({ checked: null, children })),
          }),
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.tuple(line, line), { minLength: 1, maxLength: 3 })
        .map((rows): Block => ({ type: 'table', rows: rows.map((row) => [...row]) })),
    },
  ),
  blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
})).block

/** Words as a browser shows them; a line break is a line feed, in a link a space. */
function shown(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'break') return '\n'
      if (node.type === 'box') return ''
      if (node.type === 'image') return node.alt
      if (!('children' in node)) return node.value
      const inner = shown(node.children)
      return node.type === 'link' ? inner.replaceAll('\n', ' ') : inner
    })
    .join('')
}

/** Structure and words of what was written: emphasis may go, nothing else. */
function meant(node: Block): unknown {
  switch (node.type) {
    case 'paragraph':
      return ['paragraph', shown(node.children)]
    case 'heading':
      return [`heading ${node.depth}`, shown(node.children).replaceAll('\n', ' ')]
    case 'list':
      return [
        node.start === null ? 'list' : `list ${node.start}`,
        ...node.items.map(({ children }) => children.map(meant)),
      ]
    case 'blockquote':
      return ['blockquote', ...node.children.map(meant)]
    case 'code':
      return ['code', node.value]
    case 'table':
      return ['table', ...node.rows.map((row) => row.map(shown))]
    default:
      return node.type
  }
}

type Parsed = ReturnType<typeof parseMarkdown> | ReturnType<typeof parseMarkdown>['children'][number]

function parsed(node: Parsed): unknown {
  switch (node.type) {
    case 'paragraph':
      return ['paragraph', textOf(node)]
    case 'heading':
      return [`heading ${node.depth}`, textOf(node)]
    case 'list':
      return [
        node.ordered ? `list ${node.start}` : 'list',
        ...node.children.map(({ children }) => children.map(parsed)),
      ]
    case 'blockquote':
      return ['blockquote', ...node.children.map(parsed)]
    case 'code':
      return ['code', node.value]
    case 'table':
      return ['table', ...node.children.map((row) => row.children.map(textOf))]
    default:
      return node.type
  }
}

function textOf(node: Parsed): string {
  if (node.type === 'break' || (node.type === 'html' && node.value === '<br>')) return '\n'
  if (node.type === 'html') return `HTML ${node.value}`
  if (node.type === 'inlineMath') return `MATH ${node.value}`
  if (node.type === 'image') return node.alt ?? ''
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map((child) => textOf(child)).join('') : ''
}

describe('whatever the page says', () => {
  const options = { seed: 20261129, numRuns: Number(process.env.PROPERTY_RUNS ?? 1_500) }

  test('a parser of Markdown with formulas reads the same words, in the same blocks', () => {
    fc.assert(
      fc.property(block, (node) => {
        const markdown = writeMarkdown([node])
        expect(parseMarkdown(markdown).children.map(parsed)).toEqual([meant(node)])
      }),
      options,
    )
  })
})
