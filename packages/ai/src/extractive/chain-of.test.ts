import { expect, it } from 'vitest'
import { chainBonus, contrastBonus } from './chain-of.ts'
import { conclusionStart } from './conclusion-start.ts'

it.each([
  ['en', 'Salt destroys the steel of a pump.', "That's why every village needs two pumps.", true],
  ['en', 'We took in 112,000 dollars in fines.', 'It cost us 97,000 dollars to collect them.', true],
  ['en', 'The number is not what your program needs.', 'It is what your program once needed.', true],
  ['de', 'Ein Bus, der ausfällt, hat keine Verspätung.', 'Das heißt, er fehlt in der Statistik.', true],
  [
    'en',
    'In the villages without salt repairs fell by half.',
    'And the price of a pump fell from 90 to 60.',
    true,
  ],
  ['en', 'A poster reaches nobody.', 'Within six months 3,100 of them had used their card.', false],
  ['en', 'Salt destroys the steel of a pump.', 'The third pump was a gift from the mayor.', false],
  ['en', 'Salt destroys the steel of a pump.', 'And as you can see on this slide, it is red.', false],
  ['en', 'Salt destroys the steel of a pump.', 'Cheap pumps have no filter at all.', false],
])(
  'a sentence is quoted with the one before it that it leans on (%s): %s %s',
  (language, first, second, isChained) => {
    expect(chainBonus(first, second, language) !== null).toBe(isChained)
  },
)

it('the numbers of a contrast are quoted together, with a call but no further sentence between them', () => {
  const [one, other] = ['The old form has fifty-four questions.', 'In ours it has sixteen.']
  expect(contrastBonus([one, other], 'en')).toBeGreaterThan(0)
  expect(contrastBonus([one, 'Fifty-four!', other], 'en')).toBeGreaterThan(0)
  expect(contrastBonus([one, 'Guessing would have got you about half of that.', other], 'en')).toBeNull()
  expect(contrastBonus([one, 'In ours, as you can see on this slide, it has sixteen.'], 'en')).toBeNull()
  expect(contrastBonus([`${one.slice(0, -1)}${', and more'.repeat(30)}.`, other], 'en')).toBeNull()
  expect(contrastBonus([one, other], 'pl')).toBeNull()
})

it('a conclusion begins where a slide or the speaker says so, late in the talk', () => {
  const speech = Array.from({ length: 20 }, (_, slide) => ({
    text: 'Pumps fail in winter.',
    slide: slide < 14 ? 0 : 1,
  }))
  const passage = { from: 'slide' as const, start: 0, end: 9 }
  const slides = [
    { ...passage, slide: 0, text: 'Summary of the year' },
    { ...passage, slide: 1, text: 'Takeaways' },
  ]
  expect(conclusionStart(slides, speech, 'en')).toBe(12)
  expect(conclusionStart(slides.slice(1), speech, 'en')).toBe(14)
  expect(conclusionStart([], speech, 'en')).toBe(20)
  const told = speech.map((one, at) =>
    at === 16 || at === 3 ? { ...one, text: 'To sum up, pumps fail.' } : one,
  )
  expect(conclusionStart([], told, 'en')).toBe(16)
})
