import { describe, expect, it } from 'vitest'
import { createPageParts } from '../src/pdf/page-parts.ts'
import type { DrawnPage, PageNeeds, PageText } from '../src/pdf/pdf-messages.ts'

const picture = { file: '1.picture.jpg', width: 1280, height: 720 }
const drawn = (more: Partial<DrawnPage> = {}): DrawnPage => ({
  picture,
  thumbnail: picture,
  scan: null,
  fingerprint: '',
  blank: false,
  images: 0,
  complete: true,
  ...more,
})
const text = (number: number, needs: Partial<PageNeeds> = {}): PageText => ({
  kind: 'text',
  number,
  blocks: [
    {
      kind: 'text',
      lines: ['The reed bed is cut'],
      level: 0,
      size: 0.04,
      place: { left: 0, top: 0, right: 1, bottom: 0.1 },
    },
  ],
  cut: false,
  title: null,
  links: [],
  readable: true,
  needs: { few: false, little: false, empty: false, fonts: false, ...needs },
})

function partsOf(pages: number, scans = true) {
  const parts = createPageParts({ scans })
  parts.begin({
    kind: 'document',
    pages,
    title: null,
    outline: [{ title: 'The second part', page: 2, level: 0 }],
  })
  return parts
}

describe('a page', () => {
  it('is complete with its text and its drawing, in any order, once', () => {
    const parts = partsOf(2)
    expect(parts.addText(text(1))).toBeNull()
    expect(parts.addDrawing(1, drawn(), false)).toMatchObject({
      kind: 'page',
      number: 1,
      text: 'The reed bed is cut',
      picture,
      readable: true,
    })
    expect(parts.addDrawing(2, drawn(), false)).toBeNull()
    expect(parts.undrawn()).toEqual([])
    expect(parts.unread()).toEqual([2])
    // The other process, which came from the end, drew it too.
    expect(parts.addDrawing(2, drawn({ blank: true }), false)).toBeNull()
    expect(parts.isSettled()).toBe(false)
    expect(parts.addText(text(2))).toMatchObject({ number: 2 })
    expect(parts.isSettled()).toBe(true)
    expect(parts.addDrawing(1, drawn(), true)).toBeNull()
  })

  it.each<[string, Partial<PageNeeds>, DrawnPage | null]>([
    ['PDFium could not draw it', {}, null],
    ['its fonts are not in the file', { fonts: true }, drawn()],
    ['it has little text, and images in forms', { little: true }, drawn({ images: null })],
    ['it has hardly any text and is read by OCR', { few: true }, drawn()],
    ['it has little text over a picture and is read by OCR', { little: true }, drawn({ images: 0.5 })],
  ])('is drawn again where %s', (_, needs, first) => {
    const parts = partsOf(1)
    parts.addText(text(1, needs))
    expect(parts.addDrawing(1, first, false)).toBeNull()
    expect(parts.isSettled()).toBe(true)
    expect(parts.redraw()).toMatchObject([{ number: 1, needs }])
    expect(parts.addDrawing(1, drawn({ scan: picture }), true)).toMatchObject({
      scan: picture,
      readable: true,
    })
    expect(parts.redraw()).toEqual([])
  })

  it.each<[string, Partial<PageNeeds>, DrawnPage]>([
    ['it is blank', { few: true }, drawn({ blank: true })],
    ['it has little text and a small picture', { little: true }, drawn({ images: 0.2 })],
    ['images in forms do not matter', {}, drawn({ images: null })],
  ])('is drawn once where %s', (_, needs, first) => {
    const parts = partsOf(1)
    parts.addText(text(1, needs))
    expect(parts.addDrawing(1, first, false)).toMatchObject({ number: 1, textless: false })
  })

  it('keeps its first drawing where the second fails, and says that it is incomplete', () => {
    const parts = partsOf(1)
    parts.addText(text(1, { fonts: true }))
    parts.addDrawing(1, drawn(), false)
    expect(parts.addDrawing(1, null, true)).toMatchObject({ picture, readable: false })
  })

  it('that was lost has the title of its entry in the outline', () => {
    const parts = partsOf(2)
    parts.addDrawing(2, drawn(), false)
    expect(parts.loseText(2)).toMatchObject({
      title: 'The second part',
      text: '',
      picture: null,
      readable: false,
    })
  })

  it('whose drawing was lost has its text', () => {
    const parts = partsOf(1)
    parts.addText(text(1))
    expect(parts.addDrawing(1, null, true)).toMatchObject({
      text: 'The reed bed is cut',
      picture: null,
      readable: false,
    })
  })
})

it('is textless with hardly any text, or a picture under a footer', () => {
  const textless = (needs: Partial<PageNeeds>, images: number): boolean | undefined => {
    const parts = partsOf(1, false)
    parts.addText(text(1, needs))
    return parts.addDrawing(1, drawn({ images }), false)?.textless
  }
  expect(textless({ few: true, empty: true }, 0)).toBe(true)
  expect(textless({ little: true, empty: true }, 0.5)).toBe(true)
  expect(textless({ little: true, empty: true }, 0.1)).toBe(false)
  expect(textless({ little: true }, 0.5)).toBe(false)
})
