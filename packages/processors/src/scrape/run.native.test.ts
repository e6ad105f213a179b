import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError, limits, type StepArtifacts, type StepContext, type TextModel } from '@async-events/core'
import { createPageReader, createSafeFetch, parseFetchAllow } from '@async-events/web'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownsNothing } from '../../test/owns-nothing.ts'
import { scrapeContract } from './contract.ts'
import { runScrape } from './run.ts'

interface Expected {
  session: string
  url: string
  status: 'completed' | 'failed'
  error_code: string | null
  title: string
  speakers: string[]
  language: string
  text: string[]
  noise: string[]
}

const reader = createPageReader()
const samples = new URL('../../../../demo/sample-conference/', import.meta.url)
const expected = JSON.parse(await readFile(new URL('expected.json', samples), 'utf8')) as Expected[]
const prose =
  '<p>The reed bed at Stillwater had been cut for thatch every winter since the seventeenth century.</p>'.repeat(
    5,
  )
const manyLinks = Array.from(
  { length: 400 },
  (_, index) => `<a href="https://example.org/${'x'.repeat(1900)}${index}">${'t'.repeat(190)}${index}</a> `,
)

const answers: Record<string, [type: string, body: string | Buffer]> = {
  '/pdf': ['application/pdf', '%PDF-1.7\n'],
  '/pdf-as-html': ['text/html', '%PDF-1.7\n'],
  '/png-as-html': ['text/html', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10])],
  '/html-as-binary': ['application/octet-stream', `<!doctype html><title>Talk</title><main>${prose}</main>`],
  '/json': ['application/json', '{"a":1}'],
  '/feed': ['application/rss+xml', '<?xml version="1.0"?><rss></rss>'],
  '/login': [
    'text/html',
    '<title>Sign in</title><form>Please sign in<input name=u><input type=password></form>',
  ],
  '/empty': ['text/html', '<!doctype html><html><body><nav><a href="/">Home</a></nav></body></html>'],
  '/nothing': ['text/html', ''],
  '/described': [
    'text/html',
    '<title>T</title><meta name=description content="Only this is said."><div id=app></div>',
  ],
  '/text': ['text/plain; charset=utf-8', 'Reed *beds*\n\nand <patience>'],
  '/markdown': ['text/markdown', '\ufeff# Reed *beds*\n\nand <patience>\n'],
  '/raw/talk.md': [
    'text/plain; charset=utf-8',
    '---\ntitle: Mud\nroom: Barn\n---\n\nMaps of *mud* and `<body>`.',
  ],
  '/talk.md': ['text/x-markdown', '# Mud\n\nMaps of *mud*.'],
  '/utf-16.txt': ['text/plain', Buffer.from('\ufeffKäthe Grünwald', 'utf16le')],
  '/latin.txt': ['text/plain', Buffer.from('K\xe4the', 'latin1')],
  '/page.txt': [
    'text/plain',
    `<!-- saved --><!doctype html><title>Reed beds of Stillwater</title><main>${prose}</main>`,
  ],
  '/alias': [
    'text/html',
    '<title>Redirecting…</title><META HTTP-EQUIV=Refresh CONTENT="0;URL=\'/alias-2\'">',
  ],
  '/alias-2': ['text/html', '<title>Moved</title><script>location.replace("/talk")</script>'],
  '/talk': ['text/html', `<title>Reed beds</title><main><h1>Reed beds</h1>${prose}</main>`],
  '/circle': ['text/html', '<meta http-equiv="refresh" content="0;url=/circle-2">'],
  '/circle-2': ['text/html', '<meta http-equiv="refresh" content="0;url=/circle">'],
  '/inside': ['text/html', '<meta http-equiv="refresh" content="0;url=http://169.254.169.254/latest/">'],
  '/kept-inside': [
    'text/html',
    `<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/"><title>T</title><main>${prose}</main>`,
  ],
  '/kept-gone': [
    'text/html',
    `<meta http-equiv="refresh" content="0;url=/nowhere"><title>T</title><main>${prose}</main>`,
  ],
  '/gone': ['text/html', '<meta http-equiv="refresh" content="0;url=/nowhere">'],
  '/schedule': [
    'text/html',
    `<title>Schedule</title><h1>Schedule</h1><h2 id=talk-1>Reed beds</h2><p>10:00 by Ann Moor</p>${prose}<h2 id=talk-2>Maps of mud</h2><p>11:00 by Rob Dyke</p><p>Mud is read with a long pole and much patience.</p>`,
  ],
  '/app-shell': [
    'text/html',
    `<!doctype html><title>Reed beds</title><div id="root">Loading…</div><script>${'window.a=["reed","beds"];'.repeat(2_000)}</script>`,
  ],
  '/app-small': [
    'text/html',
    '<!doctype html><title>Reed beds</title><noscript>You need to enable JavaScript to run this app.</noscript><app-root></app-root><script src="/main.js" type="module"></script>',
  ],
  '/app-unnamed': [
    'text/html',
    `<!doctype html><title>Reed beds</title><div class="spinner"></div><script>${'window.a=["reed","beds"];'.repeat(2_000)}</script>`,
  ],
  '/app-filled': [
    'text/html',
    `<!doctype html><title>Reed beds</title><div id="root"><h1>Reed beds</h1><p>${prose}</p></div><script src="/main.js"></script>`,
  ],
  '/little-kept': [
    'text/html',
    `<!doctype html><title>Reed beds</title><main><h1>Reed beds</h1>${prose}</main><footer><ul>${Array.from({ length: 600 }, (_, zone) => `<li>Zone number ${zone}</li>`).join('')}</ul></footer>`,
  ],
  '/short': ['text/html', '<title>Reed beds</title><h1>Reed beds</h1><p>A talk about reed.</p>'],
  '/many-links': ['text/html', `<title>Links</title><main>${prose}${manyLinks.join('')}</main>`],
}

