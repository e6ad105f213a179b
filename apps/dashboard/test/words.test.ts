import { expect, it } from 'vitest'
import { de } from '../src/words/de.ts'
import { en } from '../src/words/en.ts'

/** Every text of a language by its path, but for `advice`, which is tested on its own; of functions what they give for examples of both kinds of arguments. */
function textsOf(words: object, path = ''): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [key, value] of Object.entries(words)) {
    if (key === 'advice') continue
    const here = `${path}.${key}`
    if (typeof value === 'string') texts.set(here, value)
    else if (typeof value === 'function')
      for (const count of [0, 1, 2]) texts.set(`${here}(${count})`, String(value(count, count, count)))
    else for (const [inner, text] of textsOf(value, here)) texts.set(inner, text)
  }
  return texts
}

it.each([
  ['en', en],
  ['de', de],
])('%s has a text for everything', (_, words) => {
  for (const [path, text] of textsOf(words)) {
    expect([path, text.trim()]).not.toEqual([path, ''])
    expect([path, /undefined|NaN|\[object/.test(text)]).toEqual([path, false])
  }
})

it('has the same texts in each language, translated', () => {
  const [english, german] = [textsOf(en), textsOf(de)]
  expect([...german.keys()].sort()).toEqual([...english.keys()].sort())
  // Names, and words that both languages share.
  const same = [...english].filter(([path, text]) => german.get(path) === text && / /.test(text.trim()))
  expect(same.map(([path]) => path).filter((path) => !/^\.(duration|app\.name)/.test(path))).toEqual([])
})
