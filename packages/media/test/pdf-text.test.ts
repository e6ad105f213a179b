import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanText } from '../src/pdf/clean-text.ts'
import { composeAccents } from '../src/pdf/compose-accents.ts'
import { greyFingerprint } from '../src/pdf/grey-fingerprint.ts'
import { orderText } from '../src/pdf/order-text.ts'
import { pageTitle } from '../src/pdf/page-title.ts'
import { sensibleTitle } from '../src/pdf/sensible-title.ts'
import type { TextPiece } from '../src/pdf/text-piece.ts'

/** A piece of 10 point letters, each half as wide as high. */
const piece = (text: string, x: number, y: number, size = 10): TextPiece => ({
  text,
  x,
  y,
  width: (text.length * size) / 2,
  size,
  rtl: false,
  font: 'f1',
  mono: false,
})
const texts = (pieces: TextPiece[]): string[] => orderText(pieces).map(({ text }) => text)

describe('the order of text', () => {
  test('a title drawn last comes first, columns come one after the other, a footer last', () => {
    const left = ['reeds grow in', 'wet ground and', 'give shelter to', 'the bittern']
    const right = ['patience is what', 'the keeper of a', 'reed bed needs', 'more than tools']
    const level = left.flatMap((text, row) => [
      piece(right[row] ?? '', 200, 100 + row * 12),
      piece(text, 20, 100 + row * 12),
    ])
    const shifted = left.flatMap((text, row) => [
      piece(text, 20, 100 + row * 12),
      piece(right[row] ?? '', 200, 106 + row * 12),
    ])
    for (const body of [level, shifted]) {
      const page = [
        ...body,
        piece('12', 150, 500, 8),
        piece('Reed beds and all that lives there', 20, 60, 20),
      ]
      expect(texts(page)).toEqual(['Reed beds and all that lives there', ...left, ...right, '12'])
    }
  })

  test('cards in a grid are read row by row', () => {
    const card = (name: string, x: number, y: number): TextPiece[] => [
      piece(`${name} has a heading`, x, y),
      piece(`${name} says some more words`, x, y + 12),
    ]
    const grid = [
      ...card('one', 20, 50),
      ...card('two', 240, 50),
      ...card('three', 20, 150),
      ...card('four', 240, 150),
    ]
    expect(texts(grid.toReversed()).map((line) => line.split(' ')[0])).toEqual(
      ['one', 'two', 'three', 'four'].flatMap((name) => [name, name]),
    )
  })

  test('rows of a table and labels with their values are read across', () => {
    const table = [
      ['Year', 'Herons', 'Nests'],
      ['2023', '14', '6'],
      ['2024', '19', '8'],
    ].flatMap((row, index) => row.map((cell, column) => piece(cell, 20 + column * 100, 50 + index * 14)))
    expect(texts(table)).toEqual(['Year Herons Nests', '2023 14 6', '2024 19 8'])
    const options = [
      piece('1.', 20, 50),
      piece('look at the water level first', 60, 50),
      piece('2.', 20, 64),
      piece('then cut what stands dry', 60, 64),
      piece('and carry it away', 60, 78),
    ]
    expect(texts(options)).toEqual([
      '1. look at the water level first',
      '2. then cut what stands dry',
      'and carry it away',
    ])
  })

  test('indented lines are no column', () => {
    const code = [
      piece('when dry {', 20, 50),
      piece('cut(reeds)', 60, 62),
      piece('carry(reeds)', 60, 74),
      piece('}', 20, 86),
    ]
    expect(texts(code)).toEqual(['when dry {', 'cut(reeds)', 'carry(reeds)', '}'])
  })

  test('blanks stand where gaps are, in words drawn letter by letter there are none', () => {
    const letters = [...'reed'].map((letter, index) => piece(letter, 20 + index * 5, 50))
    expect(texts([...letters, piece('bed', 43, 50), piece('s', 58.4, 50)])).toEqual(['reed beds'])
  })

  test('exponents stay in their line, letters drawn twice are one', () => {
    expect(texts([piece('12 km', 20, 50), piece('2', 45, 46, 6), piece('of reeds', 51, 50)])).toEqual([
      '12 km2 of reeds',
    ])
    expect(texts([piece('Patience', 20, 50), piece('Patience', 20.4, 50.2)])).toEqual(['Patience'])
  })

  test('writing from the right', () => {
    const rtl = (text: string, x: number): TextPiece => ({ ...piece(text, x, 50), rtl: true })
    expect(texts([rtl('שלום', 100), rtl('עולם', 74)])).toEqual(['שלום עולם'])
  })

  test('no piece is lost or doubled, wherever it stands', () => {
    const place = fc.record({
      x: fc.integer({ min: 0, max: 900 }),
      y: fc.integer({ min: 0, max: 500 }),
      size: fc.integer({ min: 5, max: 40 }),
    })
    fc.assert(
      fc.property(fc.array(place, { maxLength: 80 }), (places) => {
        const pieces = places.map(({ x, y, size }, index) => piece(`<${index}>`, x, y, size))
        const found = texts(pieces).join(' ').match(/<\d+>/g) ?? []
        expect(found.toSorted()).toEqual(pieces.map(({ text }) => text).toSorted())
      }),
    )
  })

  test('many pieces take no long time', () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      piece(`w${index}`, (index * 37) % 900, (index * 11) % 500),
    )
    const started = performance.now()
    orderText(many)
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})

