import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '@async-events/core'
import { findToolOnPath } from '@async-events/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PdfDocument, type PdfPage, type ReadPdfOptions, readPdf } from '../src/index.ts'
import { bomb, makePdf, rawPages, rawStream } from './pdf-samples.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pdf-bounds-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function read(bytes: Buffer, limits: ReadPdfOptions['limits'] = {}) {
  const workdir = await mkdtemp(join(folder, 'work-'))
  const file = join(workdir, 'slides.pdf')
  await writeFile(file, bytes)
  const context = { findTool: findToolOnPath(), signal: new AbortController().signal, workdir }
  let document: PdfDocument | undefined
  const pages: PdfPage[] = []
  const pictures = await mkdtemp(join(workdir, 'pictures-'))
  for await (const message of readPdf(context, { file, folder: pictures, scans: false, limits }))
    if (message.kind === 'document') document = message
    else pages.push(message)
  return { document: document as PdfDocument, pages: pages.sort((a, b) => a.number - b.number) }
}

const text = (words: string): string => `BT /F 2 Tf 5 400 Td (${words}) Tj ET`

/** A hundred lines, the ends of the lines counted in: what is outside of the page is no text. */
const hundredLines = (characters: number): string =>
  Array.from({ length: 100 }, (_, line) => {
    const length = line < 99 ? 199 : characters - 99 * 200
    return `BT /F 2 Tf 5 ${520 - line * 5} Td (${'x'.repeat(length)}) Tj ET`
  }).join(' ')

describe('P03 bounds of a PDF, at each and one beyond', () => {
  it('characters of a page: the rest is cut off, and told', async () => {
    const { pages } = await read(
      rawPages([{ content: hundredLines(20_000) }, { content: hundredLines(20_001) }]),
    )
    expect(pages.map(({ text: found, cut }) => [found.length, cut])).toEqual([
      [20_000, false],
      [20_000, true],
    ])
  })

  it('characters of all pages', async () => {
    const bytes = rawPages([{ content: text('x'.repeat(20)) }, { content: text('x'.repeat(20)) }])
    const cuts = async (limit: number) => (await read(bytes, { text: limit })).pages.map(({ cut }) => cut)
    expect(await cuts(40)).toEqual([false, false])
    expect(await cuts(39)).toEqual([false, true])
  })

  it('entries of the outline, links of a page: further ones are left out', async () => {
    const of = (count: { entries: number; links: number }) =>
      makePdf((pdf) => {
        pdf.fontSize(20).text('The reed bed is cut')
        for (let entry = 0; entry < count.entries; entry++) pdf.outline.addItem(`Part ${entry}`)
        for (let link = 0; link < count.links; link++)
          pdf.link(5, 5 + link, 50, 1, `https://a.example/${link}`)
      })
    for (const more of [0, 1]) {
      const { document, pages } = await read(await of({ entries: 200 + more, links: 100 + more }))
      expect(document.outline).toHaveLength(200)
      expect(pages[0]?.links).toHaveLength(100)
    }
  })

  it('pixels of a picture on a page: a larger one is left out, and told', async () => {
    const picture = (width: number, height: number) =>
      rawPages(
        [{ content: '960 0 0 540 0 0 cm /I Do', resources: '/XObject<</I 6 0 R>>' }],
        [
          rawStream(
            `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode`,
            bomb(`${' '.repeat(5e5)}${'~'.repeat(5e5)}`, Math.ceil((width * height) / 1e6)),
          ),
        ],
      )
    expect((await read(picture(8_000, 5_000))).pages[0]).toMatchObject({ readable: true, textless: true })
    expect((await read(picture(8_000, 5_001))).pages[0]).toMatchObject({ readable: false, textless: false })
  })

  it('pages that may be lost', async () => {
    const bytes = rawPages([
      { content: text('The first page is read') },
      { content: bomb('q Q ', 200), dictionary: '/Filter/FlateDecode' },
      { content: text('The last page is read') },
    ])
    const reading = (lostPages: number) => read(bytes, { pageMs: 8_000, lostPages })
    expect((await reading(1)).pages.map(({ readable }) => readable)).toEqual([true, false, true])
    const thrown: unknown = await reading(0).catch((reason: unknown) => reason)
    expect(thrown).toBeInstanceOf(AppError)
    expect(thrown).toMatchObject({ code: 'resource_limit', retryable: false })
  })
})
