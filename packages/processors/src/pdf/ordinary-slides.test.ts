import { describe, expect, it } from 'vitest'
import { at, type Draw, drawDeck, footer, lines, type Pdf, titled } from '../../test/draw-deck.ts'
import { readDeckText } from '../../test/read-deck-text.ts'
import type { DeckSlides } from '../../test/slides-of.ts'

const deck = async (pages: readonly Draw[]): Promise<DeckSlides> => readDeckText(await drawDeck(pages))
const upright = async (pages: readonly Draw[]): Promise<DeckSlides> =>
  readDeckText(await drawDeck(pages, 'A4'))

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

  type Align = 'left' | 'centre' | 'right'
  /** Ruled by lines, as wide and high as told; text of each cell stands as it is aligned. */
  const ruled = (
    pdf: Pdf,
    {
      x,
      y,
      cells,
      align,
    }: { x: number[]; y: number[]; cells: string[][]; align: (column: number, row: number) => Align },
  ): void => {
    for (const place of x) pdf.moveTo(place, y[0] ?? 0).lineTo(place, y.at(-1) ?? 0)
    for (const place of y) pdf.moveTo(x[0] ?? 0, place).lineTo(x.at(-1) ?? 0, place)
    pdf.stroke()
    pdf.font('Helvetica').fontSize(20)
    for (const [row, texts] of cells.entries())
      for (const [column, cell] of texts.entries())
        for (const [line, text] of cell.split('\n').entries()) {
          const [left = 0, right = 0] = x.slice(column)
          const width = pdf.widthOfString(text)
          const at = { left: left + 5, centre: (left + right - width) / 2, right: right - 5 - width }
          pdf.text(text, at[align(column, row)], (y[row] ?? 0) + 7 + line * 23, { lineBreak: false })
        }
  }
  const markdownRows = (cells: readonly string[][]): string => {
    const [head = [], ...rest] = cells.map(
      (row) => `| ${row.map((cell) => cell.replace('\n', ' ')).join(' | ')} |`,
    )
    return [head, `|${' --- |'.repeat(cells[0]?.length ?? 0)}`, ...rest].join('\n')
  }
  const sites = [
    ['Site', 'What grows', 'Area'],
    ['North', 'reeds', '4 ha'],
    ['South of the dam', 'willows and sedges', '12 ha'],
    ['East', 'nothing', '1 ha'],
  ]

  it.each<[string, string[][], number[], (column: number, row: number) => Align]>([
    ['centred', sites, [80, 260, 460, 600], () => 'centre'],
    [
      'each column in its own way',
      sites,
      [80, 260, 460, 600],
      (column, row) => (row === 0 ? 'centre' : column === 2 ? 'right' : 'left'),
    ],
    [
      'no two rows alike',
      [
        ['Left', 'Middle', 'Right'],
        ['a', 'b', 'c'],
        ['aa', 'bb', 'cc'],
        ['x', 'y', 'z'],
      ],
      [80, 300, 520, 740],
      (column, row) => (['left', 'centre', 'right'] as const)[(column + row) % 3] ?? 'left',
    ],
    [
      'close to the lines',
      [
        ['Nr', 'Name of the site', 'Cut'],
        ['1', 'Stillwater north', 'yes'],
        ['2', 'The long dam', 'no'],
        ['3', 'Eastham fen', 'yes'],
      ],
      [80, 112, 270, 316],
      (column) => (column === 0 ? 'right' : 'left'),
    ],
  ])('N47 are tables by their lines: aligned %s', async (_, cells, x, align) => {
    const y = cells.map((_, row) => 150 + row * 36)
    const markdown = await markdownOf((pdf) =>
      ruled(pdf, { x, y: [...y, 150 + cells.length * 36], cells, align }),
    )
    expect(markdown).toBe(markdownRows(cells))
  })

  it('N47 are tables by their lines: cells of two lines, of sentences, and over several columns', async () => {
    const cells = [
      ['Before', 'After'],
      [
        'The reed bed was cut by hand in\neach of these winters',
        'Machines cut the reed bed in a\nday and carry it away',
      ],
      ['Nests were counted in May by\nthe school', 'No nests are counted'],
    ]
    const wrapped = await markdownOf((pdf) =>
      ruled(pdf, { x: [60, 460, 900], y: [150, 215, 280, 345], cells, align: () => 'left' }),
    )
    expect(wrapped).toBe(markdownRows(cells))
    const merged = await markdownOf((pdf) => {
      ruled(pdf, { x: [80, 260, 420, 580], y: [185, 221, 257, 293], cells: rows, align: () => 'centre' })
      pdf.rect(80, 149, 500, 36).stroke()
      at(pdf, 'Counted at the dam', 240, 156)
    })
    expect(merged).toBe(markdownRows([['Counted at the dam', '', ''], ...rows]))
  })

  it('N47 are not what frames around parts of a page, and drawings, are', async () => {
    const framed = await markdownOf((pdf) => {
      for (const x of [60, 490]) for (const y of [140, 330]) pdf.rect(x, y, 430, 190).stroke()
      for (const [index, name] of ['Strong', 'Weak', 'Chances', 'Risks'].entries())
        lines(
          pdf,
          [`• ${name} in water`, `• ${name} in plants`],
          80 + (index % 2) * 430,
          180 + (index >> 1) * 190,
        )
    })
    expect(framed).not.toContain('|')
    const design = await deck([
      titled('Water', (pdf) => {
        pdf.moveTo(0, 110).lineTo(960, 110).moveTo(0, 500).lineTo(960, 500)
        pdf.moveTo(200, 0).lineTo(200, 540).stroke()
        lines(pdf, ['Ann Moor', 'Wetland Conf'], 20, 150, 20, { size: 10 })
        lines(pdf, ['It is measured at the dam', 'It is written down'], 230, 150, 40)
        at(pdf, 'Stillwater', 230, 515, { size: 10 })
      }),
    ])
    expect(design.slides[0]?.title).toBe('Water')
    expect(design.slides[0]?.markdown).not.toContain('|')
    const drawing = await markdownOf((pdf) => {
      for (let line = 0; line <= 8; line++) {
        pdf.moveTo(100, 150 + line * 40).lineTo(740, 150 + line * 40)
        pdf.moveTo(100 + line * 80, 150).lineTo(100 + line * 80, 470)
      }
      pdf.stroke()
      for (let year = 0; year < 4; year++) {
        at(pdf, `${2020 + year}`, 150 + 160 * year, 480, { size: 14 })
        at(pdf, `${10 * year}`, 70, 450 - 80 * year, { size: 14 })
        at(pdf, `${7 + year} nests`, 190 + 80 * year, 420 - 80 * year, { size: 14 })
      }
    })
    expect(drawing).not.toContain('| ---')
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

  it.each([
    ['on white', '#fff', '#000', '#bbb'],
    ['hardly to be seen', '#fff', '#246', '#e4e4e4'],
    ['on a dark ground', '#123', '#fff', '#456'],
    ['and the spoken one in red', '#fff', '#c00', '#999'],
  ])(
    'N50 a slide whose points are grey but the one that is spoken of is one: %s',
    async (_, ground, on, off) => {
      const points = ['Measure the water', 'Write it down', 'Compare the years']
      const { slides } = await deck([
        ...points.map((spoken) => (pdf: Pdf) => {
          pdf.rect(0, 0, 960, 540).fill(ground).fill(on)
          at(pdf, 'Water', 60, 45, { size: 36, font: 'bold' })
          for (const [index, point] of points.entries()) {
            pdf.fill(point === spoken ? on : off)
            at(pdf, point, 80, 150 + 60 * index, { size: 24 })
          }
        }),
        titled('Plants', (pdf) => lines(pdf.fill('#000'), ['Reed', 'Sedge'], 80, 150, 40)),
      ])
      expect(slides.map(({ number, markdown }) => [number, markdown])).toEqual([
        [3, points.map((point) => `- ${point}`).join('\n')],
        [4, '- Reed\n- Sedge'],
      ])
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

describe('N49 handouts', () => {
  const parts = ['Water', 'Plants', 'People', 'Birds', 'Nests', 'Tools'].map((title) => ({
    title,
    points: [`How ${title.toLowerCase()} came`, `What it costs to keep, and for whom`, 'Why it stays'],
  }))
  type Place = { x: number; y: number; width: number }
  const small = (
    pdf: Pdf,
    { title, points }: (typeof parts)[number],
    { x, y, width }: Place,
    framed: boolean,
  ): void => {
    const scale = width / 960
    if (framed) pdf.rect(x, y, width, width * 0.5625).stroke()
    at(pdf, title, x + 60 * scale, y + 45 * scale, { size: 40 * scale, font: 'bold' })
    for (const [index, point] of points.entries())
      at(pdf, `• ${point}`, x + 80 * scale, y + (150 + 70 * index) * scale, { size: 26 * scale })
  }
  const inTwoColumns = (index: number): Place => ({
    x: 40 + (index % 2) * 270,
    y: 60 + (index >> 1) * 250,
    width: 240,
  })

  it.each<[string, number, (index: number) => Place, boolean]>([
    ['two', 2, (index) => ({ x: 80, y: 70 + index * 380, width: 435 }), true],
    ['three, with lines for notes', 3, (index) => ({ x: 50, y: 60 + index * 250, width: 250 }), true],
    ['four', 4, inTwoColumns, true],
    ['six', 6, inTwoColumns, true],
    ['six without frames', 6, inTwoColumns, false],
  ])('N49 are read slide by slide on a handout of %s', async (_, count, place, framed) => {
    const draw: Draw = (pdf) => {
      for (const [index, part] of parts.slice(0, count).entries()) {
        small(pdf, part, place(index), framed)
        if (count !== 3) continue
        for (let line = 0; line < 7; line++)
          pdf.moveTo(320, 80 + index * 250 + line * 18).lineTo(550, 80 + index * 250 + line * 18)
        pdf.stroke()
      }
    }
    const { index, slides } = await upright([draw])
    expect(index.pages[0]?.text.split('\n')).toEqual(
      parts.slice(0, count).flatMap(({ title, points }) => [title, ...points.map((point) => `• ${point}`)]),
    )
    const [first, ...others] = parts.slice(0, count)
    expect(slides.map(({ title, markdown }) => [title, markdown])).toEqual([
      [
        first?.title,
        [
          ...(first?.points.map((point) => `- ${point}`) ?? []),
          ...others.flatMap(({ title, points }) => [`- ${title}`, ...points.map((point) => `  - ${point}`)]),
        ].join('\n'),
      ],
    ])
  })
})
