import { expect, test } from 'vitest'
import { readStamp } from './read-stamp.ts'

test.each([
  ['2026-09-14T14:30:00+02:00', '2026-09-14', '14:30', '+02:00'],
  ['2026-09-14T14:30:00.000Z', '2026-09-14', '14:30', 'Z'],
  ['2026-09-14T14:30+0200', '2026-09-14', '14:30', '+02:00'],
  ['2026-09-14T14:30-05', '2026-09-14', '14:30', '-05:00'],
  ['2026-09-14 14:30', '2026-09-14', '14:30', null],
  [' 2026-09-14 14:30:00 UTC ', '2026-09-14', '14:30', 'Z'],
  ['20260914T143000Z', '2026-09-14', '14:30', 'Z'],
  ['20260914T143000', '2026-09-14', '14:30', null],
  ['20260914', '2026-09-14', null, null],
  ['2026-09-14', '2026-09-14', null, null],
  ['2026-09-14T25:00', '2026-09-14', null, null],
])('%s', (attribute, date, time, offset) => {
  expect(readStamp(attribute)).toEqual({ date, time, offset })
})

test.each([undefined, null, '', '14:30', 'PT45M', '2026-02-30T10:00', '2026', '20261399', 'tomorrow'])(
  '%j has no date',
  (attribute) => {
    expect(readStamp(attribute)).toBeNull()
  },
)
