import { expect, test } from 'vitest'
import { sidecarUrls } from './sidecar-urls.ts'

const asked = (path: string, language = 'en') =>
  sidecarUrls(`https://v.example/${path}`, language)
    .flat()
    .map(({ url }) => url.slice('https://v.example/'.length))

test.each([
  ['FOSDEM', 'h2215/slug.av1.webm', 'h2215/slug.vtt'],
  ['FOSDEM', 'h2215/slug.mp4', 'h2215/slug.vtt'],
  [
    'EmacsConf',
    '2023/emacsconf-2023-talk--ann-moor--main.webm',
    '2023/emacsconf-2023-talk--ann-moor--main.vtt',
  ],
  [
    'EmacsConf',
    '2023/emacsconf-2023-talk--ann-moor--compressed56.webm',
    '2023/emacsconf-2023-talk--ann-moor--main.vtt',
  ],
  ['media.ccc.de', '36c3-10652-deu-eng-Mining_hd.mp4', '36c3-10652-deu-eng-Mining.en.srt'],
  ['media.ccc.de', '74977-958f297b_webm-hd.webm', '74977-958f297b-eng.vtt'],
  ['DebConf', 'debconf19-talk.lq.webm', 'debconf19-talk.en.srt'],
  ['Internet Archive', 'item/Reed_beds_1959.mp4', 'item/Reed_beds_1959.asr.srt'],
  ['yt-dlp', 'Reed beds [abc].webm', 'Reed%20beds%20[abc].en.vtt'],
  ['programs that add an ending', 'talk.mp4?token=1#t=5', 'talk.mp4.vtt'],
])('N2: captions next to a recording, as they are named by %s: %s', (_who, media, captions) => {
  expect(asked(media)).toContain(captions)
})

test('those of the name alone come first, then those in the language of the talk', () => {
  expect(asked('talk.1080p.mp4', 'de-AT')).toEqual([
    'talk.vtt',
    'talk.srt',
    'talk.1080p.vtt',
    'talk.1080p.srt',
    'talk.de.vtt',
    'talk.de.srt',
    'talk.asr.srt',
    'talk-deu.vtt',
    'talk.deu.srt',
    'talk.1080p.mp4.vtt',
  ])
  expect(sidecarUrls('https://v.example/talk.mp4', 'de')[1]?.map(({ language }) => language)).toEqual([
    'de',
    'de',
  ])
})

test('of what has no name of a file, and of an upload, nothing is asked', () => {
  expect([asked('download?id=7'), asked('talk'), sidecarUrls('upload:abc/talk.mp4', 'en')]).toEqual([
    [],
    [],
    [],
  ])
  expect(asked('talk.mp4', 'gsw').length).toBeLessThanOrEqual(12)
})
