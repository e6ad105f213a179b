import fc from 'fast-check'
import { expect, it } from 'vitest'
import { stringify } from 'yaml'
import { readBatchFile } from '../src/batch-file/read-batch-file.ts'

const parameters = fc.dictionary(
  // Names of fields of a job itself stand next to the parameters
  fc.stringMatching(/^[a-z]{1,8}x$/),
  fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.array(fc.string()),
  ),
  { minKeys: 1, noNullPrototype: true },
)
const jobs = fc.array(parameters, { minLength: 1, maxLength: 8 })
/** JSON knows no negative zero. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

it('JSON and YAML are read as they were written, and each field has its line', () => {
  fc.assert(
    fc.property(jobs, (rows) => {
      const text = JSON.stringify(rows, null, 2)
      const expected = rows.map((row) => ({ parameters: asJson(row) }))
      const file = readBatchFile(text, 't.json')
      expect(file.jobs).toEqual(expected)
      expect(readBatchFile(stringify(asJson(rows)), 't.yaml').jobs).toEqual(expected)
      const lines = text.split('\n')
      for (const [index, row] of rows.entries())
        for (const key of Object.keys(row)) {
          const [, line = '', column = ''] = file.placeOf(`jobs[${index}].parameters.${key}`).split(':')
          const before = lines[Number(line) - 1]?.slice(0, Number(column) - 1)
          expect(before).toBe(`    ${JSON.stringify(key)}: `)
        }
    }),
  )
})

it('a table is read as it was written, whatever its cells hold, and each row has its line', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\t', '\n', '東', ' ', "'") })
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const table = fc.tuple(fc.constantFrom(',', ';', '\t'), fc.array(fc.tuple(cell, cell), { minLength: 1 }))
  fc.assert(
    fc.property(table, ([mark, rows]) => {
      const lines = [['one', 'two'].join(mark), ...rows.map((row) => row.map(quoted).join(mark))]
      const file = readBatchFile(lines.join('\n'), 't.csv')
      const expected = rows.map(([one, two]) => ({
        parameters: Object.fromEntries(
          Object.entries({ one: one.trim(), two: two.trim() }).filter(([, value]) => value !== ''),
        ),
      }))
      expect(file.jobs).toEqual(expected)
      let line = 1
      for (const index of rows.keys()) {
        line += (lines[index] ?? '').split('\n').length
        expect(file.placeOf(`jobs[${index}]`)).toBe(`t.csv:${line}`)
      }
    }),
  )
})
