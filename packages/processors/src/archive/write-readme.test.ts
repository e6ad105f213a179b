import { expect, it } from 'vitest'
import { writeReadme } from './write-readme.ts'

const session = { event: 'Bar [Conf]', session: 'Reeds & *more*' }

it.each([
  ['en', 'the record of a talk at Bar'],
  ['de-AT', 'die Mitschrift eines Vortrags bei Bar'],
  ['fr', 'le compte rendu'],
  ['es', 'el registro de una charla'],
  ['IT', 'il resoconto'],
  ['nl', 'the record of a talk at Bar'],
  ['constructor', 'the record of a talk at Bar'],
])('is written in %s where there are words for it', (language, words) => {
  const readme = writeReadme(
    { ...session, language },
    { document: 'e/de/t/a b.md', assets: 'e/assets/a [b]' },
  )
  expect(readme).toContain(words)
  expect(readme).toContain('[Reeds & \\*more\\*](e/de/t/a%20b.md)')
  expect(readme).toContain('e/assets/a \\[b\\]')
  expect(readme.split('\n\n')).toHaveLength(3)
  expect(writeReadme({ ...session, language }, { document: null, assets: null }).split('\n\n')).toHaveLength(
    2,
  )
})
