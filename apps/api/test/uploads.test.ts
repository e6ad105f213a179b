import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Client } from '@async-events/client'
import { indexMediaType, sweepArtifacts, uploadIn } from '@async-events/core'
import { finishStep, until } from '@async-events/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withPatience } from '../src/http/with-patience.ts'
import { answerBrokenRequests } from '../src/plugins/broken-requests.ts'
import { type CallOptions, callOf } from './call.ts'
import { session, type TestApp, testApp } from './test-app.ts'

const maxBytes = 200_000
let test: TestApp
beforeAll(async () => {
  test = await testApp({ uploadMaxBytes: maxBytes })
})
afterAll(() => test?.close())
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

interface Part {
  name?: string
  filename?: string | null
  type?: string
  content: string | Buffer
}
const boundary = 'bound-7f2d1a52'
const type = `multipart/form-data; boundary=${boundary}`
function form(...parts: Part[]): Buffer {
  const written = parts.flatMap(({ name = 'file', filename = 'talk.bin', type: own, content }) => [
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${filename === null ? '' : `; filename="${filename}"`}\r\n`,
    `${own ? `content-type: ${own}\r\n` : ''}\r\n`,
    content,
    '\r\n',
  ])
  return Buffer.concat([...written, `--${boundary}--\r\n`].map((one) => Buffer.from(one)))
}
const send = (raw: Buffer | string, { user, headers = {} }: CallOptions = {}) =>
  call('POST', 'uploads', {
    raw,
    headers: { 'content-type': type, ...headers },
    ...(user === undefined ? {} : { user }),
  })
const upload = (part: Part, options?: CallOptions) => send(form(part), options)
const pdfBytes = Buffer.from('%PDF-1.7\nfew words\n%%EOF\n')
const submit = (parameters: object, options: CallOptions & { job_type?: string; user_id?: string } = {}) => {
  const { job_type = 'pdf', user_id, ...rest } = options
  return call('POST', 'jobs', { ...rest, body: { job_type, parameters, ...(user_id ? { user_id } : {}) } })
}
/** Files of the store, half-written ones too. */
const stored = async (): Promise<string[]> => {
  const found = await readdir(join(test.dataDir, 'artifacts'), { recursive: true, withFileTypes: true })
  return found.filter((entry) => entry.isFile() && !entry.name.startsWith('check-')).map(({ name }) => name)
}

describe('POST /uploads', () => {
  it('keeps a file in the scope of the caller', async () => {
    const answer = await upload(
      { filename: 'C:\\slides\\Übung 1.pdf', type: 'application/octet-stream', content: pdfBytes },
      { user: 'ann' },
    )
    const sha256 = createHash('sha256').update(pdfBytes).digest('hex')
    expect(answer.status).toBe(201)
    expect(answer.body).toEqual({
      status: 'success',
      upload_id: expect.stringMatching(/^upload-[0-9a-f-]{36}$/),
      bytes: pdfBytes.length,
      sha256,
      media_type: 'application/pdf',
    })
    expect(await test.stack.uploads.get(answer.body.upload_id)).toMatchObject({
      key: `u:ann/sha256/${sha256}`,
      filename: 'Übung 1.pdf',
      user_id: 'ann',
      scope: 'u:ann',
    })
    expect(await test.stack.artifacts.stat(`u:ann/sha256/${sha256}`)).toMatchObject({
      bytes: pdfBytes.length,
    })
  })

  it.each<[string, Part, string]>([
    ['what its first bytes say', { content: 'ID3\x03rest', type: 'text/html' }, 'audio/mpeg'],
    [
      'what the client says where they do not tell',
      { content: 'PK\x03\x04', type: 'application/vnd.oasis.opendocument.presentation' },
      'application/vnd.oasis.opendocument.presentation',
    ],
    ['a page', { content: '<!DOCTYPE html><p>x', type: 'text/plain' }, 'text/html'],
    [
      'Markdown by its name',
      { content: '# x', filename: 'x.md', type: 'application/octet-stream' },
      'text/markdown',
    ],
    ['plain text', { content: 'x', type: 'not a type' }, 'text/plain'],
    ['bytes', { content: 'a\0b', type: 'application/octet-stream' }, 'application/octet-stream'],
    ['an empty file', { content: '', type: 'application/octet-stream' }, 'text/plain'],
  ])('is of the type of %s', async (_, part, media_type) => {
    expect((await upload(part)).body).toMatchObject({ media_type, bytes: Buffer.byteLength(part.content) })
  })

  it('B04: the limit passes, one byte more gets 413 and leaves nothing', async () => {
    expect((await upload({ content: Buffer.alloc(maxBytes, 1) })).body.bytes).toBe(maxBytes)
    const before = (await stored()).sort()
    const over = await upload({ content: Buffer.alloc(maxBytes + 1, 2) })
    expect([over.status, over.body.error_type, over.headers.connection]).toEqual([413, 'too_large', 'close'])
    // One that says so before it is read.
    expect((await send('', { headers: { 'content-length': String(10 * maxBytes) } })).status).toBe(413)
    expect((await stored()).sort()).toEqual(before)
  })

  it.each<[string, Buffer | string, CallOptions['headers'], number]>([
    ['JSON', '{}', { 'content-type': 'application/json' }, 415],
    ['another type', 'x', { 'content-type': 'application/octet-stream' }, 415],
    ['no body and no type', '', { 'content-type': '' }, 415],
    ['an empty form', '', {}, 400],
    ['a form without parts', `--${boundary}--\r\n`, {}, 400],
    ['garbage', Buffer.alloc(5_000, 7), {}, 400],
    ['no boundary', form({ content: 'x' }), { 'content-type': 'multipart/form-data' }, 400],
    [
      'another boundary',
      form({ content: 'x' }),
      { 'content-type': 'multipart/form-data; boundary=other' },
      400,
    ],
    ['a form that breaks off', form({ content: 'x'.repeat(9_000) }).subarray(0, 5_000), {}, 400],
    ['a form that breaks off in a header', form({ content: 'x' }).subarray(0, 40), {}, 400],
    ['two files', form({ content: 'x' }, { content: 'y' }), {}, 400],
    ['three files', form({ content: 'x' }, { content: 'y' }, { content: 'z' }), {}, 400],
    ['a file of another name', form({ name: 'slides', content: 'x' }), {}, 400],
    ['a text instead of a file', form({ filename: null, content: 'x' }), {}, 400],
    ['a further field', form({ content: 'x' }, { name: 'title', filename: null, content: 'y' }), {}, 400],
    ['a field of the prototype', form({ name: '__proto__', content: 'x' }), {}, 400],
  ])('B01: %s is refused, and no upload is made', async (_, raw, headers, status) => {
    const count = async () => (await Array.fromAsync(test.stack.uploads.artifacts())).length
    const before = await count()
    const answer = await send(raw, { headers: headers ?? {} })
    expect([answer.status, answer.body.error_type]).toEqual([
      status,
      status === 415 ? 'unsupported_media_type' : 'validation_error',
    ])
    expect(await count()).toBe(before)
    expect(
      (await readdir(join(test.dataDir, 'artifacts', '.tmp'))).filter((name) => !name.startsWith('check-')),
    ).toEqual([])
  })

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['a\u202efdp.exe', 'a fdp.exe'],
    [`${'ü'.repeat(300)}.pdf`, 'ü'.repeat(200)],
    ['   ', null],
  ])('B03: the name %j is kept as %j', async (filename, kept) => {
    const { body } = await upload({ filename, content: 'x' })
    expect((await test.stack.uploads.get(body.upload_id))?.filename).toBe(kept)
  })

  it('with an Idempotency-Key the same file is one upload, and another file is refused', async () => {
    const headers = { 'idempotency-key': 'upload-1' }
    const first = await upload({ content: 'same' }, { headers })
    const second = await upload({ content: 'same' }, { headers })
    expect([first.status, second.status, second.headers['idempotent-replayed']]).toEqual([201, 201, 'true'])
    expect(second.body).toEqual(first.body)
    const other = await upload({ content: 'other' }, { headers })
    expect([other.status, other.body.error_type]).toEqual([422, 'idempotency_mismatch'])
  })

  it('no other route takes a form', async () => {
    const answer = await call('POST', 'jobs', {
      raw: form({ content: 'x' }),
      headers: { 'content-type': type },
    })
    expect(answer.status).toBe(415)
  })

  it('over a socket: a body larger than those of other routes, by the generated client', async () => {
    const own = await testApp({ uploadMaxBytes: 6 * 1024 ** 2 })
    try {
      const baseUrl = await own.app.listen({ host: '127.0.0.1', port: 0 })
      const client = new Client({ baseUrl })
      const file = (megabytes: number) => new File([Buffer.alloc(megabytes * 1024 ** 2, 5)], 'film.mp4')
      const { upload_id, bytes } = await client.createUpload({ form: { file: file(6) } })
      expect(bytes).toBe(6 * 1024 ** 2)
      expect((await own.stack.uploads.get(upload_id))?.filename).toBe('film.mp4')
      await expect(client.createUpload({ form: { file: file(7) } })).rejects.toMatchObject({ status: 413 })
      const made = await client.createJob({
        body: { job_type: 'video', parameters: { source: { upload_id } } },
      })
      expect(made.job.job_name).toBe('film.mp4')
    } finally {
      await own.close()
    }
  })

  it('a client that leaves in the middle leaves nothing behind', async () => {
    const before = (await stored()).sort()
    await test.app.listen({ host: '127.0.0.1', port: 0 })
    const address = test.app.server.address()
    if (typeof address !== 'object' || address === null) throw new Error('no port')
    const socket = connect(address.port, '127.0.0.1')
    const whole = form({ content: Buffer.alloc(100_000, 3) })
    socket.write(
      `POST /api/event-job/uploads HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${type}\r\ncontent-length: ${whole.length}\r\n\r\n`,
    )
    socket.write(whole.subarray(0, 50_000))
    await until(async () => (await stored()).length > before.length, 5_000, 'the first bytes are on disk')
    socket.destroy()
    await until(async () => (await stored()).length === before.length, 5_000, 'they are gone')
    expect((await stored()).sort()).toEqual(before)
  })
})

describe('B09: a body that stalls', () => {
  function socketOf() {
    const calls: string[] = []
    const note = (name: string) => () => void calls.push(name)
    const socket = { writable: true, end: note('end'), destroy: note('destroy') }
    return { calls, socket: socket as unknown as Parameters<typeof withPatience>[0] }
  }
  const requestTimeout = Object.assign(new Error(), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })

  it('is given up when no byte comes, and when it is not there in time though bytes come', async () => {
    const { socket } = socketOf()
    const never = () => new Promise<never>(() => {})
    await expect(withPatience(socket, never, { idle: 20 })).rejects.toMatchObject({ code: 'request_timeout' })
    let isOver = false
    const drip = async (onBytes: () => void): Promise<void> => {
      for (; !isOver; onBytes()) await new Promise(setImmediate)
    }
    await expect(withPatience(socket, drip, { idle: 5_000, whole: 50 })).rejects.toMatchObject({
      code: 'request_timeout',
    })
    isOver = true
  })

  it('is not given up by the limit for all others, until it has come', async () => {
    const { socket, calls } = socketOf()
    await withPatience(socket, async () => answerBrokenRequests(requestTimeout, socket))
    expect(calls).toEqual([])
    answerBrokenRequests(requestTimeout, socket)
    expect(calls).toEqual(['end'])
  })
})

describe('a job of an upload', () => {
  it('knows the upload, and its parameters can be sent again', async () => {
    const { upload_id, sha256 } = (await upload({ filename: 'Slides.pdf', content: pdfBytes })).body
    const made = await submit({ source: { upload_id } })
    expect(made.status).toBe(201)
    const source = {
      upload_id,
      sha256,
      bytes: pdfBytes.length,
      media_type: 'application/pdf',
      filename: 'Slides.pdf',
    }
    expect(made.body.job).toMatchObject({
      job_type: 'pdf',
      job_name: 'Slides.pdf',
      parameters: { source, source_language: 'en', create_archive: true },
    })
    expect(
      made.body.job.steps.map(({ id, optional }: { id: string; optional: boolean }) => [id, optional]),
    ).toEqual([
      ['pdf', false],
      ['archive', false],
    ])
    expect(JSON.stringify(made.body)).not.toContain('public/sha256')
    const again = await submit(made.body.job.parameters)
    expect([again.status, again.body.job.parameters.source]).toEqual([201, source])
    // What is not true of the upload is not believed.
    const lied = await submit({ source: { ...source, sha256: 'f'.repeat(64), filename: 'x' } })
    expect(lied.body.job.parameters.source).toEqual(source)
  })

  it('belongs to the owner of the upload alone', async () => {
    const { upload_id } = (await upload({ content: 'ann' }, { user: 'ann' })).body
    const source = { upload_id }
    const tried = [
      await submit({ source }, { user: 'eve' }),
      await submit({ source }),
      await submit(
        { source: { upload_id: `upload-${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}` } },
        { user: 'ann' },
      ),
    ]
    for (const { status, body } of tried)
      expect([status, body.details]).toEqual([
        400,
        [expect.objectContaining({ path: 'parameters.source.upload_id', code: 'unknown' })],
      ])
    expect((await submit({ source }, { user: 'ann' })).status).toBe(201)
    // An operator makes it for her.
    expect((await submit({ source }, { user_id: 'ann' })).status).toBe(201)
  })

  it('in a batch, all or nothing, with the index of the bad one', async () => {
    const { upload_id } = (await upload({ content: 'batch' })).body
    const job = (source: object, job_type = 'pdf') => ({ job_type, parameters: { source } })
    const gone = { upload_id: upload_id.replace(/.$/, (last: string) => (last === '0' ? '1' : '0')) }
    const refused = await call('POST', 'batches', {
      body: { batch_id: 'uploads-bad', jobs: [{ parameters: session() }, job({ upload_id }), job(gone)] },
    })
    expect([refused.status, refused.body.details[0].path]).toEqual([
      400,
      'jobs[2].parameters.source.upload_id',
    ])
    expect((await call('GET', 'batches/uploads-bad')).status).toBe(404)
    const jobs = [job({ upload_id }, 'video'), job({ url: 'https://media.example.org/talk.mp4' }, 'audio')]
    const made = await call('POST', 'batches', { body: { jobs } })
    expect([made.status, made.body.batch.total_jobs]).toEqual([201, 2])
  })

  it('expired is refused; a job that has it is restarted all the same', async () => {
    const { upload_id } = (await upload({ content: 'yesterday' })).body
    const { job_id } = (await submit({ source: { upload_id } })).body.job
    await call('POST', `jobs/${job_id}/cancel`)
    const { uploads } = test.stack
    const get = uploads.get
    try {
      uploads.get = async (id) => {
        const found = await get(id)
        return found && { ...found, expires_at: test.stack.clock.now() }
      }
      expect((await submit({ source: { upload_id } })).status).toBe(400)
      const restarted = await call('POST', `${job_id}/restart`, { body: { parameters: { name: 'Again' } } })
      expect([restarted.status, restarted.body.job.parameters.source.filename]).toEqual([200, 'talk.bin'])
    } finally {
      uploads.get = get
    }
    await call('POST', `jobs/${job_id}/cancel`)
    const bad = await call('POST', `${job_id}/restart`, {
      body: { parameters: { source: { upload_id: `upload-${'0'.repeat(36)}` } } },
    })
    expect([bad.status, bad.body.details[0].path]).toEqual([400, 'parameters.source.upload_id'])
    const other = await call('POST', `${job_id}/restart`, {
      body: { parameters: { source: { url: 'https://example.org/a.pdf' } } },
    })
    expect(other.body.job.parameters.source).toEqual({ url: 'https://example.org/a.pdf' })
  })

  it('keeps its bytes through a sweep, as the upload does; what neither names goes', async () => {
    const { stack } = test
    const keyOf = (sha256: string) => `public/sha256/${sha256}`
    const held = (await upload({ content: 'held by its job' })).body
    const waits = (await upload({ content: 'waits for a job' })).body
    const loose = await stack.artifacts.put('public', 'of nobody')
    const { job_id } = (await submit({ source: { upload_id: held.upload_id } })).body.job
    expect(uploadIn((await stack.jobs.get(job_id))!.parameters)?.sha256).toBe(held.sha256)
    const later = new Date(Date.now() + 2 * 3_600_000)
    const sweep = () => sweepArtifacts({ ...stack, log: { info: () => {} } }, later)
    await sweep()
    expect(await stack.artifacts.stat(loose.key)).toBeNull()
    expect(await stack.artifacts.stat(keyOf(held.sha256))).not.toBeNull()
    expect(await stack.artifacts.stat(keyOf(waits.sha256))).not.toBeNull()

    expect(await stack.uploads.removeExpired(new Date(Date.now() + 25 * 3_600_000))).toBeGreaterThan(1)
    expect(await stack.uploads.get(waits.upload_id)).toBeNull()
    await sweep()
    expect(await stack.artifacts.stat(keyOf(held.sha256))).not.toBeNull()
    expect(await stack.artifacts.stat(keyOf(waits.sha256))).toBeNull()
  })
})

describe('job types', () => {
  it.each([
    ['video', ['video', 'archive'], 'talk.mp4'],
    ['audio', ['video', 'audio', 'archive'], 'talk.mp4'],
    ['pdf', ['pdf', 'archive'], 'talk.mp4'],
    ['transform', ['scrape', 'transform', 'archive'], 'talk.mp4'],
  ])('%s plans %j', async (job_type, steps, name) => {
    const source = { url: 'https://media.example.org/a/talk.mp4?x=1' }
    const { status, body } = await submit({ source }, { job_type })
    expect([status, body.job.job_type, body.job.job_name]).toEqual([201, job_type, name])
    expect(body.job.steps.map(({ id }: { id: string }) => id)).toEqual(steps)
    // Each waits for the step before it at least.
    expect(body.job.steps.map(({ needs }: { needs: string[] }) => needs.includes(steps[0] ?? ''))).toEqual(
      steps.map((_, place) => place === 1),
    )
    expect(body.job.steps.map(({ status: state }: { status: string }) => state)).toEqual(
      steps.map((_, place) => (place === 0 ? 'ready' : 'blocked')),
    )
    const bare = await submit({ source, create_archive: false, name: 'Mine' }, { job_type })
    expect(bare.body.job).toMatchObject({ job_name: 'Mine' })
    expect(bare.body.job.steps.map(({ id }: { id: string }) => id)).toEqual(steps.slice(0, -1))
    const listed = await call('GET', `jobs?job_type=${job_type}&limit=1000`)
    expect(listed.body.jobs.map(({ job_id }: { job_id: string }) => job_id)).toContain(body.job.job_id)
  })

  it.each<[string, string, object, string]>([
    ['no source', 'video', {}, 'parameters.source'],
    [
      'two sources',
      'video',
      { source: { url: 'https://a.org/', upload_id: 'x' } },
      'parameters.source.upload_id',
    ],
    ['null', 'pdf', { source: null }, 'parameters.source'],
    ['an operator', 'pdf', { source: { url: { $ne: null } } }, 'parameters.source'],
    ['an upload id that is none', 'pdf', { source: { upload_id: '../x' } }, 'parameters.source'],
    ['an unknown key', 'audio', { source: { url: 'https://a.org/' }, event: 'x' }, 'parameters.event'],
    ['another scheme', 'video', { source: { url: 'file:///etc/passwd' } }, 'parameters.source.url'],
    ['a private address', 'video', { source: { url: 'http://10.0.0.1/a.mp4' } }, 'parameters.source.url'],
    [
      'U01: the URL of an upload',
      'pdf',
      { source: { url: `upload:/${'0'.repeat(64)}/x` } },
      'parameters.source.url',
    ],
    [
      'an unknown template',
      'transform',
      { source: { url: 'https://a.org/' }, template: '../x' },
      'parameters.template',
    ],
    ['parameters of a session', 'video', session(), 'parameters.source'],
    ['parameters of another type', 'session', { source: { url: 'https://a.org/' } }, 'parameters.event'],
  ])('B02: %s is refused', async (_, job_type, parameters, path) => {
    const { status, body } = await submit(parameters, { job_type })
    expect([status, body.error_type]).toEqual([400, 'validation_error'])
    expect(body.details.map((detail: { path: string }) => detail.path)).toContain(path)
    expect((await call('POST', 'submit', { body: { job_type, parameters } })).status).toBe(400)
  })

  it('a failed step fails the job with its error', async () => {
    const { job_id } = (
      await submit({ source: { url: 'https://media.example.org/talk.mp4' } }, { job_type: 'audio' })
    ).body.job
    await finishStep(test.stack, job_id, 'video', { code: 'source_not_found' })
    const { job } = (await call('GET', `jobs/${job_id}`)).body
    expect(job).toMatchObject({ status: 'failed', error: { code: 'source_not_found', step: 'video' } })
    expect(job.steps.map(({ status }: { status: string }) => status)).toEqual([
      'failed',
      'cancelled',
      'cancelled',
    ])
  })

  it('answers the files of a job that has no document, and each can be read', async () => {
    const { stack } = test
    const { job_id } = (await submit({ source: { url: 'https://example.org/Reed%20beds.pdf' } })).body.job
    const put = async (bytes: string, media_type: string) => ({
      ...(await stack.artifacts.put('public', bytes)),
      media_type,
    })
    const text = await put('Herons', 'text/plain')
    const path = 'Reed beds/text.txt'
    await finishStep(stack, job_id, 'pdf', {
      output: {
        url: 'https://example.org/Reed%20beds.pdf',
        title: null,
        media_type: 'application/pdf',
        bytes: 10,
        converted_from: null,
        pages: 1,
        ocr_pages: 0,
        ocr_engine: null,
        text_chars: 6,
        index: await put('{"outline":[],"pages":[]}', indexMediaType),
        text,
      },
    })
    await finishStep(stack, job_id, 'archive', {
      output: {
        archive: await put('zip', 'application/zip'),
        filename: 'Reed beds.zip',
        files: await put(
          JSON.stringify([
            { path: 'README.md', ...text },
            { path, ...text },
          ]),
          'application/json',
        ),
        entries: 2,
      },
    })
    const { job } = (await call('GET', `jobs/${job_id}`)).body
    expect(job).toMatchObject({ status: 'completed', error: null })
    expect(job.results).toMatchObject({
      markdown_url: null,
      transcript: null,
      structured_data: { pages: 1, url: 'https://example.org/Reed%20beds.pdf' },
      asset_dir: 'Reed beds',
      archive_filename: 'Reed beds.zip',
    })
    expect(job.results.assets.map((asset: { path: string }) => asset.path)).toEqual([path])
    const file = await call('GET', job.results.assets[0].url)
    expect([file.status, file.raw.toString()]).toEqual([200, 'Herons'])
    expect((await call('GET', `jobs/${job_id}/download-archive`)).raw.toString()).toBe('zip')
  })

  it('a session has no source: what it calls so is for templates', async () => {
    const source = { upload_id: 'x', sha256: 'f'.repeat(64), bytes: 1, media_type: 'a/b', filename: null }
    const { body } = await call('POST', 'jobs', { body: { parameters: session({ source }) } })
    expect([body.job.parameters.source, body.job.parameters.extra]).toEqual([undefined, { source }])
  })
})

describe('uploads that are there', () => {
  const own = { user: 'lister' }
  const listed = async (options: CallOptions = own, query = '') =>
    (await call('GET', `uploads${query}`, options)).body
  const make = async (name: string, options: CallOptions = own): Promise<string> =>
    (await upload({ filename: name, content: pdfBytes }, options)).body.upload_id

  it('are listed to their owner, in either order and page by page', async () => {
    const before = (await listed()).total
    const ids = [await make('a.pdf'), await make('b.pdf'), await make('c.pdf')]
    await make('other.pdf', { user: 'somebody' })
    const { total, uploads, next_cursor } = await listed(own, '?limit=2')
    expect([total - before, uploads.map((one: { upload_id: string }) => one.upload_id)]).toEqual([
      3,
      [ids[2], ids[1]],
    ])
    const rest = await listed(own, `?limit=1&cursor=${next_cursor}`)
    expect(rest.uploads[0]).toEqual({
      upload_id: ids[0],
      filename: 'a.pdf',
      media_type: 'application/pdf',
      bytes: pdfBytes.length,
      sha256: createHash('sha256').update(pdfBytes).digest('hex'),
      user_id: 'lister',
      created_at: expect.any(String),
      expires_at: expect.any(String),
    })
    expect((await call('GET', `uploads/${ids[0]}`, own)).body.upload).toEqual(rest.uploads[0])
  })

  it('are deleted unless an unfinished job reads them, and are not there afterwards', async () => {
    const id = await make('used.pdf')
    const { job } = (await submit({ source: { upload_id: id } }, own)).body
    const inUse = await call('DELETE', `uploads/${id}`, own)
    expect([inUse.status, inUse.body.error_type]).toEqual([409, 'conflict'])
    await call('POST', `jobs/${job.job_id}/cancel`, own)
    expect((await call('DELETE', `uploads/${id}`, own)).status).toBe(200)
    for (const method of ['GET', 'DELETE'])
      expect((await call(method, `uploads/${id}`, own)).status).toBe(404)
    expect((await submit({ source: { upload_id: id } }, own)).status).toBe(400)
    // The job keeps its bytes.
    expect((await call('POST', `${job.job_id}/restart`, own)).status).toBe(200)
  })

  it('are not there once they have expired', async () => {
    const id = await make('old.pdf')
    const { uploads } = test.stack
    const get = uploads.get
    uploads.get = async (one) => {
      const found = await get(one)
      return found && { ...found, expires_at: new Date(0) }
    }
    try {
      expect((await call('GET', `uploads/${id}`, own)).status).toBe(404)
    } finally {
      uploads.get = get
    }
    const all = { owner: { kind: 'all' as const }, now: new Date(Date.now() + 25 * 3_600_000) }
    expect(await uploads.count(all)).toBe(0)
  })
})