describe('letters', () => {
  /** Pieces as TeX draws them: each begins so much before the end of the one before. */
  const drawn = (texts: string[], back = 5): TextPiece[] => {
    let x = 20
    return texts.map((text) => {
      const one = piece(text, x, 50)
      x += one.width - back
      return one
    })
  }

  test.each([
    [['Fr¨', 'uher br¨', 'uten V¨', 'ogel'], 'Früher brüten Vögel'],
    [['caf´', 'e, gar¸', 'con, na¨', 'ıve, ma˜', 'nana'], 'café, garçon, naïve, mañana'],
    [['¨', 'Uber ˇ', 'Cech ˚', 'angstr¨', 'om'], 'Über Čech ångström'],
    [['c', '¸a va'], 'ça va'],
    [['20 °', 'C is warm'], '20 °C is warm'],
  ])('N47 accents of the older fonts of TeX: %j', (texts, text) => {
    expect(orderText(composeAccents(drawn(texts))).map((line) => line.text)).toEqual([text])
  })

  test.each(['it´s', 'l´eau', '5 ˚C', 'a ^ b', '~/bin'])('N47 signs that are no accents: %s', (text) => {
    expect(composeAccents([piece(text, 20, 50)])[0]?.text).toBe(text)
  })

  test('N47 words drawn letter by letter, with wider gaps between words', () => {
    const letters = [...'Title'].map((letter, at) => piece(letter, 20 + at * 9, 50))
    const more = [...'talks'].map((letter, at) => piece(letter, 80 + at * 9, 50))
    expect(texts([...letters, ...more])).toEqual(['Title talks'])
    expect(texts([piece('T i t l e', 20, 50), piece(' ', 65, 50), piece('p a g e', 75, 50)])).toEqual([
      'Title page',
    ])
    expect(texts([piece('A B C D E', 20, 50)])).toEqual(['A B C D E'])
  })

  test('N47 Hebrew with numbers and Latin words, Arabic in presentation forms', () => {
    const rtl = (text: string, x: number): TextPiece => ({ ...piece(text, x, 50), rtl: true })
    const row = [
      rtl('ספירה', 200),
      rtl('בשנת', 170),
      piece('2024', 145, 50),
      rtl('של', 130),
      piece('Wetland', 60, 50),
      piece('Conf', 97, 50),
    ]
    expect(texts(row)).toEqual(['ספירה בשנת 2024 של Wetland Conf'])
    expect(cleanText('\uFEE3\uFE8E\uFEAD\uFEB1')).toBe('مارس')
  })
})

describe('titles', () => {
  const line = (text: string, y: number, size: number) => ({ text, y, size })

  test('the largest line near the top, and what goes on in its size', () => {
    const body = [
      line('the bittern is a bird of the reeds', 200, 12),
      line('and it stands very still', 215, 12),
    ]
    expect(pageTitle([line('Reed beds', 60, 30), line('and patience', 95, 30), ...body], 540)).toBe(
      'Reed beds and patience',
    )
    expect(pageTitle([line('7', 30, 60), line('Herons', 80, 24), ...body], 540)).toBe('Herons')
    expect(pageTitle([line('Herons', 80, 24), line('62 %', 120, 80), ...body], 540)).toBe('Herons')
    expect(pageTitle([...body, line('THE END OF ALL', 500, 40)], 540)).toBeNull()
  })

  test('a page of one size has none unless it is short', () => {
    const prose = Array.from({ length: 9 }, (_, row) =>
      line('the reed bed is cut for thatch each winter', 60 + row * 14, 12),
    )
    expect(pageTitle(prose, 540)).toBeNull()
    expect(pageTitle([line('Any questions?', 200, 12)], 540)).toBe('Any questions?')
    expect(pageTitle([], 540)).toBeNull()
  })

  test.each([
    ['  Reed\u0000 beds ', 'Reed beds'],
    ['Microsoft PowerPoint - talk.pptx', null],
    ['PowerPoint-Präsentation', null],
    ['PowerPoint Presentation', null],
    ['Untitled 1', null],
    ['final_v3.indd', null],
    ['', null],
    [42, null],
  ])('of the metadata: %j', (stated, title) => {
    expect(sensibleTitle(stated)).toBe(title)
  })
})

test('text is clean: no control or direction signs, no lone surrogates, bullets of symbol fonts', () => {
  expect(cleanText('\uF0B7 a\u0000b\u202Ec\u00A0 d\uD800\u00ADe')).toBe('• abc d-e')
  expect(cleanText('Scho\u0308n \u{1F986}')).toBe('Schön \u{1F986}')
})

describe('the fingerprint', () => {
  const picture = (
    width: number,
    height: number,
    colour: (x: number, y: number) => [number, number, number],
  ) => {
    const data = new Uint8ClampedArray(width * height * 4)
    for (let at = 0; at < width * height; at++)
      data.set([...colour(at % width, Math.floor(at / width)), 255], at * 4)
    return { data, width, height }
  }

  test('is luma by BT.601, row by row', () => {
    const grey = greyFingerprint(
      picture(64, 36, (x, y) => (y < 2 ? [255, 0, 0] : x < 2 ? [0, 255, 0] : [0, 0, 255])),
    )
    expect(grey).toHaveLength(576)
    expect([grey[0], grey[31], grey[32], grey[33]]).toEqual([76, 76, 150, 29])
  })

  test('is averaged over areas when the sizes do not fit', () => {
    const ramp = (width: number, height: number) =>
      greyFingerprint(
        picture(width, height, (x) => [0, 0, 0].fill((255 * (x + 0.5)) / width) as [number, number, number]),
      )
    for (const [width, height] of [
      [320, 180],
      [247, 320],
      [7, 5],
    ] as const)
      for (const [at, value] of ramp(width, height).entries()) {
        const exact = (255 * ((at % 32) + 0.5)) / 32
        expect(Math.abs(value - exact)).toBeLessThanOrEqual(width < 32 ? 255 / width : 2)
      }
  })
})
