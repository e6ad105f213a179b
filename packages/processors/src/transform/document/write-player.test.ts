import { expect, it } from 'vitest'
import { en } from './wording/en.ts'
import { writePlayer } from './write-player.ts'

const input = {
  video: 'https://v.example/a.mp4',
  kind: 'video' as const,
  title: 'Reeds [1] *now*',
  poster: '../../assets/a/slide-001.jpg',
  duration: 1512.6,
  words: en,
}

it.each([
  [
    'a picture',
    {},
    '[![Watch: Reeds \\[1\\] \\*now\\*](../../assets/a/slide-001.jpg)](https://v.example/a.mp4)\n\n[Watch the recording](https://v.example/a.mp4) (25:13)',
  ],
  ['no picture', { poster: null }, '[Watch the recording](https://v.example/a.mp4) (25:13)'],
  [
    'sound alone',
    { poster: null, kind: 'audio' as const, duration: null },
    '[Listen to the recording](https://v.example/a.mp4)',
  ],
  ['no address', { video: null }, ''],
  ['a bad address', { video: 'javascript:alert(1)' }, ''],
])('is a way to the recording: %s', (_, more, expected) => {
  expect(writePlayer({ ...input, ...more })).toBe(expected)
})
