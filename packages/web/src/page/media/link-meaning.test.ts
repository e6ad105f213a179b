import { expect, test } from 'vitest'
import { meaningOfLink } from './link-meaning.ts'

const link = (url: string, title: string | null = null) =>
  meaningOfLink({ url, title, kind: null, isFile: false })
const file = (url: string, title: string | null = null, kind: string | null = null) =>
  meaningOfLink({ url, title, kind, isFile: true })

test.each([
  ['https://video.example/a.webm', 'Video recording (WebM/VP9)', 'recording'],
  ['https://video.example/a.av1.webm', 'Video recording (AV1/WebM) - 101.2 MB', 'recording'],
  ['https://video.example/a.mp4', null, 'recording'],
  ['https://video.example/a.ogg', 'Audio recording', 'recording'],
  ['https://video.example/a.ogg', 'Audio', 'recording'],
  ['https://video.example/jingle.mp3', 'Our song', null],
  ['https://www.youtube.com/watch?v=abcdefghijk', 'Video recording (YouTube)', 'recording'],
  ['https://media.ccc.de/v/37c3-1-x', 'Aufzeichnung', 'recording'],
  ['https://www.youtube.com/watch?v=abcdefghijk', 'Demo video', null],
  ['https://www.youtube.com/watch?v=abcdefghijk', 'LCA 2020 Video (full talk)', null],
  ['https://www.youtube.com/watch?v=abcdefghijk', null, null],
  ['https://www.youtube.com/watch?v=abcdefghijk', 'Recording of last year', null],
  ['https://reed.example/a.vtt', 'Subtitles', 'captions'],
  ['https://reed.example/fosdem2025.pdf', 'slides of the presentation', 'slides'],
  ['https://reed.example/talk-slides.pdf', 'PDF', 'slides'],
  ['https://docs.google.com/presentation/d/1x/edit', 'Slide deck', 'slides'],
  ['https://reed.example/deck/', 'Slides', 'slides'],
  ['https://reed.example/previous.pdf', 'Slides from my previous talks', null],
  ['https://reed.example/article.pdf', 'Associated article (1/2)', null],
  ['https://github.com/x/talk-slides', 'The GitHub repository for this talk', null],
])('a link to %s called %j is %j', (url, title, meaning) => {
  expect(link(url, title)).toBe(meaning)
})

test.each([
  ['https://reed.example/file/7', 'LumoSQL', 'slides', 'slides'],
  ['https://reed.example/board.png', 'The board', 'slides', 'slides'],
  ['https://reed.example/board.png', 'The board', 'other', null],
  ['https://reed.example/a.pdf', null, 'paper', 'document'],
  ['https://reed.example/a.odp', null, null, 'slides'],
  ['https://reed.example/bio.pdf', 'Speaker bio', null, null],
  ['https://reed.example/demo.mp4', 'Booting via iPXE', 'video', null],
  ['https://reed.example/a.mp4', 'Recording', null, 'recording'],
  ['https://reed.example/a.mp4', null, 'media', 'recording'],
])('a file %s called %j of kind %j is %j', (url, title, kind, meaning) => {
  expect(file(url, title, kind)).toBe(meaning)
})
