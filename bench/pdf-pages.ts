/**
 * Picture, thumbnail and text of every page: ours against poppler's `pdftoppm` in both sizes and `pdftotext`, side by
 * side, wall time, on decks of plain text, photographs and charts, and on files that are named.
 * `node bench/pdf-pages.ts [file.pdf …]`
 */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { readPdf } from '@async-events/media'
import { findToolOnPath } from '@async-events/sandbox'
import { createCanvas } from '@napi-rs/canvas'
import { makePdf } from '../packages/media/test/pdf-samples.ts'
import { seededRandom } from '../tests/harness/seeded-random.ts'

const runs = 3
const run = promisify(execFile)
const findTool = findToolOnPath()

const folder = await mkdtemp(join(tmpdir(), 'bench-pdf-pages-'))
try {
  const given = process.argv.slice(2)
  const files = given.length > 0 ? given : await makeDecks()
  console.log(
    `${'deck'.padEnd(24)}${'ours, s'.padStart(10)}${'poppler, s'.padStart(12)}${'ratio'.padStart(8)}`,
  )
  for (const file of files) {
    const times = { ours: [] as number[], poppler: [] as number[] }
    for (let turn = 0; turn < runs; turn++) {
      times.ours.push(await timed(() => ours(file)))
      times.poppler.push(await timed(() => poppler(file)))
    }
    const [a, b] = [median(times.ours), median(times.poppler)]
    console.log(
      `${basename(file).padEnd(24)}${a.toFixed(2).padStart(10)}${b.toFixed(2).padStart(12)}${(a / b).toFixed(2).padStart(8)}`,
    )
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function timed(act: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await act()
  return (performance.now() - started) / 1000
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

async function ours(file: string): Promise<void> {
  const workdir = await mkdtemp(join(folder, 'ours-'))
  const context = { findTool, workdir, signal: new AbortController().signal }
  let pages = 0
  for await (const message of readPdf(context, { file, folder: workdir, scans: false }))
    if (message.kind === 'page') pages += 1
  if (pages === 0) throw new Error(`no page of ${file} was read`)
  await rm(workdir, { recursive: true })
}

async function poppler(file: string): Promise<void> {
  const out = await mkdtemp(join(folder, 'poppler-'))
  for (const [side, name] of [
    ['1280', 'picture'],
    ['320', 'thumbnail'],
  ] as const)
    await run('pdftoppm', ['-jpeg', '-jpegopt', 'quality=80', '-scale-to', side, file, join(out, name)])
  await run('pdftotext', [file, join(out, 'text')])
  await rm(out, { recursive: true })
}

async function makeDecks(): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const { next: random } = seededRandom(7)
  const photos = Array.from({ length: 8 }, () => photo(random))
  const decks = {
    'text.pdf': await deck(80, () => {}),
    'photos.pdf': await deck(40, (pdf, number) =>
      pdf.image(photos[number % photos.length] ?? '', 0, 260, { width: 960, height: 280 }),
    ),
    'charts.pdf': await deck(60, (pdf) => {
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
