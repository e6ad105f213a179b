import MiniSearch from 'minisearch'
import { expect, it } from 'vitest'
import { partOf, termOf, wordsIn } from '../src/look/terms.js'
import { SearchIndex } from '../src/search/search-index.ts'
import { stemmerOf } from '../src/search/stemmers.ts'
import { givenConference } from './given-talks.ts'
import { readSite } from './read-site.ts'

it.each([
  ['de', 'Häuser', 'Haus'],
  ['en', 'measured', 'measuring'],
  ['fr', 'roseaux', 'roseau'],
  ['de', 'Wümme', 'wumme'],
  ['xx', 'Unknown', 'unknown'],
])('%s: %s is found by %s', async (language, said, asked) => {
  const { stem } = await stemmerOf(language)
  const [one, other] = [said, asked].map((text) => wordsIn(text).map((word) => termOf(word, stem)))
  expect(one).toEqual(other)
})

it.each([
  ['Reed beds, 2026!', ['reed', 'beds', '2026']],
  ['湿地の水', ['湿地', '地の', 'の水']],
  ['don’t', ['don', 't']],
  ['', []],
])('words of %j', (text, words) => {
  expect(wordsIn(text)).toEqual(words)
})

it('finds the part that has a term', () => {
  const firsts = ['a', 'k', 'p']
  expect(['a', 'jz', 'k', 'ka', 'z', '0'].map((term) => partOf(term, firsts))).toEqual([0, 0, 1, 1, 2, 0])
})

it('keeps every term in exactly the part that a search looks into', async () => {
  const index = new SearchIndex()
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  for (let talk = 0; talk < 60; talk += 1) {
    const text = letters.flatMap((one) => letters.map((other) => `${one}${other}q`)).join(' ')
    await index.add(talk, 'xx', { title: `only${talk}`, names: 'Ana Ruiz', text })
  }
  const parts = await Array.fromAsync(index.parts())
  const { firsts } = index.languages().xx!
  expect(parts.length).toBeGreaterThan(2)
  expect(firsts.length).toBe(parts.length)
  for (const term of ['aaq', 'mmq', 'zzq', 'only59', 'ana']) {
    const found = parts.map(({ json }) =>
      MiniSearch.loadJSON(json, { fields: ['title', 'names', 'text'], processTerm: (one) => one }).search(
        term,
      ),
    )
    expect(found.map((hits) => hits.length > 0)).toEqual(firsts.map((_, at) => at === partOf(term, firsts)))
  }
})

it('holds what was said and what is written, each in its language', async () => {
  const site = await readSite(givenConference())
  const { languages, talks } = JSON.parse(site.get('search/index.json')!)
  expect(Object.keys(languages)).toEqual(['en', 'fr', 'de'])
  expect(talks.length).toBe(3)
  const number = talks.findIndex(({ title }: { title: string }) => title === 'Reed beds and patience')
  const { en } = JSON.parse(site.get(`search/talks/${number}.json`)!)
  expect(en).toContainEqual(['It has been seeping through the roots for five days.', 't=20'])
  expect(en.filter(([text]: [string]) => text.includes('seeping through the roots')).length).toBe(1)
  expect([...site.keys()].filter((path) => path.startsWith('look/stem-'))).toEqual([
    'look/stem-en.js',
    'look/stem-fr.js',
    'look/stem-de.js',
  ])
})
