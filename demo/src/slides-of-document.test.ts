import { expect, test } from 'vitest'
import { slidesOfDocument } from './slides-of-document.ts'

test('pictures with their times, in order', () => {
  const markdown = [
    '# Talk\n\n[![Watch it](../assets/talk/slide-001.jpg)](https://x.example/v.mp4)\n',
    '[0:40](https://x.example/v.mp4#t=40) before all\n',
    '## Slides\n',
    '### First \\[1\\]\n',
    '[![First \\[1\\]](../assets/talk/slide-001.jpg)](../assets/talk/big-001.jpg)\n',
    '[0:00](https://x.example/v.mp4#t=0)–[0:12](https://x.example/v.mp4#t=12.5)\n',
    '### [0:12](https://x.example/v.mp4#t=12.5) Second\n',
    '![Second](<../assets/talk/slide-002.webp> "Second")\n\nno time of its own\n',
    '![Third](slide-003.png)\n\n[0:30](https://x.example/v.mp4#t=30)\n',
    '## About\n\n[1:00](https://x.example/v.mp4#t=60) ![not here](https://x.example/logo.png) ![](data:image/png;base64,x)\n',
  ].join('\n')
  expect(slidesOfDocument(markdown)).toEqual([
    { title: 'First [1]', target: '../assets/talk/slide-001.jpg', time: 0 },
    { title: 'Second', target: '../assets/talk/slide-002.webp', time: 12.5 },
    { title: 'Third', target: 'slide-003.png', time: 30 },
  ])
})

test('no pictures', () => expect(slidesOfDocument('# Talk\n\n[a](b.md) `![c](d.png)`\n')).toEqual([]))
