import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makePdf, scannedSheet } from '../../../media/test/pdf-samples.ts'
import { type Bench, createBench } from '../../test/create-bench.ts'
import { type ReadDeck, readDeck } from '../../test/read-deck.ts'

let bench: Bench
beforeAll(async () => {
  bench = await createBench()
})
afterAll(() => bench.close())

type Pdf = PDFKit.PDFDocument
const fonts = { plain: 'Helvetica', bold: 'Helvetica-Bold', mono: 'Courier' }
type Style = { size?: number; font?: keyof typeof fonts }

/** Text at a place, nothing wrapped. */
const at = (pdf: Pdf, text: string, x: number, y: number, { size = 20, font = 'plain' }: Style = {}): Pdf =>
  pdf.font(fonts[font]).fontSize(size).text(text, x, y, { lineBreak: false })

const lines = (
  pdf: Pdf,
  texts: readonly string[],
  x: number,
  y: number,
  step = 30,
  style: Style = {},
): void => {
  for (const [index, text] of texts.entries()) at(pdf, text, x, y + index * step, style)
}

/** A page of a deck with a title and a footer with its number. */
type Draw = (pdf: Pdf, number: number) => void
const footer = (pdf: Pdf, text: string): Pdf => at(pdf, text, 60, 510, { size: 10 })
const titled =
  (title: string, draw: (pdf: Pdf) => void): Draw =>
  (pdf) => {
    at(pdf, title, 60, 45, { size: 36, font: 'bold' })
    draw(pdf)
  }

async function deck(pages: readonly Draw[]): Promise<ReadDeck> {
  const bytes = await makePdf(
    (pdf) => {
      for (const [index, draw] of pages.entries()) {
        if (index > 0) pdf.addPage()
        draw(pdf, index + 1)
      }
    },
    { size: [960, 540], margin: 0 },
  )
  return readDeck(bench, bytes)
}

const markdownOf = async (draw: (pdf: Pdf) => void): Promise<string | undefined> =>
  (await deck([titled('A title of the page', draw)])).slides[0]?.markdown

describe('N47 code on slides', () => {
  const python = ['def read(port):', 'raw = port.get()', 'if raw < 0:', 'return None', 'return raw * 0.01']
  const indents = [0, 4, 4, 8, 4]
  const expected = python.map((line, index) => ' '.repeat(indents[index] ?? 0) + line)

  it('N47 keeps its lines and their indentation, drawn by blanks or by places', async () => {
    const fenced = `\`\`\`\n${expected.join('\n')}\n\`\`\``
    expect(await markdownOf((pdf) => lines(pdf, expected, 80, 150, 28, { font: 'mono' }))).toBe(fenced)
    const placed = await markdownOf((pdf) => {
      for (const [index, line] of python.entries())
        at(pdf, line, 80 + (indents[index] ?? 0) * 12, 150 + index * 28, { font: 'mono' })
    })
    expect(placed).toBe(fenced)
  })

  it('N47 keeps aligned comments, blank lines and backticks, beside a sentence in another font', async () => {
    const markdown = await markdownOf((pdf) => {
      lines(pdf, ['x = 1            # metres', 'name = "`a```b`"'], 80, 150, 26, { font: 'mono' })
      at(pdf, 'print(x)', 80, 150 + 3 * 26, { font: 'mono' })
      at(pdf, 'What it prints is the depth of the water.', 80, 300)
    })
    expect(markdown).toBe(
      '````\nx = 1            # metres\nname = "`a```b`"\n\nprint(x)\n````\n\n- What it prints is the depth of the water.',
    )
  })

  it('N47 is found by what it says in a font of letters of different widths', async () => {
    const markdown = await markdownOf((pdf) => {
      for (const [index, line] of ['while (dry) {', 'cut(reeds);', 'carry(reeds);', '}'].entries())
        at(pdf, line, index === 1 || index === 2 ? 110 : 80, 150 + index * 28)
    })
    expect(markdown).toBe('```\nwhile (dry) {\n    cut(reeds);\n    carry(reeds);\n}\n```')
  })

  it('N47 is no code where all of a slide is written in letters of one width', async () => {
    const { slides } = await deck([
      (pdf) => {
        at(pdf, 'Reed beds', 60, 45, { size: 36, font: 'mono' })
        lines(pdf, ['Water comes first', 'Plants come second'], 80, 150, 40, { font: 'mono' })
      },
    ])
    expect(slides[0]?.markdown).toBe('- Water comes first\n- Plants come second')
  })
})