let server: Server
let origin: string
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scrape-'))
  server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    const known = answers[path]
    const page = /^\/talks\/[a-z-]+\.html$/.test(path)
      ? await readFile(new URL(`.${path}`, samples)).catch(() => null)
      : null
    const step = /^\/steps\/(\d)$/.exec(path)?.[1]
    if (step)
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(
          `<meta http-equiv=refresh content="0;url=/${step === '1' ? 'talk' : `steps/${Number(step) - 1}`}">`,
        )
    else if (known) response.writeHead(200, { 'content-type': known[0] }).end(known[1])
    else if (page) response.writeHead(200, { 'content-type': 'text/html' }).end(page)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})

afterAll(async () => {
  await reader.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true })
})

/** Whole texts only: all that this step stores. */
const artifacts: StepArtifacts = {
  async put(source, mediaType) {
    if (typeof source !== 'string') throw new TypeError('The step stores text')
    const sha256 = createHash('sha256').update(source).digest('hex')
    await writeFile(join(folder, sha256), source)
    return { key: `public/sha256/${sha256}`, bytes: Buffer.byteLength(source), sha256, media_type: mediaType }
  },
  readText: ({ key }) => readFile(join(folder, key.slice(-64)), 'utf8'),
  open: () => Promise.reject(new Error('not needed')),
  materialize: () => Promise.reject(new Error('not needed')),
}

async function scrape(path: string, signal = new AbortController().signal, session: string | null = null) {
  const percents: number[] = []
  const context: StepContext<typeof scrapeContract> = {
    params: { url: URL.canParse(path) ? path : origin + path, source_language: 'en', session },
    inputs: [],
    workdir: folder,
    signal,
    progress: (percent) => percents.push(percent),
    log: { info: () => {}, warn: () => {} },
    fetch: createSafeFetch({ userAgent: 'AsyncEvents-test', allow: parseFetchAllow(new URL(origin).host) }),
    openProxy: () => Promise.reject(new Error('nothing here dials by itself')),
    readPage: reader.read,
    artifacts,
    textModel: {} as TextModel,
    transcriberAdvice: null,
    transcriber: null,
    kept: { get: async () => null, put: async () => {} },
    findTool: () => null,
    templatesDir: null,
    ...ownsNothing,
  }
  const outcome = await runScrape(context)
  const output = scrapeContract.result.parse(outcome.output)
  return { ...outcome, output, percents, markdown: await artifacts.readText(output.text) }
}

const errorCode = (path: string): Promise<unknown> =>
  scrape(path).then(
    () => 'none',
    (thrown: unknown) => (thrown instanceof AppError ? thrown.code : thrown),
  )

test.each(expected.map((entry) => [entry.session, entry] as const))(
  'sample session: %s',
  async (_session, entry) => {
    const url = entry.url.replace('{origin}', origin)
    if (entry.status === 'failed') {
      expect(await errorCode(url)).toBe(entry.error_code)
      expect(scrapeContract.errors).toContain(entry.error_code)
      return
    }
    const { output, markdown, percents, empty, warnings } = await scrape(url)
    expect(output).toMatchObject({
      url,
      title: entry.title,
      language: entry.language,
      text_chars: markdown.length,
    })
    expect(output.speakers.map((speaker) => speaker.name)).toEqual(entry.speakers)
    expect(output.text).toMatchObject({ media_type: 'text/markdown', bytes: Buffer.byteLength(markdown) })
    for (const phrase of entry.text) expect(markdown).toContain(phrase)
    for (const phrase of entry.noise) expect(markdown).not.toContain(phrase)
    expect(percents).toEqual(percents.toSorted((a, b) => a - b))
    expect(percents.at(-1)).toBe(100)
    expect({ empty, warnings }).toEqual({ empty: false, warnings: [] })
  },
)

