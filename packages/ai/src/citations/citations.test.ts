import type { Passage } from '@async-events/core'
import { describe, expect, it } from 'vitest'
import { numberPassages } from './number-passages.ts'
import { readCitations, withoutCitations, writeLines } from './read-citations.ts'

const passage = (text: string): Passage => ({ from: 'page', text, start: null, end: null, slide: null })

describe('numbers of passages', () => {
  it('stand before them, in Markdown, too', () => {
    const text =
      '# Reeds\n\n**Reed beds** clean water. They need\npatience.\n\n~~~ slides\n- Herons\n~~~\n\nReed beds grow.'
    const passages = [
      'Reed beds clean water.',
      'They need patience.',
      'Herons',
      'Not there',
      'Reed beds grow.',
    ].map(passage)
    expect(numberPassages(text, passages)).toBe(
      '# Reeds\n\n**[1] Reed beds** clean water. [2] They need\npatience.\n\n~~~ slides\n- [3] Herons\n~~~\n\n[5] Reed beds grow.',
    )
  })

  it('are read for thousands of passages in no time', () => {
    const texts = Array.from({ length: 5_000 }, (_, at) => `the water of bed ${at} is clean.`)
    const numbered = numberPassages(texts.join(' '), texts.map(passage))
    expect(numbered.endsWith('[5000] the water of bed 4999 is clean.')).toBe(true)
  })
})

const read = (text: string, count = 20) => readCitations(text, count, 'en')
const sentencesOf = (text: string) =>
  read(text).flatMap(({ sentences }) => sentences.map(({ text: own, cited }) => [own, cited]))

describe('citations', () => {
  it.each<[string, [string, number[]][]]>([
    [
      'Reeds grow [1]. Herons come [2,3].',
      [
        ['Reeds grow.', [0]],
        ['Herons come.', [1, 2]],
      ],
    ],
    [
      'Reeds grow. [1] Herons come. [2][3]',
      [
        ['Reeds grow.', [0]],
        ['Herons come.', [1, 2]],
      ],
    ],
    [
      '- Reeds grow [1–3]\n- Herons come [ 4 ; 6 ]',
      [
        ['Reeds grow', [0, 1, 2]],
        ['Herons come', [3, 5]],
      ],
    ],
    [
      'Reeds grow. Herons come [4].',
      [
        ['Reeds grow.', [3]],
        ['Herons come.', [3]],
      ],
    ],
    ['See [2](https://a.example) now [99].', [['See [2](https://a.example) now.', []]]],
    ['Reeds grow.', [['Reeds grow.', []]]],
  ])('of %j', (text, expected) => expect(sentencesOf(text)).toEqual(expected))

  it('leave the text as it was without them', () => {
    const text = 'Reeds grow. Herons come.\n\n- One\n- Two'
    expect(writeLines(read(text))).toBe(text)
    expect(withoutCitations('reeds [1], herons [2, 3]')).toBe('reeds, herons')
  })
})
