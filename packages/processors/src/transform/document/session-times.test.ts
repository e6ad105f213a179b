import { describe, expect, test } from 'vitest'
import { type PageTimes, sessionTimes, weekdayOf } from './session-times.ts'

const page = (times: Partial<PageTimes>): PageTimes => ({
  starts_at: null,
  ends_at: null,
  day: null,
  starttime: null,
  endtime: null,
  ...times,
})

describe('times of the session', () => {
  test('those of the job win one by one', () => {
    const stated = page({ day: '2026-09-14', starttime: '14:00', endtime: '14:45' })
    expect(sessionTimes({ day: '2026-09-15', starttime: '10:00', endtime: '10:45' }, stated)).toEqual({
      day: '2026-09-15',
      starttime: '10:00',
      endtime: '10:45',
    })
    expect(sessionTimes({ day: '', starttime: '14:05' }, stated)).toEqual({
      day: '2026-09-14',
      starttime: '14:05',
      endtime: '14:45',
    })
  })

  test('weekday and times of a page without a date', () => {
    const stated = page({ day: 'Saturday', starttime: '15:35', endtime: '16:00' })
    expect(sessionTimes({}, stated)).toEqual({ day: 'Saturday', starttime: '15:35', endtime: '16:00' })
  })

  test('times of the page on the day of the job', () => {
    expect(sessionTimes({ day: '2026-02-14' }, page({ starttime: '15:35' }))).toEqual({
      day: '2026-02-14',
      starttime: '15:35',
      endtime: null,
    })
  })

  test('stamps of a page, as far as it states them', () => {
    const stated = page({ starts_at: '2026-09-14T14:00:00+02:00', ends_at: '2026-09-14 14:45' })
    expect(sessionTimes({}, stated)).toEqual({ day: '2026-09-14', starttime: '14:00', endtime: '14:45' })
    expect(sessionTimes({}, page({ starts_at: '2026-09-14' })).starttime).toBeNull()
  })

  test('the clock of the place, where the stamp is in UTC; the date of the stamp, where the day is a weekday', () => {
    const stated = page({ starts_at: '2026-09-14T22:30:00Z', day: '2026-09-15', starttime: '00:30' })
    expect(sessionTimes({}, stated)).toEqual({ day: '2026-09-15', starttime: '00:30', endtime: null })
    expect(sessionTimes({}, page({ starts_at: '2026-09-14', day: 'Monday' })).day).toBe('2026-09-14')
  })

  test('none without a page', () => {
    expect(sessionTimes({}, null)).toEqual({ day: null, starttime: null, endtime: null })
  })
})

describe('weekday in the language of the document', () => {
  test.each([
    ['2026-09-14', 'de', 'Montag'],
    ['Saturday', 'de', 'Samstag'],
    ['saturday', 'fr', 'samedi'],
    ['Sat', 'en', 'Saturday'],
    ['Sonnabend', 'en', 'Saturday'],
    ['samedi', 'en', 'Saturday'],
    ['miércoles', 'en', 'Wednesday'],
    ['miercoles', 'en', 'Wednesday'],
    ['giovedì', 'en', 'Thursday'],
    ['zondag', 'en', 'Sunday'],
    ['Terça-feira', 'en', 'Tuesday'],
    ['segunda', 'en', 'Monday'],
    ['Sáb.', 'en', 'Saturday'],
    ['Mo.', 'nl', 'maandag'],
    ['Tag 2', 'en', 'Tag 2'],
    ['2026-02-30', 'en', '2026-02-30'],
  ])('%s in %s is %s', (day, language, weekday) => {
    expect(weekdayOf(day, language)).toBe(weekday)
  })

  test.each([null, '', ' '])('%j is none', (day) => {
    expect(weekdayOf(day, 'en')).toBeNull()
  })
})
