import { expect, test } from 'vitest'
import { fileOfPage } from './file-of-page.ts'

test.each([
  [
    'https://docs.google.com/presentation/d/1AbC_d/edit?usp=sharing#slide=id.p',
    'https://docs.google.com/presentation/d/1AbC_d/export/pdf',
  ],
  [
    'https://docs.google.com/a/uni.example/presentation/d/1AbC/view',
    'https://docs.google.com/presentation/d/1AbC/export/pdf',
  ],
  [
    'https://docs.google.com/presentation/u/0/d/1AbC/',
    'https://docs.google.com/presentation/d/1AbC/export/pdf',
  ],
  [
    'https://drive.google.com/file/d/1AbC/view?usp=sharing',
    'https://drive.google.com/uc?export=download&id=1AbC',
  ],
  [
    'https://github.com/ana/talks/blob/main/2026/reed%20beds.pdf',
    'https://github.com/ana/talks/raw/main/2026/reed%20beds.pdf',
  ],
  ['https://www.dropbox.com/s/abc/slides.pdf?dl=0', 'https://www.dropbox.com/s/abc/slides.pdf?dl=1'],
  [
    'https://www.dropbox.com/scl/fi/abc/slides.pdf?rlkey=x&dl=0',
    'https://www.dropbox.com/scl/fi/abc/slides.pdf?rlkey=x&dl=1',
  ],
])('%s', (page, file) => {
  expect(fileOfPage(page)).toBe(file)
})

test.each([
  'https://docs.google.com/presentation/d/1AbC/export/pdf',
  'https://docs.google.com/presentation/d/e/2PACX-1v/pub',
  'https://docs.google.com/document/d/1AbC/edit',
  'https://speakerdeck.com/ana/dykes',
  'https://conf.example/github.com/ana/talks/blob/main/a.pdf',
  'https://conf.example/slides.pdf',
])('%s is fetched as it is', (url) => {
  expect(fileOfPage(url)).toBe(url)
})
