import { expect, it } from 'vitest'
import { pathInArchive } from './path-in-archive.ts'

it.each([
  [
    '../../assets/Reed%20beds%20%26%20patience/slide-001.png',
    'Bar Conf/assets/Reed beds & patience/slide-001.png',
  ],
  ['other.md#part', 'Bar Conf/en/wetlands/other.md'],
  ['./pictures/50%.png', 'Bar Conf/en/wetlands/pictures/50%.png'],
  ['../../../../../etc/passwd', null],
  ['https://video.example/talk.webm', null],
  ['//elsewhere.example/x.png', null],
  ['data:image/png;base64,AAAA', null],
  ['#summary', null],
])('%s is %j', (link, path) => {
  expect(pathInArchive('Bar Conf/en/wetlands/Reed beds.md', link)).toBe(path)
})
