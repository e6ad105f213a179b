import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostileText } from '../../../test/hostile-text.ts'
import { readMarkdown, textOf } from '../../../test/read-markdown.ts'
import { escapeMarkdown, oneLine } from './escape-markdown.ts'

interface Place {
  name: string
  put(value: string): string
  /** Kinds of nodes that are there whatever the value, without text and links. */
  kinds: string[]
  /** The words around the value, as a reader sees them. */
  around?: [before: string, after: string]
}

const places: Place[] = [
  { name: 'a line of its own', put: (value) => value, kinds: ['paragraph'] },
  {
    name: 'words around it',
    put: (value) => `so ${value} it is`,
    kinds: ['paragraph'],
    around: ['so ', ' it is'],
  },
  { name: 'a heading', put: (value) => `## ${value}`, kinds: ['heading'] },
  { name: 'an item of a list', put: (value) => `- ${value}`, kinds: ['list', 'listItem', 'paragraph'] },
  { name: 'a quote', put: (value) => `> ${value}`, kinds: ['blockquote', 'paragraph'] },
  { name: 'emphasis', put: (value) => `*${value}*`, kinds: ['paragraph', 'emphasis'] },
  {
    name: 'strong words behind a time',
    put: (value) => `0:12 **${value}:** x`,
    kinds: ['paragraph', 'strong'],
    around: ['0:12 ', ': x'],
  },
  { name: 'the text of a link', put: (value) => `[${value}](https://own.example/)`, kinds: ['paragraph'] },
  { name: 'the text of a picture', put: (value) => `![${value}](a.png)`, kinds: ['paragraph', 'image'] },
  {
    name: 'a cell of a table',
    put: (value) => `| a | b |\n|---|---|\n| ${value} | c |`,
    kinds: ['table', 'tableRow', 'tableCell', 'tableCell', 'tableRow', 'tableCell', 'tableCell'],
    around: ['ab', 'c'],
  },
]

describe('whatever the value', () => {
  it.each(places)(
    'T01: it reads as exactly its text in $name',
    ({ put, kinds, around: [before, after] = ['', ''] }) => {
      fc.assert(
        fc.property(hostileText, (value) => {
          const shown = oneLine(value)
          fc.pre(shown !== '')
          const nodes = readMarkdown(put(escapeMarkdown(value)))
          expect(nodes.map(({ type }) => type).filter((type) => type !== 'text' && type !== 'link')).toEqual(
            kinds,
          )
          const text = nodes.map((node) => ('children' in node ? '' : textOf(node))).join('')
          expect(text).toBe(before + shown + after)
          // GitHub makes a link of a bare address: it leads where its text says
          for (const node of nodes) {
            if (node.type !== 'link' || node.url === 'https://own.example/') continue
            expect(node.url).toMatch(/^(https?:\/\/|mailto:)/i)
          }
        }),
        { seed: 20261124, numRuns: 400 },
      )
    },
  )
})
