import { describe, expect, it } from 'vitest'
import { atTalkTime, atTimeRange } from './at-time-range.ts'
import { readTime } from './read-time.ts'
import { splitTimeRange } from './split-time-range.ts'

it.each([
  ['0', 0],
  ['90', 90],
  ['90.25', 90.25],
  ['90s', 90],
  ['1:30', 90],
  ['75:30', 4530],
  ['1:02:03.5', 3723.5],
  ['0:02:00', 120],
  ['1h2m3s', 3723],
  ['2m', 120],
  ['1H', 3600],
  ['', null],
  ['1:75', null],
  ['1:2:3', null],
  ['-1', null],
  ['1e3', null],
  ['ten', null],
  ['0x10', null],
])('%s is %s seconds', (text, seconds) => {
  expect(readTime(text)).toBe(seconds)
})

const file = 'https://v.example/day.mp4'

describe('the range of a URL', () => {
  it.each([
    [`${file}#t=10,20`, 10, 20],
    [`${file}#t=npt:10,20.5`, 10, 20.5],
    [`${file}#t=10`, 10, null],
    [`${file}#t=,20`, 0, 20],
    [`${file}#t=npt:0:02:00,121.5`, 120, 121.5],
    [`${file}#t=1:02:03`, 3723, null],
    [`${file}#t=90s`, 90, null],
    [`${file}#xywh=0,0,1,1&t=10,20`, 10, 20],
    [`${file}#t=1,2&t=10%2C20`, 10, 20],
    [`${file}#%74=10`, 10, null],
    // The last valid one counts.
    [`${file}#t=10,20&t=20,10`, 10, 20],
  ])('%s', (url, start, end) => {
    expect(splitTimeRange(url).range).toEqual({ start, end })
    expect(splitTimeRange(url).url).not.toMatch(/[#&]t=10,20$/)
  })

  it.each([
    file,
    `${file}?t=10`,
    `${file}?start=10&end=20`,
    `${file}#t=`,
    `${file}#t=20,10`,
    `${file}#t=10,10`,
    `${file}#t=10,`,
    `${file}#t=10,20,30`,
    `${file}#t=smpte:0:02:00`,
    `${file}#t=clock:2009-07-26T11:19:01Z`,
    `${file}#talk=10`,
    'https://app.example/#/watch?t=10',
    'upload:/abc/talk.mp4',
    'no url # t=10',
    '',
  ])('%s has none and stays as it is', (url) => {
    expect(splitTimeRange(url)).toEqual({ url, range: null })
  })

  it('a picture to show before playing is no start', () => {
    expect(splitTimeRange(`${file}#t=0.1`)).toEqual({ url: file, range: null })
    expect(splitTimeRange('https://www.youtube.com/embed/abc?start=0&rel=0')).toEqual({
      url: 'https://www.youtube.com/embed/abc?rel=0',
      range: null,
    })
  })

  it('leaves what else the fragment says', () => {
    expect(splitTimeRange(`${file}#track=video&t=10,20&id=a`).url).toBe(`${file}#track=video&id=a`)
  })

  it.each([
    ['https://www.youtube.com/watch?v=abc&t=1h2m3s', 'https://www.youtube.com/watch?v=abc', 3723, null],
    ['https://youtu.be/abc?t=90', 'https://youtu.be/abc', 90, null],
    ['https://youtu.be/abc?si=x&t=90s', 'https://youtu.be/abc?si=x', 90, null],
    ['https://www.youtube.com/watch?v=abc#t=1m30s', 'https://www.youtube.com/watch?v=abc', 90, null],
    ['https://www.youtube.com/embed/abc?start=90&end=120', 'https://www.youtube.com/embed/abc', 90, 120],
    [
      'https://www.youtube-nocookie.com/embed/abc?end=60',
      'https://www.youtube-nocookie.com/embed/abc',
      0,
      60,
    ],
    ['https://vimeo.com/76979871#t=1m30s', 'https://vimeo.com/76979871', 90, null],
    ['https://media.ccc.de/v/reeds#t=1234', 'https://media.ccc.de/v/reeds', 1234, null],
    [
      'https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv?start=1m30s&stop=2m',
      'https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv',
      90,
      120,
    ],
  ])('%s: by the habits of its site', (url, whole, start, end) => {
    expect(splitTimeRange(url)).toEqual({ url: whole, range: { start, end } })
  })

  it.each([
    [file, `${file}#t=600.5,1500`],
    ['https://www.youtube.com/watch?v=abc&t=5', 'https://www.youtube.com/watch?v=abc&t=600s&end=1500s'],
    ['https://www.youtube.com/embed/abc', 'https://www.youtube.com/embed/abc?start=600&end=1500'],
    ['https://vimeo.com/1', 'https://vimeo.com/1#t=600s'],
  ])('is written for %s as its site reads it', (url, expected) => {
    const written = atTimeRange(url, { start: 600.5, end: 1500 })
    expect(written).toBe(expected)
    expect(Math.floor(splitTimeRange(written).range?.start ?? 0)).toBe(600)
  })

  it('a second of the talk is one of the recording', () => {
    expect(atTalkTime(file, 90)).toBe(`${file}#t=90`)
    expect(atTalkTime(`${file}#t=600.5,1500`, 90)).toBe(`${file}#t=690`)
    expect(atTalkTime('https://youtu.be/abc?t=600s', 90.7)).toBe('https://youtu.be/abc?t=690s')
  })
})
