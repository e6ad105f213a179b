import { expect, it } from 'vitest'
import { isFilm } from './is-film.ts'

it.each([
  ['a film', 40, 160, true],
  ['a quick talk', 20, 80, false],
  ['a long talk', 200, 3_600, false],
  ['a film of an hour', 600, 3_600, true],
])('%s', (_, pictures, seconds, expected) => {
  expect(isFilm(pictures, seconds)).toBe(expected)
})
