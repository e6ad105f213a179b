import { expect, it } from 'vitest'
import { assetDir, transcriptPaths } from './asset-paths.ts'
import { encodePath, relativeLink } from './encode-path.ts'

it('puts the files of a session beside the languages of its event', () => {
  const params = { event: 'Bar/Conf', file_stem: 'A: b' }
  expect(assetDir(params)).toBe('Bar_Conf/assets/A_ b')
  expect(assetDir({ event: 'README.md', file_stem: 'x' })).toBe('README.md_/assets/x')
  expect(transcriptPaths(params)).toEqual({
    vtt: 'Bar_Conf/assets/A_ b/transcript.vtt',
    srt: 'Bar_Conf/assets/A_ b/transcript.srt',
    text: 'Bar_Conf/assets/A_ b/transcript.txt',
    segments: 'Bar_Conf/assets/A_ b/transcript.json',
  })
})

it.each([
  ['e/de/t/a.md', 'e/assets/a/slide-001.jpg', '../../assets/a/slide-001.jpg'],
  ['e/de/t/a.md', 'e/assets/a (1) #2 100%/ü.jpg', '../../assets/a%20%281%29%20%232%20100%25/%C3%BC.jpg'],
  ['README.md', 'e/de/t/a.md', 'e/de/t/a.md'],
  ['e/de/t/a.md', 'README.md', '../../../README.md'],
  ['e/a.md', 'e/b.md', 'b.md'],
])('from %s to %s is %s', (from, to, link) => {
  expect(relativeLink(from, to)).toBe(link)
  expect(decodeURIComponent(new URL(link, `https://x.example/${encodePath(from)}`).pathname)).toBe(`/${to}`)
})
