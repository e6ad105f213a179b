import { expect, it } from 'vitest'
import { openDocument } from '../src/pdf/open-document.ts'
import { openPdfium } from '../src/pdf/open-pdfium.ts'
import { linesOfBlocks } from '../src/pdf/page-block.ts'
import { readPage } from '../src/pdf/read-page.ts'
import { sampleDeck } from '../src/pdf/sample-deck.ts'

it('the sample is read by pdf.js and drawn by PDFium without repairs', async () => {
  const document = await openDocument(sampleDeck(), { images: false })
  const pages = await Promise.all(
    [1, 8].map((number) => readPage(document, number, { outline: [], textLeft: 10_000 })),
  )
  await document.loadingTask.destroy()
  for (const { blocks, title, readable, needs } of pages) {
    expect({ title, readable, fonts: needs.fonts }).toEqual({
      title: 'Reeds and patience',
      readable: true,
      fonts: false,
    })
    expect(linesOfBlocks(blocks).join('\n')).toContain('Dried until spring, as it was done')
    expect(blocks.find(({ kind }) => kind === 'table')?.rows).toEqual([
      ['Bed 0', '0 ha'],
      ['Bed 1', '7 ha'],
      ['Bed 2', '14 ha'],
    ])
  }
  const pdfium = await openPdfium(sampleDeck())
  expect([document.numPages, pdfium?.pages]).toEqual([8, 8])
  const { data, width } = pdfium?.draw(8, 960)?.raster ?? { data: [], width: 0 }
  const at = (x: number, y: number): number[] => [...data.slice((y * width + x) * 4, (y * width + x) * 4 + 4)]
  expect(at(5, 5)).toEqual([255, 255, 255, 255])
  // One of the shapes.
  expect(at(600, 310)).not.toEqual([255, 255, 255, 255])
  pdfium?.close()
})
