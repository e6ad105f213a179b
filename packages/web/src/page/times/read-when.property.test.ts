import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOnlyWhen } from './is-only-when.ts'
import { readDayRange } from './read-day-range.ts'
import { readDuration } from './read-duration.ts'
import { readStamp } from './read-stamp.ts'
import { readWhen } from './read-when.ts'

const pieces = fc.constantFrom(
  ...'14 2026 9 31 2 : . - – / , ( ) T Z + h Uhr am pm a.m. à bis to and Mon Monday mar. Sept may de of Day 年 月 日 UTC CET min $ --> \n'.split(
    ' ',
  ),
  ' ',
)
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 80 }).map((all) => all.join('')),
  fc.array(pieces, { maxLength: 40 }).map((all) => all.join(' ')),
  fc.string({ unit: 'binary', maxLength: 300 }),
)

test('reads any text, and what it reads lies within it and is valid', () => {
  fc.assert(
    fc.property(texts, fc.boolean(), (text, labelled) => {
      const when = readWhen(text, { from: '2026-09-12', to: '2026-09-16', labelled })
      for (const clock of [when.start, when.end])
        if (clock !== null) expect(clock).toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
      for (const date of [when.date, when.lastDate])
        if (date !== null) expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date)
      if (when.duration !== null) expect(when.duration).toBeGreaterThan(0)
      let end = 0
      for (const [from, to] of when.spans) {
        expect(from).toBeGreaterThanOrEqual(end)
        expect(to).toBeGreaterThan(from)
        end = to
      }
      expect(end).toBeLessThanOrEqual(text.length)
      isOnlyWhen(text)
      readDayRange(text)
      readDuration(text)
      readStamp(text)
    }),
  )
})

test('a date in figures comes back from every way to write it', () => {
  const days = fc.date({
    min: new Date('1990-01-01T00:00:00Z'),
    max: new Date('2060-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(
      days,
      fc.constantFrom('en-GB', 'en-US', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'ja', 'zh', 'ko'),
      (day, language) => {
        const iso = day.toISOString().slice(0, 10)
        for (const month of ['long', 'short', '2-digit'] as const) {
          const text = new Intl.DateTimeFormat(language, {
            year: 'numeric',
            month,
            day: 'numeric',
            timeZone: 'UTC',
          }).format(day)
          expect({ text, date: readWhen(text, { language }).date }).toEqual({ text, date: iso })
        }
        const full = new Intl.DateTimeFormat(language, {
          dateStyle: 'full',
          timeStyle: 'short',
          timeZone: 'UTC',
        }).format(day)
        const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(day)
        const { date, weekday: stated, start } = readWhen(full, { language })
        expect({ full, date, stated, start }).toEqual({
          full,
          date: iso,
          stated: weekday,
          start: day.toISOString().slice(11, 16),
        })
      },
    ),
  )
})

test('the start and end of a range come back, by the 12-hour and the 24-hour clock', () => {
  const minutes = fc.integer({ min: 0, max: 1439 })
  fc.assert(
    fc.property(minutes, minutes, fc.constantFrom(' – ', '-', ' to ', ' bis ', ' à '), (from, to, dash) => {
      const clock = (minute: number): string => new Date(minute * 60_000).toISOString().slice(11, 16)
      const spoken = (minute: number): string =>
        new Date(minute * 60_000).toLocaleTimeString('en-US', {
          hour: 'numeric',
          minute: '2-digit',
          timeZone: 'UTC',
        })
      for (const write of [clock, spoken]) {
        const { start, end } = readWhen(`${write(from)}${dash}${write(to)}`)
        expect({ start, end }).toEqual({ start: clock(from), end: clock(to) })
      }
    }),
  )
})

// Without limits of the texts' length these would take minutes in a reader that backtracks.
test.each([
  '1 ',
  '10:',
  '10:00-',
  '14.',
  'Mon ',
  'mar. 1 ',
  '1/',
  '(',
  'a.',
  '14 & ',
  '1, ',
  'UTC+',
  '年',
  'T',
  '̀',
  '  ',
])('repeats of %j are read within the limit', (piece) => {
  const text = piece.repeat(10_000 / piece.length)
  expect(readWhen(text).spans.every(([, to]) => to <= 200)).toBe(true)
  expect(isOnlyWhen(text)).toBe(false)
  expect(readDuration(text)).toBeNull()
  expect(readStamp(text)).toBeNull()
  readDayRange(text)
})
