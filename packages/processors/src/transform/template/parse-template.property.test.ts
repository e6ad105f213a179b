import { AppError } from '@async-events/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostileText } from '../../../test/hostile-text.ts'
import { contextValues } from '../document/context-names.ts'
import { writeFrontMatter } from '../document/write-front-matter.ts'
import { isOpen, noTag, readTags } from './open-tag.ts'
import { parseTemplate } from './parse-template.ts'
import { joinSections, renderBody } from './render-body.ts'
import { renderFrontMatter } from './render-front-matter.ts'
import type { Template } from './template.ts'
import { block, list, markdown, outline, plain, type Value } from './value.ts'

/** Pieces of templates, and of what breaks them. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '---\n',
      '\n---\n',
      '--- systemprompt\n',
      '{{',
      '}}',
      '|',
      '{slides}',
      '{videoplayer}',
      '{{a}}',
      '{{a|b c}}',
    ],
    ...[
      '{{session}}',
      '{{transcript}}',
      '# ',
      '## ',
      '- ',
      '> ',
      '| ',
      '```',
      '~~~\n',
      '`',
      '](',
      ')',
      '<',
      '>',
      '"',
    ],
    ...[
      "'",
      '<a href=',
      '<script>',
      '</script>',
      '\n',
      '\n\n',
      ': ',
      'x: ',
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a ',
      '<<: ',
      '!!',
    ],
    ...['? ', '- - - ', '\\', '\r\n', '\u2028', '__proto__: ', 'tags: [{{tags}}]\n'],
  ),
  hostileText,
)
const source = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))

const values: ((text: string) => Value)[] = [
  plain,
  markdown,
  block,
  (text) => list([text, text]),
  (text) => outline([{ heading: text, body: text }]),
  (text) => ({ kind: 'map', entries: { [text]: text } }),
]

/** Null for what is refused, as an error that names the reason. */
function parsed(text: string): Template | null {
  try {
    return parseTemplate('T', text)
  } catch (error) {
    expect(error).toBeInstanceOf(AppError)
    const { code, details } = error as AppError
    expect([code, details.length > 0]).toEqual(['invalid_template', true])
    return null
  }
}

function render(template: Template, value: Value): string {
  const names = [...template.names, ...template.fields.map(({ name }) => name), ...Object.keys(contextValues)]
  const all = new Map(names.map((name) => [name, value]))
  const blocks = { slides: value, videoplayer: value }
  const front = writeFrontMatter(renderFrontMatter(template, all))
  return `${front}\n${joinSections(renderBody(template, { values: all, blocks }))}\n`
}

it('T01: what is accepted can be rendered, with any values', () => {
  let accepted = 0
  fc.assert(
    fc.property(source, hostileText, fc.constantFrom(...values), (text, value, of) => {
      const template = parsed(text)
      if (template === null) return
      accepted++
      expect(typeof render(template, of(value))).toBe('string')
    }),
    { seed: 20_261_129, numRuns: 2_000 },
  )
  expect(accepted).toBeGreaterThan(200)
})

describe('T01: any text is read in no time', () => {
  const most = 256 * 1024
  const full = (text: string): string => text.repeat(Math.ceil(most / text.length)).slice(0, most)
  it.each([
    ...[
      '<a ',
      '<a "',
      '<a \'"',
      '`',
      '` `` ``` ',
      '](',
      '](x ',
      '[a]: ',
      '{',
      '{{',
      '{a',
      '---\n',
      '\n---',
      '#',
      '# ',
    ],
    ...[
      '|',
      '\\|',
      '> ',
      '~~~\n',
      '<script>',
      '</',
      '\n',
      '\r',
      ' ',
      '- ',
      '[',
      '{a: ',
      '? ',
      '&a [*a, ',
      '<!--',
    ],
  ])('%j', (text) => {
    const begun = process.cpuUsage()
    for (const given of [
      full(text),
      `---\n${text.repeat(16_000 / text.length)}\n---\n`,
      `x: {{a}}${full(text)}`,
    ])
      parsed(given)
    // 500 placeholders on lines as long as may be
    const line = `${text.repeat(Math.floor(3_000 / text.length))}${'{{a}}'.repeat(100)}\n\n`
    parsed(line.repeat(5))
    // Microseconds: others use the machine, too
    expect(process.cpuUsage(begun).user).toBeLessThan(2_000_000)
  })
})

it('T01: refuses front matter that refers to itself, or is deep', () => {
  expect(parsed('---\na: &x [*x]\n---\n')).toBeNull()
  expect(parsed(`---\na: ${'['.repeat(20)}${']'.repeat(20)}\n---\n`)).toBeNull()
  expect(parsed(`---\na: ${'['.repeat(19)}${']'.repeat(19)}\n---\n`)).not.toBeNull()
})

it('T01: a tag is open after a text exactly where the grammar of tags says so', () => {
  const open = /<[a-z/](?:"[^"]*"|'[^']*'|[^>"'])*(?:"[^"]*|'[^']*)?$/i
  const text = fc.array(fc.constantFrom('<', 'a', '/', '"', "'", '>', ' ', '\n', '<b'), { maxLength: 14 })
  fc.assert(
    fc.property(text, fc.nat(14), (signs, at) => {
      const whole = signs.join('')
      expect(isOpen(readTags(whole, noTag))).toBe(open.test(whole))
      // As two pieces that a placeholder parts
      const [before, after] = [signs.slice(0, at).join(''), signs.slice(at).join('')]
      expect(isOpen(readTags(after, readTags(before, noTag)))).toBe(open.test(`${before}\ue000${after}`))
    }),
    { seed: 20_261_129, numRuns: 5_000 },
  )
})
