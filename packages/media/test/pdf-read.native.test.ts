import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '@async-events/core'
import { findToolOnPath, type ToolContext } from '@async-events/sandbox'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PdfDocument, type PdfPage, type ReadPdfOptions, readPdf } from '../src/index.ts'
import { bomb, makePdf, rawPages, rawPdf, rawStream, scannedSheet, scans, slides } from './pdf-samples.ts'

let folder: string
let context: ToolContext

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-pdf-'))
  context = {
    findTool: findToolOnPath(),
    signal: new AbortController().signal,
    workdir: join(folder, 'work'),
  }
  await mkdir(context.workdir)
})

afterAll(() => rm(folder, { recursive: true, force: true }))

interface Read {
  document: PdfDocument
  pages: PdfPage[]
  /** Bytes of each page's pictures. */
  pictures: { picture: Buffer | null; thumbnail: Buffer | null; scan: Buffer | null }[]
}

let files = 0
async function read(bytes: Buffer, options: Partial<ReadPdfOptions> = {}): Promise<Read> {
  const file = join(folder, `${++files}.pdf`)
  await writeFile(file, bytes)
  const found: Partial<Read> & Pick<Read, 'pages' | 'pictures'> = { pages: [], pictures: [] }
  const byNumber: { page: PdfPage; pictures: Read['pictures'][number] }[] = []
  const bytesOf = async (picture: PdfPage['picture']) => picture && readFile(picture.file)
  const pictures = await mkdtemp(join(folder, 'pictures-'))
  for await (const message of readPdf(context, { file, folder: pictures, scans: false, ...options })) {
    if (message.kind === 'document') found.document = message
    else {
      const { picture, thumbnail, scan } = message
      const pictures = {
        picture: await bytesOf(picture),
        thumbnail: await bytesOf(thumbnail),
        scan: await bytesOf(scan),
      }
      byNumber.push({ page: message, pictures })
    }
  }
  for (const { page, pictures: own } of byNumber.toSorted((a, b) => a.page.number - b.page.number)) {
    found.pages.push(page)
    found.pictures.push(own)
  }
  expect(await readdir(context.workdir)).toEqual([])
  return found as Read
}

async function failure(bytes: Buffer, options: Partial<ReadPdfOptions> = {}): Promise<AppError> {
  const thrown = await read(bytes, options).then(
    () => 'nothing was thrown',
    (reason: unknown) => reason,
  )
  expect(thrown).toBeInstanceOf(AppError)
  expect(await readdir(context.workdir)).toEqual([])
  return thrown as AppError
}

/** Grey values of an encoded picture, and its size. */
async function pixelsOf(bytes: Buffer | null | undefined) {
  const image = await loadImage(bytes ?? Buffer.alloc(0))
  const canvas = createCanvas(image.width, image.height)
  const drawing = canvas.getContext('2d')
  drawing.drawImage(image, 0, 0)
  const { data } = drawing.getImageData(0, 0, image.width, image.height)
  const greyAt = (x: number, y: number) => data[(y * image.width + x) * 4 + 1] ?? -1
  return { width: image.width, height: image.height, greyAt }
}

