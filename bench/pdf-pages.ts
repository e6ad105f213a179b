/**
 * Picture, thumbnail and text of every page: ours against poppler's `pdftoppm` in both sizes and `pdftotext`, side by
 * side, on decks of plain text, photographs and charts, and on files that are named. The least seconds of several runs
 * that take turns:
 * - `fetched`: from the PDF being there to the last page, where our processes started while it was fetched, as the step
 *   does it; of a download that takes longer than their start.
 * - `at once`: the same where they start with the PDF.
 * - `CPU`: processor time of all processes, their start included in ours.
 * `node bench/pdf-pages.ts [file.pdf …]`
 */
import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { readPdf, startPdfReader } from '@async-events/media'
import { findToolOnPath } from '@async-events/sandbox'
import { createCanvas } from '@napi-rs/canvas'
import { makePdf } from '../packages/media/test/pdf-samples.ts'
import { seededRandom } from '../tests/harness/seeded-random.ts'

const runs = 5
const run = promisify(execFile)
const findTool = findToolOnPath()

const folder = await mkdtemp(join(tmpdir(), 'bench-pdf-pages-'))
try {
  const given = process.argv.slice(2)
  const files = given.length > 0 ? given : await makeDecks()
  const row = (name: string, cells: readonly string[]): string =>
    name.padEnd(20) + cells.map((cell) => cell.padStart(10)).join('')
  console.log(
    row('deck', ['poppler', 'fetched', 'ratio', 'at once', 'ratio', 'CPU', 'of ours', 'ratio', 'load']),
  )
  for (const file of files) {
    const times = { poppler: [] as Times[], fetched: [] as Times[], atOnce: [] as Times[] }
    for (let turn = 0; turn < runs; turn++) {
      times.poppler.push(await poppler(file))
      times.fetched.push(await ours(file, true))
      times.atOnce.push(await ours(file, false))
    }
    const least = (who: keyof typeof times, kind: keyof Times): number =>
      Math.min(...times[who].map((one) => one[kind]))
    const [wall, processor] = [least('poppler', 'wall'), least('poppler', 'processor')]
    const [fetched, atOnce] = [least('fetched', 'wall'), least('atOnce', 'wall')]
    const own = least('fetched', 'processor')
    const cells = [
      ...[wall, fetched, fetched / wall, atOnce, atOnce / wall],
      ...[processor, own, own / processor, loadavg()[0] ?? 0],
    ]
    console.log(
      row(
        basename(file),
        cells.map((value) => value.toFixed(2)),
      ),
    )
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** Seconds. */
interface Times {
  wall: number
  /** Of the processes that were started, and of this one. */
  processor: number
}

/** Fields 14 to 17 of /proc/self/stat (proc(5)): hundredths of a second, of this process and of ended children. */
async function processorSeconds(): Promise<number> {
  const stat = await readFile('/proc/self/stat', 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) / 100
}

async function ours(given: string, isFetched: boolean): Promise<Times> {
  const workdir = await mkdtemp(join(folder, 'ours-'))
  const pictures = await mkdtemp(join(workdir, 'pictures-'))
  const file = join(workdir, 'fetched')
  const context = { findTool, workdir, signal: new AbortController().signal }
  const before = await processorSeconds()
  const reader = isFetched ? await startPdfReader(context, { file, folder: pictures }) : null
  await reader?.ready
  await copyFile(given, file)
  const from = performance.now()
  let pages = 0
  for await (const message of reader?.read({ scans: false }) ??
    readPdf(context, { file, folder: pictures, scans: false }))
    if (message.kind === 'page') pages += 1
  if (pages === 0) throw new Error(`no page of ${given} was read`)
  const wall = (performance.now() - from) / 1000
  await rm(workdir, { recursive: true })
  return { wall, processor: (await processorSeconds()) - before }
}

async function poppler(file: string): Promise<Times> {
  const out = await mkdtemp(join(folder, 'poppler-'))
  const [from, before] = [performance.now(), await processorSeconds()]
  for (const [side, name] of [
    ['1280', 'picture'],
    ['320', 'thumbnail'],
  ] as const)
    await run('pdftoppm', ['-jpeg', '-jpegopt', 'quality=80', '-scale-to', side, file, join(out, name)])
  await run('pdftotext', [file, join(out, 'text')])
  const wall = (performance.now() - from) / 1000
  await rm(out, { recursive: true })
  return { wall, processor: (await processorSeconds()) - before }
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
