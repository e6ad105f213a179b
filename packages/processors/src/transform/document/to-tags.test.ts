import { describe, expect, test } from 'vitest'
import { toTags, withTags } from './to-tags.ts'

describe('N53: tags that Obsidian takes', () => {
  test.each([
    ['reed bed', 'reed-bed'],
    ['Schilfgürtel', 'Schilfgürtel'],
    ['c: d', 'c-d'],
    ['#wetlands', 'wetlands'],
    ['Node.js', 'Node-js'],
    ['C++', 'Cpp'],
    ['C#', 'C-sharp'],
    ['CI/CD', 'CI/CD'],
    ['input / output', 'input/output'],
    ['snake_case', 'snake_case'],
    ["women's health", 'womens-health'],
    ['l’eau et la vase', 'l-eau-et-la-vase'],
    ['(draft)', 'draft'],
    ['100 % reeds', '100-reeds'],
    ['水辺', '水辺'],
    ['データ・ベース', 'データ-ベース'],
    ['Доброе утро', 'Доброе-утро'],
    ['נהר ירדן', 'נהר-ירדן'],
    ['أهوار', 'أهوار'],
    ['पानी', 'पानी'],
    ['น้ำ', 'น้ำ'],
    ['Cafe\u0301', 'Café'],
    ['🌾 reeds', 'reeds'],
    ['zero\u200bwidth', 'zero-width'],
  ])('%s', (keyword, tag) => {
    expect(toTags([keyword])).toEqual([tag])
    // As Obsidian's own pattern reads it.
    expect(/^[^\u2000-\u206F\u2E00-\u2E7F'!"#$%&()*+,.:;<=>?@^`{|}~[\]\\\s]+$/.test(tag)).toBe(true)
  })

  test.each(['2026', '12-30', '', ' ', '???', '🌾', '-', '/'])('none: %j', (keyword) =>
    expect(toTags([keyword])).toEqual([]),
  )

  test('each once', () =>
    expect(toTags(['Reed bed', 'reed-bed', 'REED BED', 'mud', 'Ü', 'ü'])).toEqual(['Reed-bed', 'mud', 'Ü']))

  test('only of the keys for tags', () => {
    expect(withTags({ title: 'Reed beds', tags: ['reed bed', '2026'], Tag: 'a b, c' })).toEqual({
      title: 'Reed beds',
      tags: ['reed-bed'],
      Tag: ['a-b', 'c'],
    })
    expect(withTags({ tags: ['2026'] })).toEqual({})
  })
})
