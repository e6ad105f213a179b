import { expect, it } from 'vitest'
import { removeForeignLinks } from './remove-foreign-links.ts'

const sources = {
  text: 'See https://reeds.example/beds and (http://b.example/x?y=1). Write to ana@reeds.example.',
}
const clean = (text: string) => removeForeignLinks(text, sources)

it.each([
  [
    'a link of the sources',
    'See [the beds](https://reeds.example/beds).',
    'See [the beds](https://reeds.example/beds).',
  ],
  ['a bare address of the sources', 'See https://reeds.example/beds.', 'See https://reeds.example/beds.'],
  ['an address to write to', 'Ask ana@reeds.example.', 'Ask ana@reeds.example.'],
  ['formulas, code and comparisons', 'If `a<b` then 3 < 4.', 'If `a<b` then 3 < 4.'],
])('keeps %s', (_, text, expected) => expect(clean(text)).toBe(expected))

it.each([
  ['a link elsewhere', 'See [the beds](https://evil.example/beds) now.', 'See the beds now.'],
  ['a longer address', 'See [beds](https://reeds.example/beds?key=1).', 'See beds.'],
  ['a shorter address', 'See [beds](https://reeds.example/be).', 'See beds.'],
  ['a picture', 'Water ![x](https://evil.example/p.png?q=secret) flows.', 'Water x flows.'],
  ['a picture by reference', 'Water ![x][1] flows.\n[1]: https://evil.example/p.png', 'Water x flows.'],
  ['a bare address', 'Go to https://evil.example/a now.', 'Go to now.'],
  ['a bare name', 'Go to www.evil.example.', 'Go to.'],
  ['an autolink', 'Go to <https://evil.example> now.', 'Go to now.'],
  ['HTML', '<a href="https://evil.example">Water</a><script>x</script><!-- hidden -->', 'Waterx'],
  ['a script address', '[Water](javascript:alert(1)) flows', 'Water flows'],
])('removes %s', (_, text, expected) => expect(clean(text)).toBe(expected))