describe('a deck of slides', () => {
  let deck: Read

  beforeAll(async () => {
    deck = await read(
      await makePdf(
        (pdf) => {
          pdf
            .fontSize(18)
            .text('Über die Rohrdommel steht viel\ngeschrieben, das meiste\ndavon ist alt.', 60, 160)
          pdf.text('Die Vögel brüten wieder, seit\ndas Röhricht größer\ngeworden ist.', 500, 160)
          pdf.fontSize(40).text('Schilf, Geduld & »Größe«', 60, 50)
          pdf.outline.addItem('Anfang').addItem('Vögel')
          pdf.addPage().rect(0, 0, 480, 540).fill('#000')
          pdf.outline.addItem('Ende')
          pdf
            .fill('#000')
            .fontSize(20)
            .text('where it is written', 520, 100, { link: 'https://example.org/reeds?a=1' })
          pdf.text('again', { link: 'https://example.org/reeds?a=1' })
          pdf.text('by mail', { link: 'mailto:ana@example.org' })
          pdf
            .addPage({ size: [400, 800], margin: 20 })
            .fontSize(16)
            .text('upright page')
        },
        { size: [960, 540], margin: 50, info: { Title: 'Schilf und Geduld' } },
      ),
    )
  })

  test('title, pages and outline', () => {
    expect(deck.document).toEqual({
      kind: 'document',
      pages: 3,
      title: 'Schilf und Geduld',
      outline: [
        { title: 'Anfang', page: 1, level: 0 },
        { title: 'Vögel', page: 1, level: 1 },
        { title: 'Ende', page: 2, level: 0 },
      ],
    })
    expect(deck.pages.map(({ number, readable }) => [number, readable])).toEqual([
      [1, true],
      [2, true],
      [3, true],
    ])
  })

  test('text in reading order: the title, then one column after the other, umlauts whole', () => {
    expect(deck.pages[0]?.text.split('\n')).toEqual([
      'Schilf, Geduld & »Größe«',
      'Über die Rohrdommel steht viel',
      'geschrieben, das meiste',
      'davon ist alt.',
      'Die Vögel brüten wieder, seit',
      'das Röhricht größer',
      'geworden ist.',
    ])
    expect(deck.pages[0]?.title).toBe('Schilf, Geduld & »Größe«')
    expect(deck.pages[2]?.title).toBe('upright page')
  })

  test('links to the web, each once', () => {
    expect(deck.pages.map(({ links }) => links)).toEqual([[], ['https://example.org/reeds?a=1'], []])
  })

  test('pictures in two sizes that show the page', async () => {
    const [, second, third] = deck.pictures
    const large = await pixelsOf(second?.picture)
    expect([large.width, large.height]).toEqual([1280, 720])
    expect(large.greyAt(300, 360)).toBeLessThan(8)
    expect(large.greyAt(1200, 700)).toBeGreaterThan(247)
    // Letters are drawn, in the fonts that come with pdf.js.
    const inked = Array.from({ length: 400 * 60 }, (_, at) =>
      large.greyAt(690 + (at % 400), 130 + Math.floor(at / 400)),
    )
    expect(inked.filter((grey) => grey < 128).length).toBeGreaterThan(300)
    const small = await pixelsOf(second?.thumbnail)
    expect([small.width, small.height]).toEqual([320, 180])
    const upright = await pixelsOf(third?.picture)
    expect([upright.width, upright.height]).toEqual([640, 1280])
    expect(deck.pages[2]?.thumbnail).toMatchObject({ width: 160, height: 320 })
  })

  test('pictures are encoded by libjpeg-turbo, with the tables of the standard', () => {
    // Symbols of few bits of the AC table for luminance (ITU-T T.81, table K.5)
    const standard = Buffer.from('0002010303020403050504040000017d0102030004110512', 'hex')
    for (const { picture, thumbnail } of deck.pictures) {
      expect(picture?.includes(standard)).toBe(true)
      expect(thumbnail?.includes(standard)).toBe(true)
    }
  })

  test('the fingerprint is the page, stretched to 32 × 18', () => {
    const grey = Buffer.from(deck.pages[1]?.fingerprint ?? '', 'base64')
    expect(grey).toHaveLength(576)
    for (let row = 0; row < 18; row++) {
      expect(grey[row * 32 + 8]).toBeLessThan(4)
      expect(grey[row * 32 + 31]).toBeGreaterThan(251)
    }
  })
})

describe('pages without text', () => {
  test('a scan is textless and gets a picture for OCR, a blank page and a page of text do not', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.image(scannedSheet('Reed beds', ['cut every winter']), 0, 0, { width: 960 })
      pdf.addPage()
      pdf.addPage().fontSize(20).text('The reed bed is cut for thatch every winter.')
    })
    const { pages, pictures } = await read(bytes, { scans: true })
    expect(pages.map(({ textless }) => textless)).toEqual([true, false, false])
    expect(pictures.map(({ scan }) => scan !== null)).toEqual([true, false, false])
    expect(pages[0]?.scan).toMatchObject({ width: 2400, height: 1350 })
    expect(pages[0]?.picture).toMatchObject({ width: 1280, height: 720 })
    const unasked = await read(await scans([scannedSheet('Reed beds', [])]))
    expect(unasked.pages[0]).toMatchObject({ textless: true, scan: null })
  })
})

