import { expect, it } from 'vitest'
import { slideLines } from './slide-lines.ts'

it.each<[string, string, string | null, string[]]>([
  ['no text', '', null, []],
  ['its title alone', 'Clean water', 'Clean water', []],
  ['a title over two lines', 'Reed beds\nand patience\nAna Ruiz', 'Reed beds and patience', ['Ana Ruiz']],
  ['a title that stands elsewhere', 'first\nClean water', 'Clean water', ['first', 'Clean water']],
  [
    'bullets of all kinds',
    '• one\n– two\n▪ three\n* four\n- five',
    null,
    ['one', 'two', 'three', 'four', 'five'],
  ],
  [
    'lines that go on',
    '• out five days later,\nclean enough\n• next',
    null,
    ['out five days later, clean enough', 'next'],
  ],
  ['plain lines that go on', 'Water leaves\nclean enough\nNext', null, ['Water leaves clean enough', 'Next']],
  ['N47 a list in small letters', 'water first\nplants second', null, ['water first', 'plants second']],
  ['a word cut in two', '• waste wa-\nter', null, ['waste water']],
  [
    'addresses',
    'Write to us\nmarsh.example.org/spec\nana@marsh.example',
    null,
    ['Write to us', 'marsh.example.org/spec', 'ana@marsh.example'],
  ],
  ['a sentence that ends', 'It leaves\nclean. Enough.', null, ['It leaves clean. Enough.']],
  ['page numbers', 'A\n3\n3 / 20\n3 of 20', null, ['A']],
  ['numbers that say something', 'In 2019\n400 households', null, ['In 2019', '400 households']],
  ['blank lines and bullets of nothing', '\n • \n  \nA', null, ['A']],
  ['controls and line separators', 'a\u0000b\u2028c', null, ['a b c']],
])('reads %s', (_, text, title, expected) => {
  expect(slideLines(text, title)).toEqual(expected)
})

it('ends with an ellipsis where a slide says too much', () => {
  const many = Array.from({ length: 60 }, (_, index) => `Line ${index}`)
  expect(slideLines(many.slice(0, 40).join('\n'), null)).toEqual(many.slice(0, 40))
  expect(slideLines(many.join('\n'), null)).toEqual([...many.slice(0, 40), '…'])
  const wide = ['X'.repeat(750), 'Y'.repeat(750)]
  expect(slideLines(wide.join('\n'), null)).toEqual(wide)
  expect(slideLines([...wide, 'Z'].join('\n'), null)).toEqual([...wide, '…'])
  const long = Array.from({ length: 10 }, () => 'X'.repeat(400))
  expect(slideLines(long.join('\n'), null)).toEqual([...long.slice(0, 3), '…'])
})
