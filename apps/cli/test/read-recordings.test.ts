import { expect, it } from 'vitest'
import { readRecordings } from '../src/options/read-recordings.ts'

const url = 'https://cdn.example/day.mp4'

it.each([
  [url, { url }],
  [
    `${url},room=Old Mill,day=2026-05-02,start=9:55,end=17:30`,
    { url, room: 'Old Mill', day: '2026-05-02', starts_at: '9:55', ends_at: '17:30' },
  ],
  [`${url}, offset=-12.5, within=300`, { url, offset: -12.5, within: 300 }],
  [`${url}?a=1,2&room,day=1`, { url: `${url}?a=1,2&room`, day: '1' }],
  [`${url},room=Hall 1, ground floor,start=9:00`, { url, room: 'Hall 1, ground floor', starts_at: '9:00' }],
])('%s', (text, expected) => {
  expect(readRecordings([text])).toEqual([expected])
})

it.each(['day.mp4,room=A', `${url},offset=soon`, `${url},within=`, `${url},room=`])(
  '%s is refused',
  (text) => {
    expect(() => readRecordings([text])).toThrow(/recording/)
  },
)
