import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { thisMachine, thisRelease } from './machine.ts'
import { pictureOf } from './picture.ts'
import {
  type BenchReport,
  type Compared,
  type Figure,
  type Goal,
  goalText,
  isMet,
  type Result,
} from './results.ts'
import { median, shortNumber } from './statistics.ts'

const root = join(import.meta.dirname, '..', '..')

/** Where reports are written: `<name>.json` and `<name>.svg`. */
export const reportsFolder = join(root, 'data', 'bench')

export interface Comparison {
  what: string
  unit: string
  /** One measurement: does the work, and resolves to a value in `unit`. */
  ours: () => Promise<number>
  /** The same work by the bare tool, on the same machine and stores. */
  bare: { name: string; measure: () => Promise<number> }
  /** On the ratio of medians, ours by bare. */
  goal?: Goal
}

export interface Bench {
  /** For the gate: fewer pairs, and inputs that take seconds. */
  isShort: boolean
  /** `full`, or `short` in the short form. */
  size: <T>(full: T, short: T) => T
  /** Measures in turn, ours first, after one measurement of each that does not count. */
  compare: (comparison: Comparison) => Promise<Compared>
  /** A value without anything beside it. */
  figure: (figure: { what: string; unit: string; value: number; goal?: Goal }) => Figure
}

/**
 * Runs a bench: prints each measurement, medians, ratios and goals, and writes the report and its picture.
 *
 * Options of every bench: `--short`, `--pairs N` (5; 2 in the short form). The process ends with 1 when a goal is missed,
 * but not in the short form: that one only shows that the bench works.
 */
export async function runBench(name: string, act: (bench: Bench) => Promise<void>): Promise<void> {
  const { values } = parseArgs({
    options: { short: { type: 'boolean', default: false }, pairs: { type: 'string' } },
    strict: false,
  })
  const isShort = values.short === true
  const pairs = typeof values.pairs === 'string' ? Number(values.pairs) : isShort ? 2 : 5
  if (!Number.isInteger(pairs) || pairs < 1) throw new Error('--pairs takes a whole number')
  const machine = thisMachine()
  const results: Result[] = []
  console.log(
    `${name}: ${machine.processor}, ${machine.cores} cores, ${machine.memory} GiB, Node ${machine.node}, load ${machine.load}`,
  )
  await act({
    isShort,
    size: (full, short) => (isShort ? short : full),
    compare: async (comparison) => {
      const compared = await compareInTurn(comparison, pairs)
      results.push(compared)
      return compared
    },
    figure: (given) => {
      const figure: Figure = { kind: 'figure', ...given, goal: given.goal ?? null }
      results.push(figure)
      console.log(`${figure.what}: ${shortNumber(figure.value)} ${figure.unit}${verdict(figure)}`)
      return figure
    },
  })
  const report: BenchReport = {
    name,
    ...thisRelease(),
    date: new Date().toISOString(),
    isShort,
    machine,
    results,
  }
  await mkdir(reportsFolder, { recursive: true })
  await writeFile(join(reportsFolder, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`)
  await writeFile(join(reportsFolder, `${name}.svg`), pictureOf(report))
  if (!isShort && results.some((result) => isMet(result) === false)) process.exitCode = 1
}

async function compareInTurn({ what, unit, ours, bare, goal }: Comparison, pairs: number): Promise<Compared> {
  console.log(`\n${what}, beside ${bare.name}`)
  const values: { ours: number[]; bare: number[] } = { ours: [], bare: [] }
  for (let pair = 0; pair <= pairs; pair += 1) {
    const [one, other] = [await ours(), await bare.measure()]
    if (!(Number.isFinite(one) && Number.isFinite(other))) throw new Error(`${what}: not a number`)
    const told = `ours ${shortNumber(one)}, bare ${shortNumber(other)} ${unit}`
    console.log(pair === 0 ? `  warm-up ${told}` : `  ${pair}: ${told}`)
    if (pair === 0) continue
    values.ours.push(one)
    values.bare.push(other)
  }
  const [mine, theirs] = [median(values.ours), median(values.bare)]
  const compared: Compared = {
    kind: 'compared',
    ...{ what, unit, bareName: bare.name, ...values, ratio: mine / theirs, goal: goal ?? null },
  }
  console.log(
    `  median: ours ${shortNumber(mine)}, bare ${shortNumber(theirs)} ${unit}; ratio ${shortNumber(compared.ratio)}${verdict(compared)}`,
  )
  return compared
}

function verdict(result: Result): string {
  const met = isMet(result)
  return met === null ? '' : ` (goal ${goalText(result.goal)}: ${met ? 'met' : 'missed'})`
}