describe('files that are no PDF', () => {
  test.each([
    ['0 bytes', Buffer.alloc(0)],
    ['random bytes', Buffer.from(Array.from({ length: 9_000 }, (_, at) => (at * at * 31 + at * 7919) % 251))],
    ['HTML', Buffer.from('<!doctype html><title>Reeds</title><p>There is no %PDF-1.7 here</p>')],
    ['a header and nothing more', Buffer.from('%PDF-1.7\n%\u00E2\u00E3\n')],
  ])('P01 %s: invalid_pdf, no retry', async (_, bytes) => {
    expect(await failure(bytes)).toMatchObject({ code: 'invalid_pdf', retryable: false })
  })

  test('P01 truncated beyond repair: invalid_pdf', async () => {
    const bytes = await slides(2)
    for (const length of [120, bytes.length / 2, bytes.lastIndexOf('xref\n0')])
      expect(await failure(bytes.subarray(0, length))).toMatchObject({
        code: 'invalid_pdf',
        retryable: false,
      })
  })

  test('P01 a page tree that leads to itself: invalid_pdf', async () => {
    const bytes = rawPdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[2 0 R]/Count 4>>'])
    expect((await failure(bytes)).code).toBe('invalid_pdf')
  })

  test('P02 a password is needed: pdf_encrypted', async () => {
    const locked = await makePdf((pdf) => pdf.text('secret'), { userPassword: 'reed', ownerPassword: 'bed' })
    expect(await failure(locked)).toMatchObject({ code: 'pdf_encrypted', retryable: false })
  })

  test('P02 a password that only forbids changes is none', async () => {
    const open = await makePdf((pdf) => pdf.text('All may read the words of this page'), {
      ownerPassword: 'bed',
    })
    expect((await read(open)).pages[0]?.text).toBe('All may read the words of this page')
  })
})

