import type { HistoryEntry, KeptResult } from '../../bench/compare/history.ts'
import { goalText } from '../../bench/compare/results.ts'
import { shortNumber } from '../../bench/compare/statistics.ts'
import { code, markdownTable } from './markdown-table.ts'

/** What was measured, a row for each result. */
export function benchTable(results: readonly KeptResult[]): string {
  return markdownTable(
    ['Bench', 'What', 'Ours', 'Beside it, in the same run', 'Ratio', 'Goal', ''],
    results.map(({ bench, what, unit, ours, bare, bareName, ratio, goal, isMet }) => [
      code(bench),
      what,
      `${shortNumber(ours)} ${unit}`,
      bare === null ? '' : `${bareName}: ${shortNumber(bare)} ${unit}`,
      ratio === null ? '' : shortNumber(ratio),
      goalText(goal),
      isMet === null ? '' : isMet ? 'met' : '**missed**',
    ]),
  )
}

/** What figures were taken on, as a sentence. */
export function machineText({ version, commit, date, machine }: HistoryEntry): string {
  const { processor, cores, memory, system, node } = machine
  return `Version ${version}${commit === null ? '' : ` (${commit})`}, ${date}: ${cores} cores of ${processor}, ${memory} GiB, ${system}, Node ${node}.`
}
