import { describe, expect, test } from 'vitest'
import { languageTag, primarySubtag, sameLanguage } from '../src/domain/language-tag.ts'

describe('a language tag', () => {
  test.each([
    ['de', 'de', 'de'],
    ['DE_at', 'de-AT', 'de'],
    [' deu ', 'de', 'de'],
    ['ger', 'de', 'de'],
    ['fre-CA', 'fr-CA', 'fr'],
    ['zh-hant-TW', 'zh-Hant-TW', 'zh'],
    ['iw', 'he', 'he'],
    ['in-ID', 'id-ID', 'id'],
    ['jw', 'jv', 'jv'],
    ['mo', 'ro', 'ro'],
    ['sh', 'sr-Latn', 'sr'],
    ['tl-PH', 'tl-PH', 'tl'],
    ['tgl', 'tl', 'tl'],
    ['fil', 'fil', 'fil'],
    ['no', 'no', 'no'],
    ['nob', 'nb', 'nb'],
    ['yue', 'yue', 'yue'],
    ['qaa', 'qaa', 'qaa'],
  ])('%j is %j, of the language %j', (stated, tag, primary) => {
    expect(languageTag(stated)).toBe(tag)
    expect(primarySubtag(stated)).toBe(primary)
  })

  test.each(['de_DE.UTF-8', 'de-', 'de-nP7-2PuUl7o'])('%j names a language and is no tag', (stated) => {
    expect(languageTag(stated)).toBeNull()
    expect(primarySubtag(stated)).toBe('de')
  })

  test.each([
    '',
    ' ',
    'und',
    'und-DE',
    'mul',
    'ZXX',
    'mis',
    'auto',
    'english',
    'constructor',
    'x-klingon',
    'd',
    'de">\n',
    null,
    undefined,
  ])('%j names no language', (stated) => {
    expect(languageTag(stated)).toBeNull()
    expect(primarySubtag(stated)).toBeNull()
  })
})

test.each([
  ['de-AT', 'deu', true],
  ['pt_BR', 'pt-PT', true],
  ['de', 'en', false],
  ['und', 'und', false],
  [null, 'de', false],
  ['de-nP7-2PuUl7o', 'de', false],
])('%j and %j are the same language: %j', (one, other, same) => {
  expect(sameLanguage(one, other)).toBe(same)
})
