import { expect, test } from 'vitest'
import { readDuration } from './read-duration.ts'

test.each([
  ['45 min', 45],
  ['45', 45],
  ['PT45M', 45],
  ['PT1H30M', 90],
  ['P0DT00H50M00S', 50],
  ['1h30', 90],
  ['1h', 60],
  ['1 h 30 min', 90],
  ['0:45', 45],
  ['00:45:00', 45],
  ['1:30', 90],
  ['01:30 h', 90],
  ['45:00', 45],
  ['1.5 hours', 90],
  ['1½ hours', 90],
  ['2 Stunden', 120],
  ['1 Std. 30 Min.', 90],
  ['2 uur', 120],
  ['45 minutos', 45],
  ['about 20 minutes', 20],
])('%s', (text, minutes) => {
  expect(readDuration(text)).toBe(minutes)
})

test.each(['', 'long', '30–45 min', '14 September', 'PT', 'P1Y', '2026', '10:75', '99999 min'])(
  '%j states none',
  (text) => {
    expect(readDuration(text)).toBeNull()
  },
)
