import { expect, test } from 'vitest'
import { readDuration } from '../src/times/read-duration.ts'
import { readMoment } from '../src/times/read-moment.ts'
import { sessionTime } from '../src/times/session-time.ts'
import { zoneNamed } from '../src/times/zone.ts'

test.each([
  ['00:25', 25],
  ['1:00', 60],
  ['01:30', 90],
  ['1:00:00', 60],
  ['00:45:00', 45],
  ['PT45M', 45],
  ['PT1H30M', 90],
  ['PT0H50M0S', 50],
  ['P1DT2H', 1560],
  ['90', 90],
  ['45 min', 45],
  ['1h 30m', 90],
  ['1.5 hours', 90],
  ['2 Stunden', 120],
  ['00:00', null],
  ['-5', null],
  ['soon', null],
  ['', null],
  ['00:75', null],
])('reads the duration %j as %j minutes', (text, minutes) => {
  expect(readDuration(text)).toBe(minutes)
})

test('takes three numbers for days where the end says so', () => {
  expect(readDuration('1:02:00', 26 * 60)).toBe(26 * 60)
  expect(readDuration('1:02:00')).toBe(62)
})

test.each([
  ['2025-02-01T10:35:00+01:00', '2025-02-01', 635, 60],
  ['2025-02-01 10:35', '2025-02-01', 635, null],
  ['2025-02-01T10:35:00.000Z', '2025-02-01', 635, 0],
  ['20250201T103500Z', '2025-02-01', 635, 0],
  ['20250201T133500', '2025-02-01', 815, null],
  ['20250201T123500', '2025-02-01', 755, null],
  ['20250201', '2025-02-01', null, null],
  ['2025-02-01', '2025-02-01', null, null],
  ['1.2.2025', '2025-02-01', null, null],
  ['01.02.2025 um 10:35 Uhr', '2025-02-01', 635, null],
  ['02/01/2025 10:35 PM', '2025-02-01', 1355, null],
  ['13/02/2025', '2025-02-13', null, null],
  ['Sat, 1 February 2025 10:35', '2025-02-01', 635, null],
  ['1. März 2025', '2025-03-01', null, null],
  ['Saturday, February 1, 2025 10:35 AM', '2025-02-01', 635, null],
  ['10:35', null, 635, null],
  ['9.30 Uhr', null, 570, null],
  ['12:05 am', null, 5, null],
  ['2025-02-01T24:00:00', '2025-02-02', 0, null],
  ['1738402500', '2025-02-01', 575, 0],
])('reads %j', (text, date, minutes, offset) => {
  expect(readMoment(text)).toEqual({ date, minutes, offset })
})

test.each(['2025-02-30', 'Saturday', '25:00', '10', '', '2025', 'x'.repeat(1000)])(
  'reads nothing into %j',
  (text) => {
    expect(readMoment(text)).toBeNull()
  },
)

test('converts moments of other offsets to the clocks of the conference, also where these change', () => {
  const zone = zoneNamed('Europe/Berlin')
  const at = (start: string, duration = '60') =>
    sessionTime({ start, duration }, { zone, dayChange: null }).time
  expect(at('2024-07-01T08:00:00Z')).toMatchObject({ start: '10:00', starts_at: '2024-07-01T10:00:00+02:00' })
  expect(at('2024-10-27T01:30')).toMatchObject({ starts_at: '2024-10-27T01:30:00+02:00', end: '02:30' })
  expect(at('2024-10-27T01:30:00Z')).toMatchObject({ starts_at: '2024-10-27T02:30:00+01:00' })
  expect(at('2024-12-31T23:30')).toMatchObject({
    date: '2024-12-31',
    end: '00:30',
    ends_at: '2025-01-01T00:30:00+01:00',
  })
  expect(zoneNamed('Europe/Nowhere')).toBeNull()
  expect(zoneNamed('Pacific Standard Time')?.name).toBe('America/Los_Angeles')
})

test('believes the offset that stands next to the same time of the day', () => {
  const { time } = sessionTime(
    { date: '2020-12-14T09:00:00+01:00', start: '09:00', duration: '00:30' },
    { zone: zoneNamed('UTC'), dayChange: null },
  )
  expect(time).toMatchObject({
    start: '09:00',
    starts_at: '2020-12-14T09:00:00+01:00',
    ends_at: '2020-12-14T09:30:00+01:00',
  })
})
