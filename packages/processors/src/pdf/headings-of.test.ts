import { expect, it } from 'vitest'
import { headingsOf } from './headings-of.ts'

it('gives the headings of the pages once, in order, bounded', () => {
  const titles = ['Reed  beds', null, 'REED BEDS', '42', 'x'.repeat(300), 'The end']
  expect(headingsOf(titles.map((title) => ({ title })))).toEqual(['Reed beds', 'x'.repeat(100), 'The end'])
  expect(headingsOf(Array.from({ length: 900 }, (_, page) => ({ title: `Page ${page}` })))).toHaveLength(60)
})
