import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { makePdf } from '../../packages/media/test/pdf-samples.ts'
import { seededRandom } from '../../tests/harness/seeded-random.ts'

/** Files of slides in a folder: plain text, photographs and charts; a few pages of each where `pages` says so. */
export async function makeDecks(folder: string, pages?: number): Promise<string[]> {
  const { next: random } = seededRandom(7)
  const photos = Array.from({ length: 8 }, () => photo(random))
  const decks = {
    'text.pdf': await deck(pages ?? 80, () => {}),
    'photos.pdf': await deck(pages ?? 40, (pdf, number) =>
      pdf.image(photos[number % photos.length] ?? '', 0, 260, { width: 960, height: 280 }),
    ),
    'charts.pdf': await deck(pages ?? 60, (pdf) => {
      for (let shape = 0; shape < 300; shape++)
        pdf
          .circle(random() * 960, 280 + random() * 250, 2 + random() * 14)
          .fillOpacity(0.5)
          .fill(['#c33', '#393', '#33c'][shape % 3] ?? '#000')
    }),
  }
  return Promise.all(
    Object.entries(decks).map(async ([name, bytes]) => {
      await writeFile(join(folder, name), bytes)
      return join(folder, name)
    }),
  )
}

function deck(pages: number, draw: (pdf: PDFKit.PDFDocument, number: number) => void): Promise<Buffer> {
  return makePdf((pdf) => {
    for (let number = 0; number < pages; number++) {
      if (number > 0) pdf.addPage()
      pdf
        .fillOpacity(1)
        .fill('#123')
        .font('Helvetica-Bold')
        .fontSize(36)
        .text(`Slide ${number}: reeds and patience`)
      pdf.font('Helvetica').fontSize(20)
      for (let point = 1; point <= 4; point++)
        pdf.text(`• Point ${point} of slide ${number}: the bed is cut for thatch every winter.`)
      draw(pdf, number)
    }
  })
}

function photo(random: () => number): Buffer {
  const canvas = createCanvas(1600, 900)
  const context = canvas.getContext('2d')
  for (let dot = 0; dot < 3_000; dot++) {
    context.fillStyle = `hsl(${random() * 360}, 60%, ${10 + random() * 70}%)`
    context.beginPath()
    context.arc(random() * 1600, random() * 900, random() * 80, 0, 7)
    context.fill()
  }
  return canvas.toBuffer('image/jpeg', 85)
}
