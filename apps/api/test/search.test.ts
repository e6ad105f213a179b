import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSearchFeed, type SearchFeed, type SearchIndex } from '@async-events/core'
import { openConfiguredSearchIndex } from '@async-events/search'
import { readTalk } from '@async-events/search/read-talk'
import { testDatabaseUri } from '@async-events/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { completeJob, finishStep } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let test: TestApp
let feed: SearchFeed
const logged: string[] = []
const feedOf = (search: SearchIndex): SearchFeed =>
  createSearchFeed({
    ...test.stack,
    search,
    readTalk: (job) => readTalk(test.stack, job),
    keptMs: 30 * 86_400_000,
    log: { info: () => {}, warn: (_, message) => void logged.push(String(message)) },
  })
beforeAll(async () => {
  test = await testApp()
  if (test.search === null) throw new Error('there is a search')
  feed = feedOf(test.search)
})
afterAll(() => test?.close())

const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)
const ask = async (query: Record<string, string>, user?: string) => {
  const { status, body } = await call(
    'GET',
    `search?${new URLSearchParams(query)}`,
    user === undefined ? {} : { user },
  )
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const titles = async (query: Record<string, string>, user?: string): Promise<string[]> =>
  (await ask(query, user)).hits.map(({ title }: { title: string }) => title)

const line = (start: number, text: string) => ({ start, end: start + 3, text, speaker: null })
async function talk({
  user,
  text = 'Nothing.',
  said,
  ...parameters
}: {
  user?: string
  text?: string
  said?: ReturnType<typeof line>[]
  [parameter: string]: unknown
}): Promise<string> {
  const created = await call('POST', 'jobs', {
    body: {
      parameters: session({
        video_transcript: 'x',
        video_url: 'https://video.example/t.webm',
        ...parameters,
      }),
    },
    ...(user !== undefined && { user }),
  })
  expect(created.status, JSON.stringify(created.body)).toBe(201)
  const { job_id } = created.body.job
  await completeJob(test.stack, job_id, {
    document: `# ${parameters.session}\n\n${text}\n`,
    ...(said && { said }),
  })
  return job_id
}

it('finds what is written and said, with the passage, its time and a link to it', async () => {
  const id = await talk({
    session: 'Reed beds',
    event: 'Find Conf',
    speakers: ['Ana Ruiz'],
    text: 'A bed of Schilf.',
    said: [line(0, 'Good morning.'), line(12.5, 'Grey herons are hunting <b>here</b>.')],
  })
  await feed.pass()
  const body = await ask({ q: 'heron hunts', event: 'Find Conf' })
  expect(body).toMatchObject({ total: 1, is_complete: true, indexed_until: expect.any(String) })
  expect(body.hits).toEqual([
    {
      job_id: id,
      job_url: `/api/event-job/jobs/${id}`,
      batch_id: null,
      title: 'Reed beds',
      event: 'Find Conf',
      track: 'main',
      speakers: ['Ana Ruiz'],
      language: expect.toBeOneOf([null, expect.any(String)]),
      passages: [
        {
          kind: 'transcript',
          language: 'en',
          parts: [
            { text: 'Grey ', found: false },
            { text: 'herons', found: true },
            { text: ' are ', found: false },
            { text: 'hunting', found: true },
            { text: ' <b>here</b>.', found: false },
          ],
          seconds: 12.5,
          slide: null,
          recording_url: 'https://video.example/t.webm#t=12',
        },
      ],
    },
  ])
  expect(await titles({ q: 'schilf', event: 'Find Conf' })).toEqual(['Reed beds'])
  expect(await titles({ q: 'ruiz', speaker: 'Ana Ruiz' })).toEqual(['Reed beds'])
  expect((await ask({ q: 'schilf', passages: '0' })).hits[0].passages).toEqual([])
})

describe('rights', () => {
  it('finds, counts and shows in facets only what the caller may read now', async () => {
    const [own, lent, open] = await Promise.all(
      ['own', 'lent', 'open'].map((name) =>
        talk({
          user: 'ann',
          session: name,
          event: `Event ${name}`,
          speakers: [`Speaker ${name}`],
          text: 'Bitterns.',
        }),
      ),
    )
    await talk({ session: 'ownerless', event: 'Event ownerless', text: 'Bitterns.' })
    const right = (id: string | undefined, access: object) =>
      call('PATCH', `jobs/${id}/access`, { user: 'ann', body: access })
    await right(lent, { read_access: ['ann', 'rob'] })
    await right(open, { visibility: 'public' })
    await feed.pass()
    const seenBy = async (user?: string) => {
      const { total, hits, facets } = await ask({ q: 'bittern' }, user)
      expect(hits).toHaveLength(total)
      expect(facets.event.map(({ count }: { count: number }) => count)).toEqual(hits.map(() => 1))
      const events = facets.event.map(({ value }: { value: string }) => value.slice(6)).sort()
      expect(events).toEqual(hits.map(({ title }: { title: string }) => title).sort())
      return events
    }
    expect(await seenBy('ann')).toEqual(['lent', 'open', 'own', 'ownerless'])
    expect(await seenBy('rob')).toEqual(['lent', 'open', 'ownerless'])
    expect(await seenBy('eve')).toEqual(['open', 'ownerless'])
    expect(await seenBy()).toEqual(['lent', 'open', 'own', 'ownerless'])
    // Without a word to the index.
    await right(lent, { read_access: ['ann'] })
    await right(own, { read_access: ['ann', 'eve'] })
    expect(await seenBy('rob')).toEqual(['open', 'ownerless'])
    expect(await seenBy('eve')).toEqual(['open', 'own', 'ownerless'])
    expect((await ask({ q: 'bittern', event: 'Event lent' }, 'rob')).total).toBe(0)
  })

  it('shows somebody without a name only what nobody owns', async () => {
    const anonymous = await testApp({ auth: 'header', mongodbUri: testDatabaseUri() })
    expect((await callOf(anonymous.app)('GET', 'search?q=bittern')).body).toMatchObject({
      total: 0,
      indexed_until: null,
    })
    await anonymous.close()
  })
})

it('pages, counts what was found, and filters', async () => {
  for (const [at, track] of ['a', 'a', 'b'].entries())
    await talk({
      session: `paged ${at}`,
      event: 'Paged',
      track,
      speakers: ['Bo', `S${at}`],
      text: 'Warblers sing.',
    })
  await feed.pass()
  const all = await titles({ q: 'warbler' })
  expect([...all].sort()).toEqual(['paged 0', 'paged 1', 'paged 2'])
  expect(await titles({ q: 'warbler', limit: '1', skip: '1' })).toEqual(all.slice(1, 2))
  const { total, facets } = await ask({ q: 'warbler', limit: '1' })
  expect(total).toBe(3)
  expect(facets).toEqual({
    event: [{ value: 'Paged', count: 3 }],
    track: [
      { value: 'a', count: 2 },
      { value: 'b', count: 1 },
    ],
    speaker: [{ value: 'Bo', count: 3 }, ...[0, 1, 2].map((at) => ({ value: `S${at}`, count: 1 }))],
  })
  expect((await ask({ q: 'warbler', track: 'b' })).facets.track).toEqual([{ value: 'b', count: 1 }])
  expect(await titles({ q: 'warbler', speaker: 'S1' })).toEqual(['paged 1'])
  expect((await call('GET', 'search?q=')).status).toBe(400)
  expect((await call('GET', 'search?q=x&limit=51')).status).toBe(400)
})

it('an archived batch is found unless filtered out', async () => {
  const created = await call('POST', 'batches', {
    body: { jobs: [{ parameters: session({ session: 'kept', video_transcript: 'x' }) }] },
  })
  const { batch, job_ids } = created.body
  await completeJob(test.stack, job_ids[0], { document: '# kept\n\nLapwings.\n' })
  await feed.pass()
  await call('POST', `batches/${batch.batch_id}/archive`, { body: {} })
  expect(await titles({ q: 'lapwing' })).toEqual(['kept'])
  expect(await titles({ q: 'lapwing', archived: 'true' })).toEqual(['kept'])
  expect(await titles({ q: 'lapwing', archived: 'false' })).toEqual([])
  expect(await titles({ q: 'lapwing', batch_id: batch.batch_id })).toEqual(['kept'])
  expect(await titles({ q: 'lapwing', batch_id: 'other' })).toEqual([])
})

it('a deleted job is gone at once, and from the index with its event', async () => {
  const id = await talk({ session: 'gone', text: 'Ospreys.' })
  await feed.pass()
  expect(await titles({ q: 'osprey' })).toEqual(['gone'])
  await call('DELETE', `jobs/${id}`)
  expect(await ask({ q: 'osprey' })).toMatchObject({ total: 0, hits: [] })
  expect(await test.search?.find('osprey', {}, 10)).toHaveLength(1)
  await feed.pass()
  expect(await test.search?.find('osprey', {}, 10)).toEqual([])
})

it('a new run takes the place of the last one once it is good', async () => {
  const id = await talk({ session: 'again', text: 'Curlews.' })
  await feed.pass()
  await call('POST', `${id}/restart`, { body: {} })
  await finishStep(test.stack, id, 'scrape', { code: 'source_not_found' })
  await finishStep(test.stack, id, 'transform', { code: 'invalid_template' })
  await feed.pass()
  expect(await titles({ q: 'curlew' })).toEqual(['again'])
  await call('POST', `${id}/restart`, { body: {} })
  await completeJob(test.stack, id, { document: '# again\n\nDunlins.\n' })
  await feed.pass()
  expect([await titles({ q: 'curlew' }), await titles({ q: 'dunlin' })]).toEqual([[], ['again']])
})

it('is filled from nothing, goes on after a crash, and is filled again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'async-events-search-'))
  const index = openConfiguredSearchIndex({ SEARCH_URL: 'data', DATA_DIR: folder })
  if (index === null) throw new Error('there is an index')
  await talk({ session: 'filled', text: 'Godwits.' })
  // Every third write fails: each pass ends somewhere else.
  let writes = 0
  const broken: SearchIndex = {
    ...index,
    put: async (one) => {
      writes += 1
      if (writes % 3 === 0) throw new Error('the power is gone')
      await index.put(one)
    },
  }
  const dying = feedOf(broken)
  let passes = 1
  for (; passes < 50 && !(await dying.pass().catch(() => false)); ) passes += 1
  expect(passes).toBeLessThan(50)
  expect(passes).toBeGreaterThan(1)
  const state = await index.state()
  expect(state).toMatchObject({
    talks: ((await test.search?.state())?.talks ?? 0) + 1,
    complete_until: expect.any(Date),
  })
  expect(await index.find('godwit', {}, 10)).toHaveLength(1)

  // Two at once do no harm, and one that was asked to begin again does.
  await index.rebuild()
  const [one, other] = [feedOf(index), feedOf(index)]
  await Promise.all([one.pass(), other.pass()])
  const again = await index.state()
  expect(again).toMatchObject({ talks: state.talks, generation: state.generation + 1 })
  const ids = await index.ids('', 1_000)
  expect((await index.runs(ids)).size).toBe(state.talks)
  // What is too long ago for the log is found by comparing.
  await index.remove(ids[0] ?? '')
  const behind = { ...index, state: async () => ({ ...(await index.state()), complete_until: new Date(0) }) }
  await feedOf(behind).pass()
  expect((await index.state()).talks).toBe(state.talks)
  await index.close()
})

