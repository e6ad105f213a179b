import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { openOpenSearchIndex } from '../src/opensearch/open-opensearch-index.ts'
import { describeSearchIndex } from './search-index.contract.ts'
import { passage, talkWith } from './talk-with.ts'

/** `scripts/test-search-engines.ts` starts a node there. */
const server = process.env.SEARCH_TEST_URL ?? 'http://127.0.0.1:9200'
const refresh = async (): Promise<void> => {
  const answer = await fetch(new URL('/_refresh', server), { method: 'POST' })
  expect(answer.status).toBe(200)
}
const newAddress = (): string => new URL(`/test-${randomUUID()}`, server).href

describeSearchIndex('the index in OpenSearch', async () => {
  const address = newAddress()
  const open = () => openOpenSearchIndex(address)
  const index = open()
  return {
    index,
    open,
    settle: refresh,
    clear: async () => {
      await index.state()
      await refresh()
      for (const id of await index.ids('', 1_000)) await index.remove(id)
      await refresh()
    },
    close: () => index.close(),
  }
})

it('is made again, empty, after somebody has deleted it', async () => {
  const address = newAddress()
  const index = openOpenSearchIndex(address)
  await index.put(talkWith({ title: 'before', passages: [passage('herons')] }))
  await index.completed(0, { until: new Date(5), compared_at: new Date(5) })
  const { pathname } = new URL(address)
  await fetch(new URL(`${pathname}-*`, server), { method: 'DELETE' })
  await expect(index.state()).rejects.toMatchObject({ code: 'unavailable' })
  expect(await index.state()).toMatchObject({ talks: 0, complete_until: null })
  await index.put(talkWith({ title: 'after', passages: [passage('herons are here')] }))
  await refresh()
  expect((await index.find('heron', {}, 10)).map(({ title }) => title)).toEqual(['after'])
})

it('says that it cannot be reached', async () => {
  const index = openOpenSearchIndex('http://name:secret@127.0.0.1:9/x')
  const error: unknown = await index.state().catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'unavailable' })
  expect(String(error)).not.toContain('secret')
})
