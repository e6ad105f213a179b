import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const read = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8')

/** Generated from the tables of errors and warnings, so that a new code is among them. In English it is the advice itself. */
const codes = [...read('../../../docs/errors.md').matchAll(/^### `([a-z_]+)`$/gm)].map(([, code]) => code)

it.each(['de'])('what to do about each error and warning is said in %s', (language) => {
  const advice: Record<string, string> = JSON.parse(read(`../src/words/${language}.advice.json`))
  expect(codes.length).toBeGreaterThan(100)
  expect(Object.keys(advice).sort()).toEqual(codes.toSorted())
  for (const text of Object.values(advice)) expect(text).toMatch(/^[A-ZÄÖÜ].{10,160}[.?]$/)
})
