import fc from 'fast-check'
import { expect, it } from 'vitest'
import { plainTags } from './plain-tags.ts'

it.each([
  ['a<br>b<sub>2</sub>', 'a<br>b<sub>2</sub>'],
  ['<p onclick="x()">text</p>', 'text</p>'],
  ['<img src=x onerror=y>', ''],
  ['<a href="javascript:1">Press</a>', 'Press'],
  ['<script>alert(1)</script>after', 'after'],
  ['<STYLE>body { display: none }</STYLE >after', 'after'],
  ['<script>never ends', ''],
  ['<!-- a > b -->after', 'after'],
  ['<div', ''],
  ['<scr<script>ipt>alert(1)</script>', ''],
])('%j becomes %j', (html, plain) => {
  expect(plainTags(html)).toBe(plain)
})

it('leaves no tag with an attribute, whatever is given', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '<script',
    '</script>',
    '<!--',
    '-->',
    ' onload=x',
    '"',
    "'",
    '<p>',
    '/',
    'a',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      for (const tag of plainTags(parts.join('')).match(/<[^>]*>?/g) ?? [])
        expect(tag).toMatch(/^<\/?[a-z]+\s*\/?>$/)
    }),
  )
})
