/**
 * Picture, thumbnail and text of every page: ours against poppler's `pdftoppm` in both sizes and `pdftotext`, side by
 * side, wall and processor time, on decks of plain text, photographs and charts, and on files that are named.
 * `node bench/pdf-pages.ts [file.pdf …]`
 */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
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
  const row = (name: string, cells: readonly string[]): string =>
    name.padEnd(24) + cells.map((cell) => cell.padStart(12)).join('')
  console.log(row('deck', ['ours, s', 'poppler, s', 'ratio', 'ours, CPU s', 'poppler', 'ratio']))
  for (const file of files) {
    const times = { ours: [] as Times[], poppler: [] as Times[] }
    for (let turn = 0; turn < runs; turn++) {
      times.ours.push(await timed(() => ours(file)))
      times.poppler.push(await timed(() => poppler(file)))
    }
    const compared = (['wall', 'processor'] as const).flatMap((kind) => {
      const [a, b] = [times.ours, times.poppler].map((all) => median(all.map((one) => one[kind])))
      return [a ?? 0, b ?? 0, (a ?? 0) / (b ?? 1)]
    })
    console.log(
      row(
        basename(file),
        compared.map((value) => value.toFixed(2)),
      ),
    )
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** Seconds. */
interface Times {
  wall: number
  /** Of the processes that were started meanwhile, and of this one. */
  processor: number
}

async function timed(act: () => Promise<void>): Promise<Times> {
  const before = { wall: performance.now(), processor: await processorSeconds() }
  await act()
  return {
    wall: (performance.now() - before.wall) / 1000,
    processor: (await processorSeconds()) - before.processor,
  }
}

/** Fields 14 to 17 of /proc/self/stat (proc(5)): hundredths of a second, of this process and of ended children. */
async function processorSeconds(): Promise<number> {
  const stat = await readFile('/proc/self/stat', 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) / 100
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
