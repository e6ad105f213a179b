import { expect, it } from 'vitest'
import { wordingOf } from './wording/wording-of.ts'
import { writeSlides } from './write-slides.ts'

it.each([
  ['en', '*Notes:* Say hello. Go on.'],
  ['de', '*Notizen:* Say hello. Go on.'],
  ['fr', '*Notes de l’orateur :* Say hello. Go on.'],
])('N49 shows the notes of the speaker below a slide, in the wording of %s', (language, notes) => {
  const slide = {
    number: 1,
    file: 0,
    title: 'Water',
    text: 'Measure',
    notes: 'Say hello.\nGo on.',
    ocr: false,
  }
  const [part] = writeSlides({
    slides: [{ ...slide, links: [], spans: [], picture: null, shown: null }],
    left: 0,
    poster: null,
    assets: [],
    files: [],
    cues: [],
    language: 'en',
    video: null,
    words: wordingOf(language),
  })
  expect(part).toEqual({ heading: 'Water', body: `- Measure\n\n${notes}` })
})
