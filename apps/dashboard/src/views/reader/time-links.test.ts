import { describe, expect, it } from 'vitest'
import { linkAt, secondsOf, timeLinksIn } from './time-links.ts'

const file = 'Talk.\n\n- [0:30](https://video.example/reed-beds.webm#t=30) What works\n'
const site = '[1:02:05](https://www.youtube.com/watch?v=abc&t=3725s) There it is.'
const part =
  'Slide 2 · [0:12–0:29](https://video.example/day.mp4#t=612), [1:04](https://video.example/day.mp4#t=664)'

describe('timeLinksIn', () => {
  it.each([
    [file, { before: 'https://video.example/reed-beds.webm#t=', after: '', from: 0 }],
    [site, { before: 'https://www.youtube.com/watch?v=abc&t=', after: 's', from: 0 }],
    [part, { before: 'https://video.example/day.mp4#t=', after: '', from: 600 }],
  ])('reads %j', (markdown, links) => {
    expect(timeLinksIn(markdown)).toEqual(links)
  })

  it('finds none where there is none', () => {
    expect(timeLinksIn('At 0:30 [a page](https://a.example/#t=30), [0:30](https://a.example/)')).toBeNull()
  })
})

it('leads to any second, and back', () => {
  for (const [markdown, address] of [
    [file, 'https://video.example/reed-beds.webm#t=75'],
    [site, 'https://www.youtube.com/watch?v=abc&t=75s'],
    [part, 'https://video.example/day.mp4#t=675'],
  ] as const) {
    const links = timeLinksIn(markdown)!
    expect(linkAt(links, 75.9)).toBe(address)
    expect(secondsOf(address, links)).toBe(75)
  }
})

it('leaves other links alone', () => {
  const links = timeLinksIn(part)!
  expect(secondsOf('https://video.example/other.mp4#t=612', links)).toBeNull()
  expect(secondsOf('https://video.example/day.mp4', links)).toBeNull()
  expect(secondsOf('https://video.example/day.mp4#t=612,700', links)).toBeNull()
})
