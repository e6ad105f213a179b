import { expect, it } from 'vitest'
import { instantInZone } from './instant-in-zone.ts'

it.each([
  ['2026-02-01', '10:30', 'Europe/Brussels', '2026-02-01T09:30:00.000Z'],
  ['2026-07-01', '9:05', 'Europe/Brussels', '2026-07-01T07:05:00.000Z'],
  ['2026-02-01', '10:30', 'America/Los_Angeles', '2026-02-01T18:30:00.000Z'],
  ['2026-02-01', '00:15', 'Asia/Kathmandu', '2026-01-31T18:30:00.000Z'],
  ['2026-02-01', '10:30', 'UTC', '2026-02-01T10:30:00.000Z'],
  // The clocks go forward from 2:00 to 3:00, and back from 3:00 to 2:00.
  ['2026-03-29', '03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25', '03:30', 'Europe/Berlin', '2026-10-25T02:30:00.000Z'],
])('%s %s in %s', (day, time, zone, instant) => {
  expect(instantInZone(day, time, zone)?.toISOString()).toBe(instant)
})

it.each([
  ['Saturday', '10:30', 'UTC'],
  ['2026-02-01', 'noon', 'UTC'],
  ['2026-02-01', '10:30', 'Nowhere/City'],
  ['2026-13-01', '10:30', 'UTC'],
])('%s %s in %s is none', (day, time, zone) => {
  expect(instantInZone(day, time, zone)).toBeNull()
})
