import { describe, expect, it } from 'vitest'
import type { PdfIndex } from '../../pdf/contract.ts'
import { chooseSlides } from './choose-slides.ts'
import { joinVersions } from './join-versions.ts'

const page = (number: number, text: string): PdfIndex['pages'][number] => ({
  number,
  text,
  title: text.split('\n')[0] ?? null,
  ocr: false,
  links: [],
  picture: null,
  thumbnail: null,
  fingerprint: null,
})
const block = (text: string, running = false) => ({
  kind: 'text' as const,
  lines: text.split('\n'),
  level: 0,
  place: { left: 0.1, top: 0.1, right: 0.9, bottom: 0.2 },
  size: 0.05,
  running,
})
const deck = (...texts: string[]): PdfIndex => ({
  outline: [],
  pages: texts.map((text, index) => page(index + 1, text)),
})

const final = deck(
  'Reed beds and patience\nAna Ruiz',
  'Water comes first\nmeasure it in spring',
  'Plants come second\nreed and sedge',
  'What we counted\nherons and nests',
  'Questions\nana@marsh.example',
)

describe('N50 versions of one deck', () => {
  it.each<[string, PdfIndex]>([
    [
      'a draft with fewer pages',
      deck(
        'Reed beds and patience\nAna Ruiz',
        'Plants come second\nreed and sedge',
        'Questions\nana@marsh.example',
      ),
    ],
    [
      'one with a changed page',
      { ...final, pages: final.pages.with(2, page(3, 'Birds come second\nthe bittern hides')) },
    ],
    ['the same pages', final],
    [
      'one with footers',
      {
        ...final,
        pages: final.pages.map((own) => ({
          ...own,
          blocks: [block(own.text), block(`Wetland Conf 2026 ${own.number}`, true)],
        })),
      },
    ],
  ])('N50 are one: %s', (_, other) => {
    expect(joinVersions([other, final]).shownAs).toEqual([1, 1])
  })

  it.each<[string, PdfIndex]>([
    [
      'another talk',
      deck('Otters of the north\nBo Li', 'They eat fish\nmany of them', 'Questions\nbo@sea.example'),
    ],
    [
      'a talk in the same series',
      deck(
        'Reed beds and thatch\nBo Li',
        'Roofs are old\nand dry',
        'Who pays\nthe village',
        'Questions\nana@marsh.example',
      ),
    ],
    ['pages without words', deck('', '', '')],
    ['the same pages in another order', { ...final, pages: final.pages.toReversed() }],
  ])('N50 are two: %s', (_, other) => {
    expect(joinVersions([other, final]).shownAs).toEqual([0, 1])
  })

  it('N50 are shown once, with the times of both', () => {
    const draft = deck('Reed beds and patience\nAna Ruiz', 'Plants come second\nreed and sedge')
    const pdfs = [draft, final].map((index, at) => ({ index, pdf: { index: { sha256: `file ${at}` } } }))
    const shown = (file: number, number: number, start: number) => ({
      file: `file ${file}`,
      number,
      spans: [{ start, end: start + 9 }],
      confidence: 1,
    })
    const chosen = chooseSlides({
      pdfs,
      shown: { pages: [shown(0, 2, 40), shown(1, 2, 20), shown(1, 3, 60)], scenes: [] },
      frames: [],
    })
    expect(chosen.versions).toEqual([0])
    expect(
      chosen.slides.map(({ file, number, spans }) => [file, number, spans.map(({ start }) => start)]),
    ).toEqual([
      [1, 1, []],
      [1, 2, [20]],
      [1, 3, [40, 60]],
      [1, 4, []],
      [1, 5, []],
    ])
  })
})
