/**
 * Pages read in a CPU second, beside trafilatura where Python has it, else beside Readability over linkedom: the pages of
 * conferences of the tests, or a published set. Both sides have read all pages before, as a worker has.
 * `npm run bench -- page [--wcxb DIR] [--take N]`: a split of WCXB (see `bench/quality.ts`, which tells how well they read).
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import { createPageReader } from '../packages/web/src/page/page-reader.ts'
import { runBench } from './compare/bench.ts'
import { readWcxb, type TruePage, takeEvenly } from './quality/page-sets.ts'
import { isInstalled, runSystem, type System } from './quality/run-system.ts'

const conferencePages = join(import.meta.dirname, '../packages/web/test/conference-pages')
/** Times that each process reads all pages: V8 compiles during the first ones, and the last counts. */
const rounds = 4

const { values } = parseArgs({
  options: { wcxb: { type: 'string' }, take: { type: 'string', default: '200' } },
  strict: false,
})

await runBench('page', async ({ compare, figure, size }) => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-page-'))
  try {
    const all = typeof values.wcxb === 'string' ? readWcxb(values.wcxb) : await readConferencePages(folder)
    const pages = takeEvenly(all, size(Number(values.take), 30))
    const html = await Promise.all(pages.map(({ file }) => readFile(file)))
    const mean = html.reduce((sum, { length }) => sum + length, 0) / pages.length
    console.log(`${pages.length} pages, on average ${(mean / 1000).toFixed(1)} kB compressed`)
    const other: System = isInstalled('trafilatura') ? 'trafilatura' : 'readability'
    if (other === 'readability')
      console.log(
        'trafilatura is not installed (pip install trafilatura): beside Readability, without the goal',
      )
    await compare({
      what: `main text of ${pages.length} pages`,
      unit: 'pages/CPU s',
      ours: () => pagesPerSecond('ours', pages),
      bare: { name: other, measure: () => pagesPerSecond(other, pages) },
      ...(other === 'trafilatura' && { goal: { atLeast: 0.9 } }),
    })
    figure({ what: 'the first time in its process', unit: 'pages/s', value: await readFirst(pages) })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

async function pagesPerSecond(system: System, pages: readonly TruePage[]): Promise<number> {
  const answers = await runSystem(system, Array.from({ length: rounds }, () => pages).flat())
  const cpuMs = answers.slice(-pages.length).reduce((sum, answer) => sum + answer.cpuMs, 0)
  return (pages.length / cpuMs) * 1000
}

/** By the process that a worker reads with, its start included, in wall time. */
async function readFirst(pages: readonly TruePage[]): Promise<number> {
  const bodies = await Promise.all(pages.map(async ({ file }) => gunzipSync(await readFile(file))))
  const reader = createPageReader({ processes: 1 })
  try {
    const started = performance.now()
    for (const [at, body] of bodies.entries())
      await reader.read(body, { url: pages[at]?.url ?? '', charset: 'utf-8', mediaType: 'text/html' })
    return (pages.length / (performance.now() - started)) * 1000
  } finally {
    await reader.close()
  }
}

/** In the form of a published set. */
async function readConferencePages(folder: string): Promise<TruePage[]> {
  const names = (await readdir(conferencePages)).filter((name) => name.endsWith('.html')).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const file = join(folder, `${name}.gz`)
      await writeFile(file, gzipSync(await readFile(join(conferencePages, name))))
      return {
        id: basename(name, '.html'),
        url: 'https://page.example/',
        file,
        type: 'article',
        reference: '',
      }
    }),
  )
}
