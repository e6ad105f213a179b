/**
 * The text of pages beside poppler's (`pdftotext`, `pdftotext -layout`; the better one counts): share of its words that
 * are found, and how far they stand in the same order; titles beside those that the decks were given. Decks of several
 * makers, as far as they are installed: pdfkit always; pdflatex with beamer (Debian: texlive-pictures,
 * texlive-latex-recommended), LibreOffice, and weasyprint (PyPI; `--weasyprint FILE` names the program).
 * `node bench/pdf-text.ts [--weasyprint FILE] [FILE.pdf ...]`; `--misses` prints where the order differs.
 */
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { readPdf } from '@async-events/media'
import { findToolOnPath } from '@async-events/sandbox'
import { type Page, pageSchema } from '../packages/processors/src/pdf/contract.ts'
import { markRunning } from '../packages/processors/src/pdf/mark-running.ts'
import { canvasDeck, designs } from './pdf-text/canvas-decks.ts'
import { sameOrder, shareFound, wordsOf } from './pdf-text/compare-words.ts'
import { htmlDeck } from './pdf-text/html-deck.ts'
import { odpDeck } from './pdf-text/odp-deck.ts'
import { hebrewTalk, type SlideContent, talk } from './pdf-text/slide-contents.ts'
import { texDeck } from './pdf-text/tex-deck.ts'

interface Deck {
  name: string
  file: string
  /** Null where nothing is known of them. */
  titles: string[] | null
}

const { values, positionals } = parseArgs({
  options: {
    weasyprint: { type: 'string', default: 'weasyprint' },
    misses: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const folder = await mkdtemp(join(tmpdir(), 'bench-pdf-text-'))
const run = (tool: string, ...args: string[]): boolean =>
  spawnSync(tool, args, { cwd: folder, timeout: 120_000, stdio: 'ignore' }).status === 0

try {
  const decks = await makeDecks()
  const rows = []
  for (const deck of decks) rows.push(await measure(deck))
  for (const { name, words, order, titles } of rows)
    console.log(
      `${name.padEnd(36)} words ${words.toFixed(3)}  order ${order.toFixed(3)}  titles ${titles?.toFixed(2) ?? '-'}`,
    )
  const mean = (of: readonly number[]): string =>
    (of.reduce((sum, one) => sum + one, 0) / of.length).toFixed(3)
  console.log(
    `${'mean'.padEnd(36)} words ${mean(rows.map(({ words }) => words))}  order ${mean(rows.map(({ order }) => order))}` +
      `  titles ${mean(rows.flatMap(({ titles }) => titles ?? []))}`,
  )
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function makeDecks(): Promise<Deck[]> {
  const decks: Deck[] = positionals.map((file) => ({ name: basename(file), file, titles: null }))
  const add = (name: string, slides: readonly SlideContent[], file: string): void => {
    decks.push({ name, file: join(folder, file), titles: slides.map(({ title }) => title) })
  }
  for (const [name, design] of Object.entries(designs)) {
    await writeFile(join(folder, `${name}.pdf`), await canvasDeck(talk, design))
    add(`pdfkit, ${name}`, talk, `${name}.pdf`)
  }
  const styles = [
    ['Madrid', ''],
    ['Warsaw', '\\usepackage[T1]{fontenc}\\usepackage{lmodern}'],
    ['Berkeley', ''],
  ] as const
  for (const [theme, fonts] of styles) {
    await writeFile(join(folder, `${theme}.tex`), texDeck(talk, theme, fonts))
    // Twice, for the numbers of pages
    const args = ['-interaction=batchmode', `${theme}.tex`]
    if (run('pdflatex', ...args) && run('pdflatex', ...args)) add(`beamer, ${theme}`, talk, `${theme}.pdf`)
  }
  for (const mark of ['• ', '']) {
    const name = mark === '' ? 'plain-odp' : 'bullets-odp'
    await writeFile(join(folder, `${name}.fodp`), odpDeck(talk, mark))
    if (
      run(
        'soffice',
        '--headless',
        `-env:UserInstallation=file://${folder}/office`,
        '--convert-to',
        'pdf',
        `${name}.fodp`,
      )
    )
      add(`LibreOffice, ${name}`, talk, `${name}.pdf`)
  }
  const pages = [
    ['html', talk, htmlDeck(talk, 'body { font-family: DejaVu Sans }')],
    [
      'html-columns',
      talk,
      htmlDeck(talk, 'ul { columns: 1; text-align: justify } h1 { text-align: center }'),
    ],
    [
      'html-spaced',
      talk,
      htmlDeck(talk, 'h1 { text-transform: uppercase; letter-spacing: 1px; font-size: 26px }'),
    ],
    ['html-hebrew', hebrewTalk, htmlDeck(hebrewTalk, 'body { font-family: DejaVu Sans }', 'rtl')],
  ] as const
  for (const [name, slides, text] of pages) {
    await writeFile(join(folder, `${name}.html`), text)
    if (run(values.weasyprint, `${name}.html`, `${name}.pdf`))
      add(`weasyprint, ${name}`, slides, `${name}.pdf`)
  }
  return decks
}

async function measure({ name, file, titles }: Deck) {
  const pages = markRunning(await readPages(file))
  const modes = [[], ['-layout']].map((options) => poppler(file, options))
  const scores = pages.map(({ text }, index) => {
    const own = wordsOf(text)
    const known = modes.map((mode) => wordsOf(mode[index] ?? ''))
    const order = Math.max(...known.map((words) => sameOrder(own, words)))
    if (values.misses && order < 0.999)
      console.log(
        `-- ${name}, page ${index + 1}: ${order.toFixed(3)}\n${text}\n-- poppler:\n${modes[0]?.[index]}`,
      )
    return { order, words: Math.max(...known.map((words) => shareFound(own, words))) }
  })
  const mean = (of: 'order' | 'words'): number =>
    scores.reduce((sum, one) => sum + one[of], 0) / scores.length
  const letters = (text: string | null | undefined): string => (text ?? '').toLowerCase().replace(/\W+/gu, '')
  const right = titles?.filter((title, index) => letters(pages[index]?.title) === letters(title))
  if (values.misses && titles)
    for (const [index, title] of titles.entries())
      if (!right?.includes(title)) console.log(`-- ${name}: ${title} is ${pages[index]?.title}`)
  return {
    name,
    words: mean('words'),
    order: mean('order'),
    titles: titles && right ? right.length / titles.length : null,
  }
}

async function readPages(file: string): Promise<Page[]> {
  const workdir = await mkdtemp(join(folder, 'read-'))
  const pictures = join(workdir, 'pictures')
  await mkdir(pictures)
  const ctx = { findTool: findToolOnPath(), signal: new AbortController().signal, workdir }
  const pages: Page[] = []
  for await (const message of readPdf(ctx, { file, folder: pictures, scans: false })) {
    if (message.kind === 'document') continue
    const { number, text, blocks, title, links } = message
    const rest = { ocr: false, picture: null, thumbnail: null, fingerprint: null }
    pages.push(pageSchema.parse({ number, text, blocks, title, links, ...rest }))
  }
  return pages.sort((one, other) => one.number - other.number)
}

function poppler(file: string, options: readonly string[]): string[] {
  const { stdout, error } = spawnSync('pdftotext', [...options, file, '-'], { maxBuffer: 64 * 1024 * 1024 })
  if (error) throw new Error('pdftotext is missing; install poppler-utils', { cause: error })
  return stdout.toString().split('\f')
}
