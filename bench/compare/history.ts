import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Machine } from './machine.ts'
import { type BenchReport, type Goal, isMet, type Result } from './results.ts'
import { median } from './statistics.ts'

const file = join(import.meta.dirname, '..', 'history.json')

/** A result by its medians. */
export interface KeptResult {
  bench: string
  what: string
  unit: string
  ours: number
  /** Null of a figure with nothing beside it, as are `bareName` and `ratio`. */
  bare: number | null
  bareName: string | null
  ratio: number | null
  goal: Goal | null
  isMet: boolean | null
}

/** What was measured for a release, or for a commit on the way to it. */
export interface HistoryEntry {
  version: string
  commit: string | null
  /** Of the day, `2026-05-13`. */
  date: string
  machine: Machine
  results: KeptResult[]
}

/** Oldest first. */
export function readHistory(): HistoryEntry[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as HistoryEntry[]) : []
}

/** One line for a release: what is recorded again for the same version takes the place of what was there. */
export function recordHistory(entry: HistoryEntry): void {
  const others = readHistory().filter(({ version }) => version !== entry.version)
  const lines = [...others, entry].map((each) => `  ${JSON.stringify(each)}`)
  writeFileSync(file, `[\n${lines.join(',\n')}\n]\n`)
}

/** @param reports of one machine and version, at least one */
export function entryOf(reports: readonly BenchReport[]): HistoryEntry {
  const [first] = reports
  if (first === undefined) throw new Error('nothing was measured')
  if (reports.some(({ version }) => version !== first.version))
    throw new Error('reports of different versions: run all benches again')
  if (reports.some(({ isShort }) => isShort)) throw new Error('short forms are not recorded')
  const { version, commit, machine } = first
  return {
    ...{ version, commit, date: first.date.slice(0, 10), machine },
    results: reports.flatMap(({ name, results }) => results.map((result) => kept(name, result))),
  }
}

export function kept(bench: string, result: Result): KeptResult {
  const { what, unit, goal } = result
  const compared =
    result.kind === 'compared'
      ? {
          ours: rounded(median(result.ours)),
          bare: rounded(median(result.bare)),
          bareName: result.bareName,
          ratio: rounded(result.ratio),
        }
      : { ours: rounded(result.value), bare: null, bareName: null, ratio: null }
  return { bench, what, unit, ...compared, goal, isMet: isMet(result) }
}

const rounded = (value: number): number => Number(value.toPrecision(3))
