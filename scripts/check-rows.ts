/**
 * Every row of docs/bad-inputs.md is tested: its id begins the title of a test, and a case of the catalogue runs in the
 * whole service. An id without a row is a mistake.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { titleOf } from '../tests/hostile/case.ts'
import { catalogue } from '../tests/hostile/catalogue/index.ts'

const root = join(import.meta.dirname, '..')
const id = String.raw`[BUPMT]\d{2}[a-z]?`
/** A string that begins with ids: the title of a test, or the part of a table that makes it. */
const titles = new RegExp(String.raw`['"\`](${id}(?:[, ]+${id})*)[: ]`, 'g')

const rows = new Set(
  [...readFileSync(join(root, 'docs', 'bad-inputs.md'), 'utf8').matchAll(/^\| ([A-Z]\d{2}[a-z]?) +\|/gm)].map(
    ([, row = '']) => row,
  ),
)
const inTests = new Map<string, string>()
for (const file of globSync('{apps,packages,demo,scripts,tests}/**/*.test.ts', {
  cwd: root,
  exclude: ['**/node_modules/**'],
})) {
  for (const [, found = ''] of readFileSync(join(root, file), 'utf8').matchAll(titles))
    for (const [row] of found.matchAll(new RegExp(id, 'g'))) inTests.set(row, file)
}
// The end-to-end test has a title for each case that is not slow.
for (const { row, slow } of catalogue) if (!slow) inTests.set(row, 'tests/hostile/catalogue')
const inCatalogue = new Set(catalogue.map(({ row }) => row))
const names = catalogue.map(titleOf)

const problems = [
  ...(rows.size === 0 ? ['docs/bad-inputs.md has no rows'] : []),
  ...[...rows].flatMap((row) => (inTests.has(row) ? [] : [`no title of a test begins with ${row}`])),
  ...[...rows].flatMap((row) => (inCatalogue.has(row) ? [] : [`the catalogue has no case of ${row}`])),
  ...[...inTests].flatMap(([row, file]) => (rows.has(row) ? [] : [`${file}: there is no row ${row}`])),
  ...[...inCatalogue].flatMap((row) => (rows.has(row) ? [] : [`the catalogue: there is no row ${row}`])),
  ...names.flatMap((name, at) =>
    names.indexOf(name) === at ? [] : [`the catalogue has two cases called ${name}`],
  ),
]
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exit(1)
console.log(`${rows.size} rows, ${catalogue.length} cases through the whole service`)
