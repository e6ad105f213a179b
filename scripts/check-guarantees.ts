/** Each test that docs/guarantees.md names must exist: the file, and a test with that title. */
import { existsSync, readFileSync } from 'node:fs'

const page = 'docs/guarantees.md'
const rows = readFileSync(page, 'utf8')
  .split('\n')
  .filter((line) => line.includes('.test.ts'))
const problems: string[] = []
for (const row of rows) {
  const [, file, title] = /`([\w./-]+\.test\.ts)`: “([^”]+)”/.exec(row) ?? []
  if (!file || !title) problems.push(`names no test as it should: ${row}`)
  else if (!existsSync(file)) problems.push(`there is no ${file}`)
  // As in the source: a title of `it.each` holds placeholders.
  else if (!titlesOf(file).has(title)) problems.push(`${file} has no test "${title}"`)
}
if (rows.length === 0) problems.push('names no test')
for (const problem of problems) console.error(`${page}: ${problem}`)
process.exit(problems.length === 0 ? 0 : 1)

function titlesOf(file: string): Set<string> {
  const source = readFileSync(file, 'utf8')
  // A call of `it` or `test`, with or without `.each(…)` before it: its first argument is a string at the start.
  return new Set([...source.matchAll(/\(\s*(['"`])((?:(?!\1).)+)\1,/g)].map(([, , title]) => title ?? ''))
}