describe('U09: what is no page', () => {
  test.each(['/pdf', '/pdf-as-html', '/png-as-html', '/json', '/feed', '/login'])('%s', async (path) => {
    expect(await errorCode(path)).toBe('unsupported_source')
  })

  test('a page under a wrong type is read by its real one', async () => {
    expect((await scrape('/html-as-binary')).markdown).toContain('Stillwater')
  })

  test('plain text is read', async () => {
    expect((await scrape('/text')).markdown).toBe('Reed \\*beds\\*\n\nand \\<patience>')
    // It is Markdown already.
    const { markdown, output } = await scrape('/markdown')
    expect(markdown).toBe('and <patience>')
    // The title is a fact.
    expect(output.title).toBe('Reed beds')
  })

  test('Markdown and text by their endings, in their own encoding', async () => {
    const raw = await scrape('/raw/talk.md')
    expect(raw.markdown).toBe('Maps of *mud* and `<body>`.')
    expect(raw.output).toMatchObject({ title: 'Mud', room: 'Barn', fact_sources: { room: 'front-matter' } })
    expect((await scrape('/talk.md')).markdown).toBe('Maps of *mud*.')
    expect((await scrape('/utf-16.txt')).markdown).toBe('Käthe Grünwald')
    expect((await scrape('/latin.txt')).markdown).toBe('Käthe')
    expect((await scrape('/page.txt')).output.title).toBe('Reed beds of Stillwater')
  })

  test.each(['/empty', '/nothing'])('%s is empty', async (path) => {
    expect(await scrape(path)).toMatchObject({ empty: true, markdown: '', output: { text_chars: 0 } })
  })

  test('a page that says everything in its metadata is not empty', async () => {
    expect(await scrape('/described')).toMatchObject({ empty: false, markdown: 'Only this is said.' })
  })
})

describe('N41: a page that is replaced by another', () => {
  test('is followed to the last one', async () => {
    const { output, markdown, percents } = await scrape('/alias')
    expect(output).toMatchObject({ url: `${origin}/talk`, title: 'Reed beds' })
    expect(markdown).toContain('Stillwater')
    expect(percents).toEqual(percents.toSorted((a, b) => a - b))
  })

  test('at most five times, never in a loop, and never where a redirect may not lead', async () => {
    expect((await scrape('/steps/5')).output.url).toBe(`${origin}/talk`)
    expect(await errorCode('/steps/6')).toBe('too_many_redirects')
    expect(await errorCode('/circle')).toBe('too_many_redirects')
    expect(await errorCode('/inside')).toBe('destination_not_allowed')
    expect(await errorCode('/gone')).toBe('source_not_found')
  })

  test.each([
    ['/kept-inside', 'destination_not_allowed'],
    ['/kept-gone', 'source_not_found'],
  ])('%s has text of its own, which is taken with a warning', async (path, code) => {
    const { markdown, warnings } = await scrape(path)
    expect(markdown).toContain('Stillwater')
    expect(warnings).toEqual([{ code: 'refresh_not_followed', message: expect.stringContaining(code) }])
  })
})

describe('a page for many talks', () => {
  test('is read at the fragment of the URL, or at the title', async () => {
    const found = await scrape('/schedule#talk-2')
    expect(found.output).toMatchObject({ title: 'Maps of mud' })
    expect(found.markdown).toContain('long pole')
    expect(found.markdown).not.toContain('Stillwater')
    expect((await scrape('/schedule', undefined, 'Reed beds')).markdown).not.toContain('long pole')
  })

  test('warns when the URL names a part that is not there', async () => {
    const { warnings, markdown } = await scrape('/schedule#talk-9', undefined, 'Sluices')
    expect(warnings?.map(({ code }) => code)).toEqual(['part_not_found'])
    expect(markdown).toContain('Stillwater')
  })
})

describe('a page of which little text was kept', () => {
  test.each(['/app-shell', '/app-small', '/app-unnamed', '/little-kept'])(
    '%s gives a warning',
    async (path) => {
      const { warnings } = await scrape(path)
      expect(warnings?.map(({ code }) => code)).toEqual(['little_text'])
    },
  )

  test.each(['/app-filled', '/short', '/talk', '/empty'])('%s gives none', async (path) => {
    expect((await scrape(path)).warnings).toEqual([])
  })
})

test('the result never outgrows a step output', async () => {
  const { output } = await scrape('/many-links')
  expect(Buffer.byteLength(JSON.stringify(output))).toBeLessThanOrEqual(limits.stepOutput)
  expect(output.links.length).toBeGreaterThan(10)
})

test('an abort ends it with its reason', async () => {
  const reason = new Error('cancelled')
  await expect(scrape('/text', AbortSignal.abort(reason))).rejects.toBe(reason)
})
