import { expect, it } from 'vitest'
import { slidesCut } from './slides-cut.ts'

it('says what was too much, with numbers', () => {
  expect(
    slidesCut([
      { name: 'pages', taken: 400, of: 512 },
      { name: 'pictures of the recording', taken: 1_000, of: 1_203 },
    ]),
  ).toMatchObject([
    {
      code: 'slides_cut',
      message: /the first 400 of 512 pages and the first 1000 of 1203 pictures of the recording were/,
    },
  ])
})

it('says nothing where all was looked at', () => {
  expect(slidesCut([{ name: 'pages', taken: 400, of: 400 }])).toEqual([])
})
