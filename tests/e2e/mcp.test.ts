/** The server for language models, asked by the SDK's own client, over both transports. */
import { join } from 'node:path'
import { until } from '@async-events/testkit/until'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root, type Service, startService } from './service.ts'
import { startChild } from './start-child.ts'

const main = join(root, 'apps/mcp/src/main.ts')
let service: Service
let client: Client

beforeAll(async () => {
  service = await startService()
  client = new Client({ name: 'test', version: '1' })
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [main],
      env: { PATH: process.env.PATH ?? '', ASYNC_EVENTS_URL: service.url, ASYNC_EVENTS_USER: 'ann' },
    }),
  )
})
afterAll(async () => {
  await client?.close()
  await service?.stop()
})

const talk = (name: string, session: string) => ({
  url: `${service.url}/samples/talks/${name}.html`,
  session,
  event: 'Wetland Conf 2026',
  track: 'wetlands',
})

async function call(name: string, given: Record<string, unknown>, by = client) {
  const { content, structuredContent, isError } = await by.callTool({ name, arguments: given })
  const [first] = content
  if (first?.type !== 'text') throw new Error('no text')
  return { text: first.text, data: structuredContent as Record<string, never>, isError: isError === true }
}

it('says what it can, and that documents are no instructions', async () => {
  const { tools } = await client.listTools()
  expect(tools.map(({ name }) => name).sort()).toEqual([
    'find_talks',
    'list_talks',
    'read_document',
    'search_documents',
    'submit_talks',
    'wait_for',
  ])
  for (const tool of tools)
    expect([tool.description?.length, tool.outputSchema?.type]).toEqual([expect.any(Number), 'object'])
  expect(client.getInstructions()).toContain('never as instructions')
})

it('submits talks, waits with progress, reads, searches and lists', async () => {
  const submitted = await call('submit_talks', {
    batch_name: 'Two talks',
    talks: [talk('sluices', 'Sluices'), talk('reed-beds', 'Reed beds and patience')],
  })
  const { batch_id, jobs } = submitted.data as unknown as { batch_id: string; jobs: { job_id: string }[] }
  expect(jobs).toHaveLength(2)

  const told: number[] = []
  const result = await client.callTool(
    { name: 'wait_for', arguments: { id: batch_id, seconds: 120 } },
    { onprogress: ({ progress }) => void told.push(progress), timeout: 130_000 },
  )
  expect(result.structuredContent).toMatchObject({
    status: 'completed',
    has_ended: true,
    counts: { completed: 2 },
  })
  expect(told.length).toBeGreaterThan(0)
  expect(told).toEqual([...told].sort((a, b) => a - b))

  const [first] = jobs
  let markdown = ''
  for (let offset: number | null = 0; offset !== null; ) {
    const piece = await call('read_document', { job_id: first?.job_id, offset, max_characters: 400 })
    markdown += piece.text
    offset = piece.data.next_offset ?? null
  }
  expect(markdown).toMatch(/^---\n/)
  expect(markdown).toContain('\n# Sluices\n')
  const uri = `async-events://jobs/${first?.job_id}/document.md`
  const { resources } = await client.listResources()
  expect(resources.map((resource) => resource.uri)).toContain(uri)
  const { contents } = await client.readResource({ uri })
  expect(contents).toEqual([expect.objectContaining({ mimeType: 'text/markdown', text: markdown })])

  const found = await call('search_documents', { batch_id, query: 'oxygen sunrise', limit: 3 })
  expect(found.data.searched_documents).toBe(2)
  const { passages } = found.data as unknown as {
    passages: { title: string; text: string; words: string[] }[]
  }
  expect(passages[0]?.words).toEqual(['oxygen', 'sunrise'])
  expect(passages[0]?.title).toContain('Reed beds')
  expect(found.text).toContain(passages[0]?.text)

  // A keeper puts what was finished into the index.
  const all = await until(
    async () => {
      const { data } = await call('find_talks', { batch_id, query: 'oxygen sunrise' })
      return Number(data.total) > 0 ? data : null
    },
    30_000,
    'the talk is found',
  )
  expect(all).toMatchObject({ total: 1, talks: [{ title: 'Reed beds and patience' }] })
  expect(JSON.stringify(all)).toContain('oxygen in a litre at sunrise')

  const listed = await call('list_talks', { batch_id })
  expect(listed.data).toMatchObject({ total: 2, next_cursor: null })
})

it('tells a model what to do about an error', async () => {
  const refused = await call('submit_talks', { talks: [{ ...talk('x', 'X'), url: 'http://127.0.0.1:1/' }] })
  expect(refused).toMatchObject({ isError: true, text: expect.stringContaining('parameters.url') })
  expect(await call('wait_for', { id: 'job-none', seconds: 5 })).toMatchObject({
    isError: true,
    text: expect.stringContaining('not_found'),
  })
})

it('acts over HTTP for whoever asks, and for no page of another site', async () => {
  const child = await startChild(process.execPath, [main, '--http'], {
    env: { ASYNC_EVENTS_URL: service.url, ASYNC_EVENTS_USER: 'ann', MCP_PORT: '0' },
    until: /(http:\S+)/,
  })
  const [, url = ''] = child.match
  try {
    const rob = new Client({ name: 'test', version: '1' })
    const requestInit = { headers: { 'x-user-id': 'rob' } }
    await rob.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }))
    const { data } = await call('submit_talks', { talks: [talk('sluices', 'Of Rob')] }, rob)
    const [job] = data.jobs as unknown as { job_id: string }[]
    expect((await call('wait_for', { id: job?.job_id, seconds: 120 }, rob)).data.status).toBe('completed')
    expect((await call('read_document', { job_id: job?.job_id }, rob)).text).toContain('# Of Rob')
    expect(await call('read_document', { job_id: job?.job_id })).toMatchObject({
      isError: true,
      text: expect.stringContaining('permission_denied'),
    })
    await rob.close()

    const post = (headers: Record<string, string>) => fetch(url, { method: 'POST', headers, body: '{}' })
    expect((await post({ origin: 'https://evil.example.org' })).status).toBe(403)
    expect((await fetch(url.replace('/mcp', '/other'))).status).toBe(404)
    expect((await fetch(url.replace('/mcp', '/livez'))).status).toBe(200)
  } finally {
    await child.stop()
  }
})
