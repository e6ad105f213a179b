import { expect, it } from 'vitest'
import { addTimes } from './add-times.ts'

const cues = [
  { start: 3, end: 6, text: 'If you take one thing home,', speaker: null },
  { start: 6, end: 12, text: 'take this: a reed bed is a *living* thing.', speaker: null },
]
const video = 'https://v.example/a.mp4'

it.each([
  [
    'what was said, over several pieces',
    '- If you take one thing home, take this: a reed bed is a \\*living\\* thing.\n- Nobody said this in the whole recording.',
    '- If you take one thing home, take this: a reed bed is a \\*living\\* thing. [0:03](https://v.example/a.mp4#t=3)\n- Nobody said this in the whole recording.',
  ],
  [
    'a part of it',
    '* a reed bed is a living thing',
    '* a reed bed is a living thing [0:06](https://v.example/a.mp4#t=6)',
  ],
  ['too little', '- one thing home', '- one thing home'],
  ['a paragraph', 'If you take one thing home, take this', 'If you take one thing home, take this'],
  [
    'an item with a link',
    '- [If you take one thing home, take this](https://x.example/)',
    '- [If you take one thing home, take this](https://x.example/)',
  ],
])('gives a time to items of a list alone: %s', (_, given, expected) => {
  expect(addTimes(given, cues, video)).toBe(expected)
})