it('a document that cannot be read keeps no other one out', async () => {
  const id = await talk({ session: 'unreadable', text: 'Plovers.' })
  const other = await talk({ session: 'readable', text: 'Plovers.' })
  const results = await test.stack.results.get(id, 1)
  if (results === null || test.search === null) throw new Error('there are results')
  await test.stack.results.put({ ...results, rev: results.rev + 1, body: { ...results.body, page_texts: 5 } })
  await feed.pass()
  expect((await test.search.find('plover', {}, 10)).map(({ job_id }) => job_id)).toEqual([other])
  expect(logged).toContain('a document could not be read for the search')
})

it('says what to do where there is no index, and while it cannot be used', async () => {
  const off = await testApp({ searchUrl: 'none' })
  const none = await callOf(off.app)('GET', 'search?q=x')
  expect([none.status, none.body.error_type]).toEqual([404, 'search_off'])
  expect((await callOf(off.app)('GET', 'system')).body.search).toBe(null)
  await off.close()
  const away = await testApp({ searchUrl: 'file:///dev/null/talks' })
  const answer = await callOf(away.app)('GET', 'search?q=x')
  expect([answer.status, answer.body.error_type]).toEqual([503, 'unavailable'])
  expect((await callOf(away.app)('GET', 'system')).body.search).toBe(null)
  await away.close()
})

it('shows its state', async () => {
  const { search } = (await call('GET', 'system')).body
  expect(search).toMatchObject({ engine: 'sqlite', talks: expect.any(Number), is_filling: false })
  expect(search.lag_seconds).toBeGreaterThanOrEqual(0)
  expect(search.bytes).toBeGreaterThan(0)
})