describe('N47 points of slides', () => {
  it('N47 stay apart in small letters, with nothing before them', async () => {
    expect(
      await markdownOf((pdf) => lines(pdf, ['water first', 'plants second', 'people third'], 80, 150, 33)),
    ).toBe('- water first\n- plants second\n- people third')
  })

  const long = [
    'The reed bed at the northern shore was cut for thatch in each of these winters, by',
    'hand and before the first birds came back',
  ]
  it.each<[string, string, number]>([
    ['a bullet and a hanging indent', '•', 100],
    ['a bullet of a symbol font', '\u00A7', 100],
    ['a number', '1.', 104],
  ])('N47 that need two lines are one: %s', async (_, bullet, hang) => {
    const markdown = await markdownOf((pdf) => {
      const mark = (y: number): Pdf =>
        bullet === '\u00A7' ? at(pdf, bullet, 80, y, { font: 'bold' }) : at(pdf, bullet, 80, y)
      mark(150)
      lines(pdf, long, hang, 150, 24)
      mark(205)
      at(pdf, 'Nests are counted in May', hang, 205)
    })
    const second = bullet === '1.' ? '1. ' : '- '
    expect(markdown).toBe(`${second}${long.join(' ')}\n${second}Nests are counted in May`)
  })

  it('N47 that need two lines are one without bullets, by the room that their lines take', async () => {
    const markdown = await markdownOf((pdf) => {
      lines(pdf, [...long, 'Nests are counted in May', 'Costs are shared'], 80, 150, 26)
    })
    expect(markdown).toBe(`- ${long.join(' ')}\n- Nests are counted in May\n- Costs are shared`)
  })

  it('N47 stay apart where all of them fill their lines, by the distance between them', async () => {
    const points = [
      'Cut in every winter since the seventeenth century, and until 1998',
      'Six years later nothing was left to move below the dead stems',
      'Willow came in from the edges, water spread into the pastures',
    ]
    expect(await markdownOf((pdf) => lines(pdf, points, 80, 150, 46, { size: 25 }))).toBe(
      points.map((point) => `- ${point}`).join('\n'),
    )
  })

  it('N47 stay apart in small letters below a longer one', async () => {
    const markdown = await markdownOf((pdf) => {
      lines(pdf, long, 80, 150, 24)
      lines(pdf, ['sub point one', 'sub point two'], 110, 210, 21, { size: 18 })
    })
    expect(markdown).toBe(`- ${long.join(' ')}\n  - sub point one\n  - sub point two`)
  })

  it('N47 below others are further in', async () => {
    const markdown = await markdownOf((pdf) => {
      at(pdf, '• Water', 80, 150)
      at(pdf, '– rain', 110, 180)
      at(pdf, '– melting snow', 110, 210)
      at(pdf, '• Plants', 80, 240)
    })
    expect(markdown).toBe('- Water\n  - rain\n  - melting snow\n- Plants')
  })
})

describe('tables of slides', () => {
  const rows = [
    ['Year', 'Herons', 'Nests'],
    ['2023', '14', '6'],
    ['2024', '19', '8'],
  ]
  const draw = (pdf: Pdf, cells: readonly string[][], columns: readonly number[], step = 34): void => {
    for (const [index, row] of cells.entries())
      for (const [column, cell] of row.entries()) at(pdf, cell, columns[column] ?? 0, 150 + index * step)
  }

  it('N47 are tables', async () => {
    expect(await markdownOf((pdf) => draw(pdf, rows, [80, 280, 480]))).toBe(
      '| Year | Herons | Nests |\n| --- | --- | --- |\n| 2023 | 14 | 6 |\n| 2024 | 19 | 8 |',
    )
  })

  it('N47 have cells of two lines and empty ones', async () => {
    const markdown = await markdownOf((pdf) => {
      draw(pdf, [['Site', 'What grows there', 'Area']], [80, 280, 620])
      draw(pdf, [[], ['North', 'reeds and sedges in', '4 ha']], [80, 280, 620], 50)
      at(pdf, 'shallow water', 280, 224)
      draw(pdf, [[], [], ['South', 'willows', '']], [80, 280, 620], 60)
    })
    expect(markdown).toBe(
      '| Site | What grows there | Area |\n| --- | --- | --- |\n| North | reeds and sedges in shallow water | 4 ha |\n| South | willows |  |',
    )
  })

  it('N47 are not what two columns of text are', async () => {
    const left = ['Reeds grow in wet ground and', 'give shelter to many birds', 'that nest early in spring']
    const right = ['Patience is what the keeper', 'of a reed bed needs more than', 'tools and a lot of money']
    const markdown = await markdownOf((pdf) => {
      lines(pdf, left, 80, 150, 24)
      lines(pdf, right, 500, 150, 24)
    })
    expect(markdown).toBe(`- ${left.join(' ')}\n- ${right.join(' ')}`)
  })
})

