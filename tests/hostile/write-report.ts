import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeDials } from '@async-events/testkit/canaries'
import { drawResources } from './draw-resources.ts'
import { growing, growthOf } from './growth.ts'
import type { LongRun } from './long-run.ts'

/** Everything that was not as it must be, in words; empty when the run is good. */
export const problemsOf = (run: LongRun): string[] => [
  ...(run.dials.length > 0 ? [`forbidden places were dialled:\n${describeDials(run.dials)}`] : []),
  ...run.failures.map(({ title, message }) => `${title}: ${message}`),
  ...growing(growthOf(run.samples)),
  ...run.left,
]

/** Writes `report.md` with `resources.svg` beside it. */
export function writeReport(folder: string, run: LongRun, leftOut: readonly string[]): void {
  mkdirSync(folder, { recursive: true })
  const minutes = (run.durationMs / 60_000).toFixed(1)
  writeFileSync(
    join(folder, 'resources.svg'),
    drawResources(run.samples, `Hostile jobs for ${minutes} minutes, seed ${run.seed}`),
  )
  writeFileSync(join(folder, 'report.md'), reportText(run, minutes, leftOut))
}

function reportText(run: LongRun, minutes: string, leftOut: readonly string[]): string {
  const problems = problemsOf(run)
  const total = [...run.runs.values()].reduce((sum, count) => sum + count, 0)
  const rows = new Map<string, number>()
  for (const [title, count] of run.runs) {
    const row = title.split(':')[0] ?? ''
    rows.set(row, (rows.get(row) ?? 0) + count)
  }
  const grown = growthOf(run.samples).map(
    ({ app, rssMb, handles, mostRssMb, mostChildren }) =>
      `| ${app} | ${rssMb.join(' | ')} | ${mostRssMb} | ${handles.join(' | ')} | ${mostChildren} |`,
  )
  return [
    '# Hostile jobs',
    '',
    problems.length === 0
      ? `**As it must be.** ${total} cases in ${minutes} minutes, seed ${run.seed}; ${run.goodRuns} good jobs between them have all completed, nothing has grown, nothing is left, no forbidden place was dialled.`
      : `**${problems.length} problems.** ${total} cases in ${minutes} minutes, seed ${run.seed}.`,
    '',
    ...problems.slice(0, 100).map((problem) => `- ${problem}`),
    ...(problems.length > 0 ? [''] : []),
    '![Memory and open files](resources.svg)',
    '',
    'Middle of each third of the run, without garbage; the most of all samples, with it.',
    '',
    '| App | MB first | MB second | MB last | MB most | Files first | Files second | Files last | Processes most |',
    '| - | -: | -: | -: | -: | -: | -: | -: | -: |',
    ...grown,
    '',
    '| Row | Cases run |',
    '| - | -: |',
    ...[...rows].toSorted(([a], [b]) => a.localeCompare(b)).map(([row, count]) => `| ${row} | ${count} |`),
    '',
    ...(leftOut.length > 0
      ? [`This machine has no address to listen at for: ${leftOut.join(', ')}.`, '']
      : []),
    '```',
    `npm run hostile -- --minutes ${Number(minutes)} --seed ${run.seed}`,
    '```',
    '',
  ].join('\n')
}
