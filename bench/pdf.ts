/**
 * Picture, thumbnail and text of every page, beside poppler's `pdftoppm` in both sizes and `pdftotext`, on decks of plain text,
 * photographs and charts, or on files that are named. Both write JPEG of quality 80, 1280 and 320 pixels on the long side.
 * `while it is fetched`: from the PDF being there to the last page, where our processes started during the download, as in the
 * step; of a download that takes longer than their start. `at once`: they start with the PDF.
 * `npm run bench -- pdf [file.pdf …]`
 */
import { execFile } from 'node:child_process'
import { copyFile, glob, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { readPdf, startPdfReader } from '@async-events/media'
import { findToolOnPath } from '@async-events/sandbox'
import { runBench } from './compare/bench.ts'
import { median } from './compare/statistics.ts'
import { makeDecks } from './pdf/decks.ts'

const run = promisify(execFile)
const findTool = findToolOnPath()

interface Measured {
  ms: number
  /** Of the processes that were started, and of this one. */
  cpuMs: number
  pages: number
  /** Of the pictures. */
  bytes: number
}

await runBench('pdf', async ({ compare, figure, size }) => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-pdf-'))
  try {
    const given = parseArgs({ options: { pairs: { type: 'string' } }, strict: false }).positionals
    const decks = given.length > 0 ? given : await makeDecks(folder, size(undefined, 12))
    for (const file of size(decks, decks.slice(0, 1))) {
      const ours: Measured[] = []
      const bare: Measured[] = []
      const measured = async (list: Measured[], measure: Promise<Measured>): Promise<number> => {
        const one = await measure
        list.push(one)
        return one.ms
      }
      const beside = {
        name: 'pdftoppm twice and pdftotext',
        measure: () => measured(bare, byPoppler(folder, file)),
      }
      const what = `pages of ${basename(file)}`
      await compare({
        what: `${what}, started while it is fetched`,
        unit: 'ms',
        ours: () => measured(ours, byUs(folder, file, true)),
        bare: beside,
        goal: { atMost: 1 },
      })
      const middle = (list: readonly Measured[], key: keyof Measured): number =>
        median(list.slice(1).map((one) => one[key]))
      const pages = middle(ours, 'pages')
      figure({ what, unit: 'pages/s', value: (pages / middle(ours, 'ms')) * 1000 })
      figure({
        what: `processor time with the start, ${what}`,
        unit: 'times poppler',
        value: middle(ours, 'cpuMs') / middle(bare, 'cpuMs'),
      })
      figure({
        what: `bytes of pictures, ${what}`,
        unit: 'times poppler',
        value: middle(ours, 'bytes') / middle(bare, 'bytes'),
      })
      await compare({
        what: `${what}, at once`,
        unit: 'ms',
        ours: async () => (await byUs(folder, file, false)).ms,
        bare: beside,
      })
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

/** Fields 14 to 17 of /proc/self/stat (proc(5)): hundredths of a second, of this process and of ended children. */
async function cpuMs(): Promise<number> {
  const fields = (await readFile('/proc/self/stat', 'utf8')).split(') ').at(-1)?.split(' ') ?? []
  return 10 * fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
}

async function byUs(folder: string, given: string, isFetched: boolean): Promise<Measured> {
  const workdir = await mkdtemp(join(folder, 'ours-'))
  const pictures = await mkdtemp(join(workdir, 'pictures-'))
  const file = join(workdir, 'fetched')
  const context = { findTool, workdir, signal: new AbortController().signal }
  const before = await cpuMs()
  const reader = isFetched ? await startPdfReader(context, { file, folder: pictures }) : null
  await reader?.ready
  await copyFile(given, file)
  const from = performance.now()
  let pages = 0
  let bytes = 0
  for await (const message of reader?.read({ scans: false }) ??
    readPdf(context, { file, folder: pictures, scans: false })) {
    if (message.kind !== 'page') continue
    pages += 1
    for (const picture of [message.picture, message.thumbnail])
      if (picture !== null) bytes += (await stat(picture.file)).size
  }
  if (pages === 0) throw new Error(`no page of ${given} was read`)
  const ms = performance.now() - from
  await rm(workdir, { recursive: true })
  return { ms, cpuMs: (await cpuMs()) - before, pages, bytes }
}

async function byPoppler(folder: string, file: string): Promise<Measured> {
  const out = await mkdtemp(join(folder, 'poppler-'))
  const [from, before] = [performance.now(), await cpuMs()]
  for (const [side, name] of [
    ['1280', 'picture'],
    ['320', 'thumbnail'],
  ] as const)
    await run('pdftoppm', ['-jpeg', '-jpegopt', 'quality=80', '-scale-to', side, file, join(out, name)])
  await run('pdftotext', [file, join(out, 'text')])
  const ms = performance.now() - from
  let [pages, bytes] = [0, 0]
  for await (const name of glob('*.jpg', { cwd: out })) {
    pages += 0.5
    bytes += (await stat(join(out, name))).size
  }
  await rm(out, { recursive: true })
  return { ms, cpuMs: (await cpuMs()) - before, pages, bytes }
}
