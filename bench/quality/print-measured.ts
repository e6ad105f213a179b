import type { MeasuredPage } from './measure-page.ts'
import type { System } from './run-system.ts'
import type { Score } from './score-text.ts'

export interface Measured {
  system: System
  pages: readonly MeasuredPage[]
}

/** A row for each type of page that there is (`all` is every page), a column for each system. */
export function printScores(
  all: readonly Measured[],
  types: readonly string[],
  score: (pages: readonly MeasuredPage[]) => Score,
  long: boolean,
): void {
  const figures = long ? (['f1', 'precision', 'recall'] as const) : (['f1'] as const)
  for (const figure of figures) {
    console.log(row(figure === 'f1' ? 'F1' : figure, ['pages', ...all.map(({ system }) => system)]))
    for (const type of types) {
      const groups = all.map(({ pages }) => pages.filter((page) => type === 'all' || page.type === type))
      const count = groups[0]?.length ?? 0
      if (count > 0)
        console.log(row(type, [String(count), ...groups.map((pages) => score(pages)[figure].toFixed(3))]))
    }
    console.log()
  }
}

export function printCosts(all: readonly Measured[]): void {
  const rows: Record<string, (pages: readonly MeasuredPage[]) => string> = {
    'pages a CPU second': (pages) =>
      ((pages.length / pages.reduce((sum, { cpuMs }) => sum + cpuMs, 0)) * 1000).toFixed(1),
    'slowest page, ms of CPU': (pages) => Math.max(...pages.map(({ cpuMs }) => cpuMs)).toFixed(0),
    'peak memory, MB': (pages) => (pages.at(-1)?.peakMegabytes ?? 0).toFixed(0),
    'pages that it failed on': (pages) => String(pages.filter(({ failed }) => failed !== null).length),
    'pages warned of (little_text)': (pages) => String(pages.filter(({ littleText }) => littleText).length),
    '< 1/10 as many words, no warning': (pages) => String(pages.filter(({ lost }) => lost).length),
    '< 1/10 of the words, no warning': (pages) => String(pages.filter(({ wrong }) => wrong).length),
  }
  console.log(row('', ['', ...all.map(({ system }) => system)]))
  for (const [name, figure] of Object.entries(rows))
    console.log(row(name, ['', ...all.map(({ pages }) => figure(pages))]))
  console.log()
}

const worstPages = 40

/** Of our own reading alone. */
export function printMisses(all: readonly Measured[]): void {
  const ours = all.find(({ system }) => system === 'ours')?.pages ?? []
  for (const { id, type, failed } of ours.filter((page) => page.failed !== null))
    console.log(`failed  ${id}  ${type}  ${failed}`)
  for (const page of ours.filter(({ lost, wrong }) => lost || wrong))
    console.log(`${page.lost ? 'lost ' : 'wrong'}   ${line(page)}`)
  for (const page of ours.toSorted((a, b) => a.words.f1 - b.words.f1).slice(0, worstPages))
    console.log(`worst   ${line(page)}`)
  console.log()
}

const line = ({ id, type, words: { f1, precision, recall } }: MeasuredPage): string =>
  `${id}  ${type.padEnd(14)} F1 ${f1.toFixed(3)}  P ${precision.toFixed(3)}  R ${recall.toFixed(3)}`

const row = (name: string, cells: readonly string[]): string =>
  `${name.padEnd(33)}${cells.map((text, index) => text.padStart(index === 0 ? 6 : 13)).join('')}`
