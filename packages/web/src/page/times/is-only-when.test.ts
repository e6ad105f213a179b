import { expect, test } from 'vitest'
import { isOnlyWhen } from './is-only-when.ts'

test.each([
  'Friday 12:30',
  'Saturday',
  'Monday, 14 September 2026, 10:00 – 10:45 (CEST)',
  '14 February',
  'Tuesday 2:20 p.m.–2:50 p.m.',
  'from 10:00 to 11:00 on Tuesday',
  'Start: 10:00, Duration: 45 minutes',
  'Day 2, 14:00',
  'le samedi 12 septembre 2026 à 14h30',
  'Montag, den 14. September 2026 um 14.30 Uhr',
  '09:00 PST / 18:00 CET',
  '2026年9月14日(月) 14:00',
  '45 min',
  'Dauer: ca. 45 Min.',
  '12:00 PM (noon)',
  'Start (UTC+1): 09:40',
])('%s', (text) => {
  expect(isOnlyWhen(text)).toBe(true)
})

test.each([
  '',
  'Sun',
  '2026',
  'Friday 12:30, Hall B',
  'Ann Moor, 14 September 2026',
  'The bird count begins on 14 February at 10:00',
  '10:00 Plenary hall',
  'Room 10.30',
  'Black Friday',
  'Start (UTC+1)',
  'In 30 minutes you learn to count birds',
  `Monday ${'10:00 '.repeat(100)}`,
])('%s holds something else', (text) => {
  expect(isOnlyWhen(text)).toBe(false)
})
