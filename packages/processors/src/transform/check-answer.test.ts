import { describe, expect, it } from 'vitest'
import { checkAnswer } from './check-answer.ts'
import { parseTemplate } from './template/parse-template.ts'

const template = parseTemplate(
  'T',
  '---\ntags: [{{tags|Five keywords.}}]\none: {{lead|Two sentences.}}\n---\n{{points|The key points as a bullet list.}}\n{{summary|A summary.}}\n',
)

const check = (values: Record<string, string>, language = 'de') =>
  checkAnswer(
    template,
    { values, evidence: {}, gists: [], language, warnings: [], usage: null },
    { sourceLanguage: 'en', passages: 0, parts: 0 },
  )

describe('what a model answers', () => {
  it('is exactly the fields of the template', () => {
    expect(check({ summary: ' Fine. ', other: 'x' }).values).toEqual({
      tags: '',
      lead: '',
      points: '',
      summary: 'Fine.',
    })
  })

  it('is text, whatever a field is called', () => {
    const odd = parseTemplate('T', '{{constructor|A summary.}}\n{{toString|A summary.}}\n')
    const answer = {
      values: { constructor: 7 as unknown as string },
      evidence: {},
      gists: [],
      language: 'en',
      warnings: [],
      usage: null,
    }
    expect(checkAnswer(odd, answer, { sourceLanguage: 'en', passages: 0, parts: 0 }).values).toEqual({
      constructor: '',
      toString: '',
    })
  })

  it('is a list where the front matter wants one, of no more than fifty short items', () => {
    expect(check({ tags: '- reeds\n- "herons".\n- reeds' }).values.tags).toBe('reeds, herons')
    const many = Array.from({ length: 200 }, (_, index) => `tag${index} ${'x'.repeat(300)}`).join(', ')
    const items = check({ tags: many }).values.tags!.split(', ')
    expect(items).toHaveLength(50)
    for (const item of items) expect(item.length).toBeLessThanOrEqual(200)
  })

  it('is a list where the instruction asks for one', () => {
    expect(check({ points: 'First.\n\n• Second.' }).values.points).toBe('- First.\n- Second.')
    expect(check({ points: '1. First.\n2. Second.' }).values.points).toBe('1. First.\n2. Second.')
  })

  it('is cut at a sentence where it does not end', () => {
    const text = check({ summary: 'This is a sentence of a model that does not stop. '.repeat(2_000) }).values
      .summary!
    expect(text.length).toBeLessThanOrEqual(20_000)
    expect(text).toMatch(/does not stop\.…$/)
    expect(check({ summary: '🦆'.repeat(20_000) }).values.summary!.isWellFormed()).toBe(true)
  })

  it('T02: holds 20,000 characters as they are, and is cut at one more', () => {
    expect(check({ summary: 'x'.repeat(20_000) }).values.summary).toBe('x'.repeat(20_000))
    expect(check({ summary: 'x'.repeat(20_001) }).values.summary).toBe(`${'x'.repeat(19_999)}…`)
  })

  it('T02: holds fifty items of 200 characters as they are, and no more', () => {
    const items = Array.from({ length: 51 }, (_, index) => `${index}`.padEnd(200, 'x'))
    expect(check({ tags: items.slice(0, 50).join(', ') }).values.tags).toBe(items.slice(0, 50).join(', '))
    expect(check({ tags: items.join(', ') }).values.tags).toBe(items.slice(0, 50).join(', '))
    expect(check({ tags: 'x'.repeat(201) }).values.tags).toBe(`${'x'.repeat(199)}…`)
  })

  it('is in a language that has a name, else in that of the sources', () => {
    expect(check({}, 'pt-BR').language).toBe('pt-BR')
    expect(check({}, 'German, mostly\n').language).toBe('en')
  })
})
