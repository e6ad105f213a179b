import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scannedSheet } from '../../../media/test/pdf-samples.ts'
import { type Bench, createBench } from '../../test/create-bench.ts'
import { at, type Draw, drawDeck, footer, lines, type Pdf, titled } from '../../test/draw-deck.ts'
import { type ReadDeck, readDeck } from '../../test/read-deck.ts'

let bench: Bench
beforeAll(async () => {
  bench = await createBench()
})
afterAll(() => bench.close())

const upright = async (pages: readonly Draw[]): Promise<ReadDeck> =>
  readDeck(bench, await drawDeck(pages, 'A4'))
const deck = async (pages: readonly Draw[]): Promise<ReadDeck> => readDeck(bench, await drawDeck(pages))

describe('N49 pictures of slides', () => {
  const sheetOf = (place: string): Buffer =>
    scannedSheet(`Reed beds of ${place}`, [
      `The reed bed at ${place} was cut`,
      'for thatch in each of these winters.',
    ])
  const places = ['Stillwater', 'Northport', 'Eastham']
  const whole = (pdf: Pdf, number: number): Pdf =>
    pdf.image(sheetOf(places[number - 1] ?? ''), 0, 0, { width: 960 })

  it.each<[string, Draw, string]>([
    [
      'a footer',
      (pdf, number) => footer(whole(pdf, number), `Wetland Conf 2026 · Ann Moor   ${number}`),
      'Wetland',
    ],
    [
      'a header',
      (pdf, number) => at(whole(pdf, number), 'Annual meeting of the societies', 60, 12, { size: 11 }),
      'Annual',
    ],
    [
      'a longer footer',
      (pdf, number) => footer(whole(pdf, number), 'Ann Moor, Society for Wet Lands and Birds'),
      'Society',
    ],
  ])('N49 are read by OCR, with %s as text', async (_, draw, gone) => {
    const { index, slides, warnings } = await deck([draw, draw, draw])
    expect(warnings).toEqual([])
    expect(index.pages.map(({ ocr, title }) => [ocr, title])).toEqual(
      places.map((place) => [true, `Reed beds of ${place}`]),
    )
    expect(slides).toHaveLength(3)
    for (const [index, { markdown }] of slides.entries()) {
      expect(markdown).toContain(`The reed bed at ${places[index]}`)
      expect(markdown).not.toContain(gone)
    }
  })

  it('N49 are one where they are the same, and the footer goes', async () => {
    const draw: Draw = (pdf, number) => footer(whole(pdf, 1), `Wetland Conf 2026 · Ann Moor   ${number}`)
    const { slides } = await deck([draw, draw, draw])
    expect(slides.map(({ title }) => title)).toEqual(['Reed beds of Stillwater'])
    expect(slides[0]?.markdown).not.toContain('Wetland')
  })

  it('N49 below a title that is text add what the text lacks', async () => {
    const { index } = await deck([
      titled('A letter from the fen', (pdf) => pdf.image(sheetOf('Stillwater'), 100, 110, { width: 560 })),
    ])
    const [page] = index.pages
    expect(page).toMatchObject({ ocr: true, title: 'A letter from the fen' })
    expect(page?.text.split('\n')[0]).toBe('A letter from the fen')
    expect(page?.text).toContain('The reed bed at Stillwater')
  })

  it('N49 are left as they are where the page has its text: a background', async () => {
    const { index } = await deck([
      (pdf, number) => {
        whole(pdf, number)
        titled('Birds', (page) =>
          lines(
            page,
            [
              'Herons nest early in the reeds of the north',
              'Bitterns stand still and are heard at night',
              'Nests are counted in May',
            ],
            80,
            300,
            40,
          ),
        )(pdf, number)
      },
    ])
    expect(index.pages[0]?.ocr).toBe(false)
  })
})

describe('N49 slides with notes below', () => {
  const notesPage =
    (title: string, points: readonly string[], notes: readonly string[]): Draw =>
    (pdf, number) => {
      pdf.rect(60, 60, 475, 267).stroke()
      at(pdf, title, 85, 85, { size: 24, font: 'bold' })
      lines(pdf, points, 95, 150, 30, { size: 16 })
      lines(pdf, notes, 70, 450, 18, { size: 12 })
      at(pdf, `${number}`, 530, 815, { size: 10 })
    }
  const pages = [
    notesPage('Water', ['Measure', 'Write down'], ['Say hello, and thank the village for', 'the tea.']),
    notesPage('Plants', ['Reed', 'Sedge'], ['Show the picture of the willow.']),
    notesPage('People', ['Tea'], ['Ask for helpers.']),
  ]
  it('N49 are slides, and the notes are told apart', async () => {
    const { index, slides } = await upright(pages)
    expect(slides.map(({ title, markdown, notes }) => [title, markdown, notes])).toEqual([
      ['Water', '- Measure\n- Write down', 'Say hello, and thank the village for the tea.'],
      ['Plants', '- Reed\n- Sedge', 'Show the picture of the willow.'],
      ['People', '- Tea', 'Ask for helpers.'],
    ])
    expect(index.pages[0]?.text).not.toContain('hello')
  })

  it('N49 are not what a paper has, nor handouts of two slides', async () => {
    const paper: Draw = (pdf, number) =>
      lines(
        pdf,
        Array.from({ length: 45 }, (_, row) => `Line ${row} of page ${number} says a little more`),
        60,
        60,
        16,
        { size: 11 },
      )
    const handout: Draw = (pdf, number) => {
      for (const half of [0, 1]) {
        at(pdf, `Slide of number ${number} and ${half}`, 85, 85 + half * 380, { size: 24, font: 'bold' })
        lines(pdf, ['first', 'second'], 95, 150 + half * 380, 30, { size: 16 })
      }
    }
    for (const draw of [paper, handout]) {
      const { index } = await upright([draw, draw, draw])
      expect(index.pages.map(({ notes }) => notes)).toEqual([undefined, undefined, undefined])
    }
  })
})

it('N50 slides with the same words beside another drawing are several', async () => {
  const { slides } = await deck(
    [1, 2, 3].map((wave) =>
      titled('Water', (pdf) => {
        lines(pdf, ['depth in metres', 'years since 1990'], 80, 460, 30)
        pdf.moveTo(100, 300)
        for (let step = 0; step < 40; step++)
          pdf.lineTo(100 + step * 20, 300 - 150 * Math.sin((step * wave) / 6))
        pdf.lineWidth(8).stroke('#036')
      }),
    ),
  )
  expect(slides.map(({ number }) => number)).toEqual([1, 2, 3])
})
