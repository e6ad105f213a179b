/**
 * How often each field of a session is read rightly, on pages of conferences with their truth beside them.
 * `npm run bench -- fields [DIR] [--misses]`; DIR holds the pages and a `truth.json` (packages/web/test/fields/page-truth.ts)
 */

import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { fieldNames } from '../packages/web/test/fields/compare-fields.ts'
import {
  type MeasuredPage,
  measureFields,
  missesOf,
  type Share,
  sharesOf,
} from '../packages/web/test/fields/measure-fields.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { misses: { type: 'boolean', default: false } },
})
const [folder = fileURLToPath(new URL('../packages/web/test/conference-pages/', import.meta.url))] =
  positionals

const pages = measureFields(folder)
// Once more for the time, as a reader that has run for a while.
const started = process.cpuUsage()
measureFields(folder)
const { user, system } = process.cpuUsage(started)

const shares = sharesOf(pages)
const stated = fieldNames.filter((name) => (shares.get(name)?.total ?? 0) > 0)
console.log(`${pages.length} pages, ${((user + system) / 1000 / pages.length).toFixed(1)} ms of CPU each\n`)
for (const name of stated) {
  const { right, total } = shares.get(name) ?? { right: 0, total: 0 }
  console.log(`${name.padEnd(10)} ${`${right}/${total}`.padStart(8)}  ${(right / total).toFixed(3)}`)
}

const cell = ({ right, total }: Share): string => (total === 0 ? '·' : `${right}/${total}`)
const row = (name: string, cells: readonly string[]): string =>
  `${name.slice(0, 16).padEnd(16)}${cells.map((text) => text.slice(0, 7).padStart(8)).join('')}`
console.log(`\n${row('', stated)}`)
const bySystem = Map.groupBy(pages, (page: MeasuredPage) => page.system)
for (const [name, group] of [...bySystem].toSorted(([a], [b]) => a.localeCompare(b))) {
  const of = sharesOf(group)
  console.log(
    row(
      name,
      stated.map((field) => cell(of.get(field) ?? { right: 0, total: 0 })),
    ),
  )
}
if (values.misses) console.log(`\n${missesOf(pages).join('\n')}`)
