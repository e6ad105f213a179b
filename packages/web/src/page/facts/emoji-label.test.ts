import { expect, test } from 'vitest'
import { emojiValues } from './emoji-label.ts'

test.each<[string, [label: string, value: string][]]>([
  ['👤 Ann Moor', [['speakers', 'Ann Moor']]],
  [
    '🕒 14:00 – 14:45 · 📍 Main hall',
    [
      ['time', '14:00 – 14:45'],
      ['place', 'Main hall'],
    ],
  ],
  ['🗓️ 14 February 2026', [['day', '14 February 2026']]],
  ['🎤: Ann Moor, Rob Dyke', [['speakers', 'Ann Moor, Rob Dyke']]],
  ['🎉 We are sold out', []],
  ['📍', []],
  ['Meet at the 📍 on the map', []],
])('%s', (line, values) => {
  expect(emojiValues(line).map(({ label, from, to }) => [label, line.slice(from, to)])).toEqual(values)
})