describe('files that ask too much', () => {
  test('P03 page cap: at it, and one over it too_many_pages', async () => {
    const bytes = await slides(3)
    expect((await read(bytes, { limits: { pages: 3 } })).pages).toHaveLength(3)
    const over = await failure(bytes, { limits: { pages: 2 } })
    expect(over).toMatchObject({ code: 'too_many_pages', retryable: false })
    expect(over.message).toContain('3 pages')
  })

  test('P03 a count of pages that is a lie is not believed', async () => {
    const [catalogue = '', , ...rest] = [
      '<</Type/Catalog/Pages 2 0 R>>',
      '',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 144 144]/Contents 4 0 R>>',
      rawStream('', ''),
    ]
    const bytes = rawPdf([catalogue, '<</Type/Pages/Kids[3 0 R]/Count 1000000000>>', ...rest])
    expect((await read(bytes)).document.pages).toBe(1)
  })

  test('P03 page size cap: 200 inches pass, a point more is page_too_large', async () => {
    const page = (mediaBox: string) => rawPages([{ content: '0 0 m', mediaBox }])
    const widest = await read(page('0 0 14400 100'))
    expect(widest.pages[0]?.picture).toMatchObject({ width: 1280, height: 9 })
    expect(await failure(page('0 0 14401 100'))).toMatchObject({ code: 'page_too_large', retryable: false })
    expect((await failure(page('-9000 0 9000 100'))).code).toBe('page_too_large')
  })

  test('P03 memory cap, a Flate bomb: resource_limit', async () => {
    const bytes = rawPages([{ content: bomb(' ', 3000), dictionary: '/Filter/FlateDecode' }])
    expect(bytes.length).toBeLessThan(4_000_000)
    const thrown = await failure(bytes, { limits: { residentBytes: 400 * 1024 * 1024 } })
    expect(thrown).toMatchObject({ code: 'resource_limit', retryable: false })
  })

  test('P03 time cap: resource_limit', async () => {
    const bytes = rawPages([{ content: bomb('q Q ', 200), dictionary: '/Filter/FlateDecode' }])
    expect(await failure(bytes, { limits: { pageMs: 1500 } })).toMatchObject({
      code: 'resource_limit',
      retryable: false,
    })
  })

  test('P03 a page that takes too long is left out, the others are read', async () => {
    const text = (words: string) => `BT /F 30 Tf 50 400 Td (${words}) Tj ET`
    const bytes = rawPages([
      { content: text('The first page is read') },
      { content: bomb('q Q ', 200), dictionary: '/Filter/FlateDecode' },
      { content: text('The last page is read') },
    ])
    const { pages } = await read(bytes, { limits: { pageMs: 8000 } })
    expect(pages.map(({ number, text: found, readable }) => [number, found, readable])).toEqual([
      [1, 'The first page is read', true],
      [2, '', false],
      [3, 'The last page is read', true],
    ])
    expect(pages.map(({ picture }) => picture !== null)).toEqual([true, false, true])
  })

  test('P03 a picture of too many pixels is left out of its page, which says so', async () => {
    const picture = (side: number) =>
      rawPages(
        [{ content: '960 0 0 540 0 0 cm /I Do', resources: '/XObject<</I 6 0 R>>' }],
        [
          rawStream(
            `/Type/XObject/Subtype/Image/Width ${side}/Height ${side}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode`,
            bomb(`${' '.repeat(5e5)}${'~'.repeat(5e5)}`, Math.ceil((side * side) / 1e6)),
          ),
        ],
      )
    const [small, large] = [await read(picture(1000)), await read(picture(6400))]
    expect(small.pages[0]).toMatchObject({ readable: true, textless: true })
    expect(large.pages[0]).toMatchObject({ readable: false, textless: false })
    expect(large.pages[0]?.picture).not.toBeNull()
  })

  test('long texts, many links and a long outline are cut, and nothing else is lost', async () => {
    const line = '"quoted" \\ '.repeat(12)
    const bytes = await makePdf(
      (pdf) => {
        pdf.fontSize(2).text(`${line}\n`.repeat(280), 5, 5, { lineGap: 0 })
        for (let number = 0; number < 150; number++) {
          pdf.link(5, 5 + number, 50, 1, `https://example.org/${'x'.repeat(400)}${number}`)
          pdf.outline.addItem(`${number} ${'reeds '.repeat(60)}`)
        }
      },
      { size: [960, 960], margin: 5 },
    )
    const { document, pages } = await read(bytes)
    expect(pages).toHaveLength(1)
    expect(pages[0]).toMatchObject({ cut: true, readable: true })
    expect(pages[0]?.text.length).toBeGreaterThan(19_000)
    expect(pages[0]?.text.length).toBeLessThanOrEqual(20_000)
    expect(pages[0]?.links.length).toBeGreaterThan(20)
    expect(pages[0]?.links.length).toBeLessThan(150)
    expect(document.outline.length).toBe(150)
  })
})

describe('damaged files that can be read', () => {
  const isRead = async (bytes: Buffer, count = 2) => {
    const { pages } = await read(bytes)
    expect(pages.map(({ title }) => title)).toEqual(
      Array.from({ length: count }, (_, index) => `Slide number ${index + 1}`),
    )
    expect(pages.every(({ picture }) => picture !== null)).toBe(true)
  }

  test('P04 junk before the header', async () => {
    await isRead(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nServer: x\r\n\r\n'), await slides(2)]))
  })

  test('P04 a table of references that points elsewhere', async () => {
    const bytes = (await slides(2)).toString('latin1').replace(/^\d{10}(?= 00000 n)/gm, '0000000099')
    await isRead(Buffer.from(bytes, 'latin1'))
  })

  test('P04 cut off before the place of the table of references', async () => {
    const bytes = await slides(2)
    await isRead(bytes.subarray(0, bytes.lastIndexOf('startxref')))
  })
})
