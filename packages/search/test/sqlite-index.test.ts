import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSqliteIndex } from '../src/sqlite/open-sqlite-index.ts'
import { describeSearchIndex } from './search-index.contract.ts'
import { passage, talkWith } from './talk-with.ts'

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'async-events-search-'))

describeSearchIndex('the index in SQLite', async () => {
  const folder = await newFolder()
  const open = () => openSqliteIndex(join(folder, 'deep', 'talks'))
  const index = open()
  return {
    index,
    open,
    clear: async () => {
      for (const id of await index.ids('', 1_000)) await index.remove(id)
    },
    close: async () => {
      await index.close()
      await rm(folder, { recursive: true })
    },
  }
})

it('keeps what was put, and begins again with a file that is none', async () => {
  const folder = await newFolder()
  const file = join(folder, 'talks')
  const first = openSqliteIndex(file)
  await first.put(talkWith({ passages: [passage('herons')] }))
  await first.completed(0, { until: new Date(5), compared_at: new Date(5) })
  await first.close()
  const again = openSqliteIndex(file)
  expect(await again.find('heron', {}, 10)).toHaveLength(1)
  expect(await again.state()).toMatchObject({ talks: 1, complete_until: new Date(5) })
  await again.close()
  const [name = ''] = (await readdir(folder)).filter((one) => one.endsWith('.sqlite'))
  await writeFile(join(folder, name), 'this is no database, and long enough to be seen as none'.repeat(50))
  const replaced = openSqliteIndex(file)
  expect(await replaced.state()).toMatchObject({ talks: 0, complete_until: null })
  await replaced.close()
  await rm(folder, { recursive: true })
})
