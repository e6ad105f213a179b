import { describe, expect, it } from 'vitest'
import { fileNames } from '../src/file-names.ts'
import { findPassages } from '../src/search/find-passages.ts'
import { splitPassages } from '../src/search/split-passages.ts'

const talk = `---
title: "Sluices"
tags: [water]
---
# Sluices

Who opens a sluice, and who closes it again.

## Three colours on a stick

- On **green** nobody touches the plank.
- On red the warden opens it.

\`\`\`sh
# no heading

echo sluice
\`\`\`

## Was nicht ging

Schlösser waren nach einer Woche kaputt. Über die Höhe des Wassers sprach niemand.

### 日本語

東京の湿地について話します。
`
const passages = splitPassages(talk)
const texts = (query: string, limit = 10): string[] =>
  findPassages(passages, query, limit).map(({ passage }) => passage.text.split('\n')[0] ?? '')

describe('passages', () => {
  it('are blocks below their headings, with their line, and code stays whole', () => {
    expect(passages.map(({ headings, line }) => [line, headings.join(' › ')])).toEqual([
      [7, 'Sluices'],
      [11, 'Sluices › Three colours on a stick'],
      [14, 'Sluices › Three colours on a stick'],
      [22, 'Sluices › Was nicht ging'],
      [26, 'Sluices › Was nicht ging › 日本語'],
    ])
    expect(passages[2]?.text).toContain('# no heading\n\necho sluice')
  })

  it('are none of the front matter, and all of a text without one', () => {
    expect(splitPassages('a\n\nb').map(({ text }) => text)).toEqual(['a', 'b'])
    expect(splitPassages('---\na: 1\n')).toHaveLength(1)
  })
})

describe('what is found', () => {
  it('are words in any case, without accents, and their beginnings', () => {
    expect(texts('WARDEN')).toEqual(['- On **green** nobody touches the plank.'])
    expect(texts('schlosser hohe')).toEqual([
      'Schlösser waren nach einer Woche kaputt. Über die Höhe des Wassers sprach niemand.',
    ])
    expect(texts('plan')).toHaveLength(1)
    expect(texts('lank')).toEqual([])
  })

  it('is more of the query first, and a heading counts for the passages below it', () => {
    expect(texts('sluice closes')[0]).toBe('Who opens a sluice, and who closes it again.')
    expect(texts('colours green')).toEqual(['- On **green** nobody touches the plank.'])
  })

  it('is a phrase as it stands, and scripts without spaces anywhere', () => {
    expect(texts('"closes it again"')).toHaveLength(1)
    expect(texts('"again closes"')).toEqual([])
    expect(texts('湿地')).toEqual(['東京の湿地について話します。'])
  })

  it('is nothing for nothing', () => {
    expect(texts('?!')).toEqual([])
    expect(texts('sluice', 1)).toHaveLength(1)
  })
})

it('names each document once', () => {
  expect(fileNames(['Sluices & Co.', 'sluices co', '???', 'Über Moore'])).toEqual([
    'sluices-co.md',
    'sluices-co-2.md',
    'talk.md',
    'über-moore.md',
  ])
})
