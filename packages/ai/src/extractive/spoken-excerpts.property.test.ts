import fc from 'fast-check'
import { expect, it } from 'vitest'
import { talkRequest } from '../../test/talk-request.ts'
import { cleanSpoken, isAnnounced, weighFault } from './find-fault.ts'
import { spokenStatements } from './spoken-statements.ts'
import type { WeighQuotation } from './usefulness/quotation-model.ts'

/** Finds every quotation useful, so that only rules refuse one. */
const anything: WeighQuotation = {
  sentence: () => ({ begins: 9, ends: 9, belongs: 9, says: 9 }),
  whole: () => 9,
}

const sound = [
  'The pump of the village fails in the winter because of the salt.',
  'A door that closes in five seconds is eleven decibels quieter.',
  'Copying the data was twenty percent of the work, and comparing it was seventy percent.',
  'Nobody works the rota.',
]
const leaning = [
  'They warm up in the day and suck in wet air in the night.',
  'This means that the pump fails after four years of use.',
  'So we went back to one pump for each house in the village.',
]
const never = [
  'Thank you for the pump of the village, which I enjoyed very much.',
  'Here you see the pump of the village in the year after the flood.',
  'Hello everybody, good morning, and welcome to the village.',
  'Why does the pump of the village fail in the winter?',
  'The pumps of the village fail for three reasons:',
  'On the next slide you can see how the pump works.',
]
const points = [
  'Second, the box of the pump.',
  'And the last thing is the salt of the village.',
  'Third: the pump is old.',
]

const requestOf = (said: readonly string[]) =>
  talkRequest(said, [
    { title: 'One', start: 0, end: 60 },
    { title: 'Two', start: 60, end: null },
  ])

it('begins with what needs nothing before it, goes on to no other point or part, and holds nothing that is never quoted', () => {
  const talks = fc.array(fc.constantFrom(...sound, ...sound, ...leaning, ...leaning, ...never, ...points), {
    minLength: 2,
    maxLength: 30,
  })
  let several = 0
  fc.assert(
    fc.property(talks, (said) => {
      for (const { text, places } of spokenStatements(requestOf(said), () => 9, anything)) {
        const [first = -1, ...rest] = places
        expect(rest).toEqual(rest.map((_, offset) => first + 1 + offset))
        expect(places.length).toBeLessThanOrEqual(4)
        expect(text.length).toBeLessThanOrEqual(420)
        if (rest.length === 0) continue
        several += 1
        const { fault, isDoubtful } = weighFault(cleanSpoken(said[first] ?? '', 'en'), 'en')
        expect([said[first], fault === 'leans' && !isDoubtful]).toEqual([said[first], false])
        for (const place of places) expect(never).not.toContain(said[place])
        for (const place of rest) expect(points).not.toContain(said[place])
        expect(new Set(places.map((place) => place < 10)).size).toBe(1)
      }
    }),
    { seed: 20261130 },
  )
  expect(several).toBeGreaterThan(100)
})

it.each([
  ['en', 'The main thing we learned is that ', 'a menu must be printed again every six weeks'],
  ['en', 'The first thing I saw was that ', 'a swap is hardly ever between two people'],
  ['fr', "Le plus important, c'est que ", 'le travail lent était fait au mauvais endroit'],
  ['es', 'La primera cosa que vimos es que ', 'la semilla dura más si está seca'],
  ['it', 'La cosa più importante è che ', 'il problema non era il cibo della mensa'],
])('a finding is quoted without what announces it (%s): %s', (language, opening, finding) => {
  expect(isAnnounced(`${opening}${finding}.`, language)).toBe(true)
  expect(cleanSpoken(`${opening}${finding}.`, language).toLowerCase()).toBe(`${finding.toLowerCase()}.`)
})
