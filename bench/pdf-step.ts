/**
 * The pdf step on a long slide deck, in its own process as in a worker: pages a second, time to the first result, peak
 * memory of the worker's process, and how long a cancelled one runs on.
 * `node bench/pdf-step.ts [pages]` (300)
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFileStore, stepArtifacts } from '@async-events/artifacts'
import type { StepContext, TextModel } from '@async-events/core'
import { registry } from '@async-events/processors'
import { runners } from '@async-events/processors/runners'
import { findToolOnPath } from '@async-events/sandbox'
import { until } from '@async-events/testkit/until'
import { createSafeFetch, parseFetchAllow } from '@async-events/web'
import { makePdf, scannedSheet } from '../packages/media/test/pdf-samples.ts'
import { ownsNothing } from '../packages/processors/test/owns-nothing.ts'

interface Told {
  firstProgressMs: number
  firstPageMs: number
  wholeMs: number
  pages: number
  peakMegabytes: number
  childGoneMs: number | null
  filesLeft: number
}

const [first = '300', ...worker] = process.argv.slice(2)
if (first === '--worker') console.log(JSON.stringify(await runWorker(worker)))
else await compare(Number(first))

async function compare(pages: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-pdf-'))
  const deck = await makeDeck(pages)
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': deck.length }).end(deck)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  try {
    const whole = await startWorker(join(folder, 'whole'), `127.0.0.1:${port}`, 'whole')
    const cancelled = await startWorker(join(folder, 'cancelled'), `127.0.0.1:${port}`, 'cancel')
    const rows = {
      [`${pages} slides, megabytes`]: (deck.length / 1e6).toFixed(1),
      'first progress, ms (≤ 2000)': whole.firstProgressMs.toFixed(0),
      'first page, ms': whole.firstPageMs.toFixed(0),
      'all pages, s': (whole.wholeMs / 1000).toFixed(1),
      'pages a second': ((whole.pages / whole.wholeMs) * 1000).toFixed(1),
      "peak memory of the worker's process, MB (< 300)": whole.peakMegabytes.toFixed(0),
      'from cancel to the end of the child, ms (≤ 5000)': cancelled.childGoneMs?.toFixed(0),
      'files left in the work folder': cancelled.filesLeft,
    }
    for (const [name, value] of Object.entries(rows)) console.log(name.padEnd(52), value)
  } finally {
    server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function makeDeck(pages: number): Promise<Buffer> {
  const picture = scannedSheet('A picture', ['with some words in it'])
  return makePdf((pdf) => {
    for (let number = 1; number <= pages; number++) {
      if (number > 1) pdf.addPage()
      pdf.rect(0, 0, 960, 540).fill(['#fff', '#f4f0e0', '#102030'][number % 3] ?? '#fff')
      pdf.fill(number % 3 === 2 ? '#fff' : '#111')
      pdf.font('Helvetica-Bold').fontSize(40).text(`Slide ${number}: Schilf und Geduld`)
      pdf.font('Times-Roman').fontSize(22)
      for (let point = 1; point <= 6; point++)
        pdf.text(`• Point ${point} of slide ${number}: the reed bed is cut for thatch every winter.`)
      if (number % 4 === 0) pdf.image(picture, 500, 280, { width: 340 })
    }
  })
}

async function startWorker(folder: string, host: string, how: string): Promise<Told> {
  await mkdir(folder)
  const child = spawn(process.execPath, [import.meta.filename, '--worker', folder, host, how], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`the worker ended with ${code}`)
  return JSON.parse(Buffer.concat(chunks).toString()) as Told
}

async function runWorker([folder = '', host = '', how = '']: string[]): Promise<Told> {
  const run = await runners.pdf()
  const workdir = join(folder, 'work')
  await mkdir(workdir)
  const abort = new AbortController()
  const started = performance.now()
  let firstProgressMs = 0
  let firstPageMs = 0
  let pages = 0
  let cancelledAt = 0
  let children: string[] = []
  const artifacts = stepArtifacts(await createFileStore(join(folder, 'store')), 'public', workdir)
  const context: StepContext<typeof registry.pdf> = {
    params: registry.pdf.params.parse({ attachment_url: `http://${host}/slides.pdf` }),
    inputs: [],
    templatesDir: null,
    ...ownsNothing,
    workdir,
    signal: abort.signal,
    progress(percent, message = '') {
      const now = performance.now() - started
      if (percent > 0) firstProgressMs ||= now
      const [, done] = /^(\d+) of \d+ pages/.exec(message) ?? []
      pages = Number(done ?? pages)
      if (pages > 0) firstPageMs ||= now
      if (how === 'cancel' && pages >= 20 && cancelledAt === 0) {
        cancelledAt = performance.now()
        void childrenIn(workdir).then((found) => {
          children = found
          cancelledAt = performance.now()
          abort.abort(new Error('cancelled'))
        })
      }
    },
    log: { info: () => {}, warn: () => {} },
    fetch: createSafeFetch({ userAgent: 'AsyncEvents-bench', allow: parseFetchAllow(host) }),
    openProxy: () => Promise.reject(new Error('nothing here dials by itself')),
    readPage: () => Promise.reject(new Error('no page is read here')),
    artifacts,
    textModel: {} as TextModel,
    transcriber: null,
    kept: { get: async () => null, put: async () => {} },
    transcriberAdvice: null,
    findTool: findToolOnPath(),
  }
  await run(context).catch((thrown: unknown) => {
    if (!abort.signal.aborted) throw thrown
  })
  const wholeMs = performance.now() - started
  if (children.length > 0)
    await until(async () => (await childrenIn(workdir)).length === 0, 60_000, 'the children are gone', 5)
  const status = await readFile('/proc/self/status', 'utf8')
  return {
    firstProgressMs,
    firstPageMs,
    wholeMs,
    pages,
    peakMegabytes: Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1000,
    childGoneMs: children.length > 0 ? performance.now() - cancelledAt : null,
    filesLeft: (await readdir(workdir)).length,
  }
}

/** Processes that were told of this folder (proc(5)), beside this one. */
async function childrenIn(workdir: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
  const lines = await Promise.all(
    pids.map(async (pid) => [pid, await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')]),
  )
  return lines.flatMap(([pid = '', line = '']) => (line.includes(workdir) ? [pid] : []))
}
