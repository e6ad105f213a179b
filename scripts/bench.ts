/**
 * `npm run bench` runs every bench that gives a report, one after the other, and prints one table; `--short` runs their short
 * forms. `npm run bench -- <name> [args]` runs one, with several names those. `npm run bench -- record` keeps the reports of this
 * version in `bench/history.json`, and `npm run bench -- names` lists all benches.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportsFolder } from '../bench/compare/bench.ts'
import { entryOf, kept, recordHistory } from '../bench/compare/history.ts'
import { thisRelease } from '../bench/compare/machine.ts'
import { comparedBenches } from '../bench/compare/names.ts'
import type { BenchReport } from '../bench/compare/results.ts'
import { benchTable } from './generate/bench-table.ts'

const folder = join(import.meta.dirname, '..', 'bench')
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
const [node = '', , ...args] = process.argv
const firstOption = args.findIndex((arg) => arg.startsWith('--'))
const asked = firstOption < 0 ? args : args.slice(0, firstOption)
const [name] = asked

if (name === undefined) {
  runAll(comparedBenches)
} else if (asked.length > 1) {
  runAll(asked)
} else if (name === 'record') {
  recordHistory(entryOf(reportsOf(thisRelease().version)))
} else if (names.includes(name)) {
  const file = join(folder, `${name}.ts`)
  process.argv = [node, file, ...args.slice(1)]
  await import(file)
} else {
  console.log('npm run bench -- <name> [args]\n')
  for (const each of names)
    console.log(`${each.padEnd(16)} ${summary(readFileSync(join(folder, `${each}.ts`), 'utf8'))}`)
  process.exitCode = name === 'names' ? 0 : 2
}

function runAll(chosen: readonly string[]): void {
  const passed = args.slice(asked.length)
  const failed: string[] = []
  const reports: BenchReport[] = []
  for (const each of chosen) {
    const begun = Date.now()
    spawnSync(node, [join(folder, `${each}.ts`), ...passed], { stdio: 'inherit' })
    const report = join(reportsFolder, `${each}.json`)
    const made = existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as BenchReport) : null
    // A goal that was missed is told by the table; a bench without a report has failed.
    if (made === null || Date.parse(made.date) < begun) failed.push(each)
    else reports.push(made)
    console.log(`\n${each} took ${((Date.now() - begun) / 1000).toFixed(0)} s\n`)
  }
  console.log(benchTable(reports.flatMap((report) => report.results.map((one) => kept(report.name, one)))))
  if (failed.length > 0) {
    console.error(`\nno report: ${failed.join(', ')}`)
    process.exitCode = 1
  }
}

/** The newest of each bench, in the order of the benches. */
function reportsOf(version: string): BenchReport[] {
  return comparedBenches
    .map((each) => join(reportsFolder, `${each}.json`))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as BenchReport)
    .filter((report) => report.version === version && !report.isShort)
}

/** First sentence of a file's doc comment. */
function summary(source: string): string {
  const comment = /\/\*\*?([\s\S]*?)\*\//.exec(source)?.[1] ?? /^\/\/ (.*)$/m.exec(source)?.[1] ?? ''
  const line = comment.replace(/\s*\n \*\s*/g, ' ').trim()
  return /^.*?[.;:](?=\s|$)/.exec(line)?.[0].slice(0, -1) ?? line
}
