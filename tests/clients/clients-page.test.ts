import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { allGenerators } from './all-generators.ts'

const docs = join(import.meta.dirname, '../../docs')
const page = readFileSync(join(docs, 'clients.md'), 'utf8')

/** The package of the project itself is no generator: docs/api.md is about it. */
const generators = allGenerators.filter(({ name }) => !name.startsWith('@async-events/'))

it.each(generators)(
  'docs/clients.md has the commands of $language: $name, and links its program',
  ({ folder, files, generate }) => {
    // The page leaves out what only makes a folder.
    for (const command of generate.filter((line) => !line.startsWith('mkdir')))
      expect(page).toContain(command)
    const program = files.find((file) => /^(use|main)/i.test(file))
    expect(page).toContain(`(../tests/clients/${folder}/${program})`)
  },
)

it('every file that docs/clients.md links is there', () => {
  const links = [...page.matchAll(/\]\((?!https:)([^)#]+)\)/g)].map(([, link = '']) => link)
  expect(links.filter((link) => !existsSync(join(docs, link)))).toEqual([])
})
