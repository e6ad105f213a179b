import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { de } from '../src/words/de.ts'
import { en, type Words } from '../src/words/en.ts'

/** Generated from the tables of errors and warnings, so that a new code is among them. */
const page = readFileSync(join(import.meta.dirname, '../../../docs/errors.md'), 'utf8')
const codes = [...page.matchAll(/^### `([a-z_]+)`$/gm)].map(([, code]) => code)

const languages: [string, Words][] = [
  ['en', en],
  ['de', de],
]

describe.each(languages)('advice in %s', (tag, { advice }) => {
  it('says of each error and warning what to do', () => {
    // What the service itself says is in English.
    if (advice === null) return expect([tag, codes.length > 100]).toEqual(['en', true])
    expect(Object.keys(advice).sort()).toEqual(codes.toSorted())
    for (const text of Object.values(advice)) expect(text).toMatch(/^[A-ZÄÖÜ].{10,160}[.?]$/)
  })
})