describe('N50 what is on most slides', () => {
  const agenda = (pdf: Pdf): void => lines(pdf, ['Water', 'Plants', 'People'], 80, 150, 33)
  const texts: Record<string, (pdf: Pdf) => void> = {
    Outline: agenda,
    Water: (pdf) => lines(pdf, ['Step one: measure'], 80, 150),
    Plants: (pdf) => lines(pdf, ['Reed and sedge'], 80, 150),
    People: (pdf) => lines(pdf, ['Tea'], 80, 150),
  }
  const order = ['Outline', 'Water', 'Outline', 'Plants', 'Outline', 'People']
  const withFooter = (draw: (pdf: Pdf, number: number) => void) =>
    deck(
      order.map(
        (title): Draw =>
          (pdf, number) => {
            titled(title, texts[title] ?? agenda)(pdf, number)
            draw(pdf, number)
          },
      ),
    )

  it.each<[string, (pdf: Pdf, number: number) => void]>([
    ['of all parts', (pdf, number) => footer(pdf, `Ann Moor   Water Plants People   ${number} / 6`)],
    ['with a counter', (pdf, number) => footer(pdf, `Conf 2026 — ${number}/6`)],
    ['with a bar', (pdf, number) => footer(pdf, `Ann Moor | ${number}`)],
    [
      'in two places',
      (pdf, number) => {
        footer(pdf, 'Wetland Conf')
        at(pdf, `${number}`, 900, 510, { size: 10 })
      },
    ],
    ['naming the part', (pdf, number) => footer(pdf, `Ann Moor · Wetland Conf · ${order[number - 1]}`)],
  ])('N50 goes, and the agenda stays: a footer %s', async (_, draw) => {
    const { slides } = await withFooter(draw)
    expect(slides.map(({ title, markdown }) => [title, markdown])).toEqual([
      ['Outline', '- Water\n- Plants\n- People'],
      ['Water', '- Step one: measure'],
      ['Outline', '- Water\n- Plants\n- People'],
      ['Plants', '- Reed and sedge'],
      ['Outline', '- Water\n- Plants\n- People'],
      ['People', '- Tea'],
    ])
  })

  it('N50 is no title: a header, however large, and a counter', async () => {
    const { index } = await deck(
      ['Water', 'Plants', 'People', 'Tools'].map(
        (title): Draw =>
          (pdf, number) => {
            at(pdf, 'Wetland Conference', 60, 15, { size: 30, font: 'bold' })
            at(pdf, `${title} of the fen`, 60, 90, { size: 28 })
            lines(pdf, ['It is said here', 'And there'], 80, 200, 40, { size: 18 })
            at(pdf, `Slide ${number}`, 820, 505, { size: 14 })
          },
      ),
    )
    expect(index.pages.map(({ title }) => title)).toEqual([
      'Water of the fen',
      'Plants of the fen',
      'People of the fen',
      'Tools of the fen',
    ])
  })

  it.each(['Slide 3', 'Diapo 7', 'Folie 12', 'Page 2 of 9', 'Página 4', '3/24', 'Seite 3 von 9'])(
    'N50 is no title: %s',
    async (counter) => {
      const { index } = await deck([
        (pdf) => {
          at(pdf, counter, 60, 45, { size: 36, font: 'bold' })
          lines(pdf, ['Herons nest early', 'Reeds are cut'], 80, 150, 40, { size: 24 })
        },
      ])
      expect(index.pages[0]?.title).not.toBe(counter)
    },
  )

  it('N50 a slide built up in steps is one, and its title is no header', async () => {
    const points = ['Measure', 'Write down', 'Compare', 'Tell others']
    const { slides } = await deck([
      ...points.map((_, index) =>
        titled('Water', (pdf) => lines(pdf, points.slice(0, index + 1), 80, 150, 40)),
      ),
      titled('Plants', (pdf) => lines(pdf, ['Reed', 'Sedge'], 80, 150, 40)),
    ])
    expect(slides.map(({ number, title, markdown }) => [number, title, markdown])).toEqual([
      [4, 'Water', points.map((point) => `- ${point}`).join('\n')],
      [5, 'Plants', '- Reed\n- Sedge'],
    ])
  })
})

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
  const upright = async (draws: readonly Draw[]): Promise<ReadDeck> =>
    readDeck(
      bench,
      await makePdf(
        (pdf) => {
          for (const [index, draw] of draws.entries()) {
            if (index > 0) pdf.addPage()
            draw(pdf, index + 1)
          }
        },
        { size: 'A4', margin: 0 },
      ),
    )

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
