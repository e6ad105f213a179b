import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { formOf } from '../src/files/upload.ts'
import { Client, type ClientOptions, ConnectionError, DamagedFileError } from '../src/index.ts'
import { platform as web } from '../src/platform/web.ts'
import { type CuttingServer, type Fate, startCuttingServer } from './cutting-server.ts'
import { refused, scripted } from './scripted.ts'

const file = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 251))
const sha256 = createHash('sha256').update(file).digest('hex')
let folder: string
let server: CuttingServer | null = null
beforeEach(async () => {
  // No wait before a further attempt.
  vi.spyOn(Math, 'random').mockReturnValue(0)
  folder = await mkdtemp(join(tmpdir(), 'async-events-client-'))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await server?.close()
  server = null
  await rm(folder, { recursive: true, force: true })
})

async function serve(
  fates: readonly Fate[],
  options: Partial<ClientOptions> = {},
  served: Parameters<typeof startCuttingServer>[2] = {},
) {
  server = await startCuttingServer(file, fates, served)
  const client = new Client({ baseUrl: server.origin, ...options })
  return { client, asked: server.asked }
}

describe('a download', () => {
  it('is a file under its name, whole, with a name that leads nowhere else', async () => {
    const { client } = await serve([])
    const saved = await client.download('job-1', { to: folder })
    expect(saved).toEqual({
      filename: 'pärt/../x.zip',
      path: join(folder, 'pärt_.._x.zip'),
      bytes: file.length,
    })
    expect(await readdir(folder)).toEqual(['pärt_.._x.zip'])
    expect(await readFile(saved.path ?? '')).toEqual(file)
  })

  it('goes on where it was after each broken connection', async () => {
    const { client, asked } = await serve([{ cutAfter: 100_000 }, { cutAfter: 50_000 }, { cutAfter: 0 }])
    const { bytes, sha256: stated, body } = await client.download('job-1')
    expect([bytes, stated]).toEqual([file.length, sha256])
    expect(Buffer.from(await new Response(body).arrayBuffer())).toEqual(file)
    const ranges = asked.map(({ range }) => Number(/\d+/.exec(range ?? '')?.[0] ?? 0))
    expect(ranges[0]).toBe(0)
    expect(ranges).toEqual(ranges.toSorted((a, b) => a - b))
    expect(ranges.at(-1)).toBeGreaterThan(50_000)
    expect(asked.slice(1).every(({ 'if-range': validator }) => validator === `"${sha256}"`)).toBe(true)
  })

  it('is not waited for when it has stopped coming', async () => {
    const { client, asked } = await serve([{ stopAfter: 70_000 }], { timeoutMs: 200 })
    const saved = await client.download('job-1', { to: join(folder, 'a.zip') })
    expect(await readFile(saved.path ?? '')).toEqual(file)
    expect(asked).toHaveLength(2)
  })

  it('ends when the file became another meanwhile, and leaves nothing', async () => {
    const { client } = await serve([{ cutAfter: 100_000 }, { file: Buffer.from(file).reverse() }])
    const target = join(folder, 'a.zip')
    await writeFile(target, 'old')
    await expect(client.download('job-1', { to: target })).rejects.toThrow(DamagedFileError)
    expect(await readdir(folder)).toEqual(['a.zip'])
    expect(await readFile(target, 'utf8')).toBe('old')
  })

  it('is held to its SHA-256: that of the service, and that of the caller', async () => {
    const { client } = await serve([], {}, { etag: `"${'0'.repeat(64)}"` })
    await expect(client.download('job-1', { to: join(folder, 'a.zip') })).rejects.toThrow(
      'The file has the SHA-256',
    )
    await server?.close()
    const other = await serve([])
    const wished = { to: join(folder, 'b.zip'), sha256: 'f'.repeat(64) }
    await expect(other.client.download('job-1', wished)).rejects.toThrow(DamagedFileError)
    expect(await readdir(folder)).toEqual([])
  })

  it('that cannot go on is begun again for a file, and fails as a stream', async () => {
    const streamed = { isStreamed: true }
    const { client, asked } = await serve([{ cutAfter: 100_000 }, { cutAfter: 200_000 }], {}, streamed)
    const saved = await client.download('batch-1', { to: join(folder, 'a.zip') })
    expect([saved.bytes, asked.length]).toEqual([file.length, 3])
    expect(await readFile(saved.path ?? '')).toEqual(file)
    await server?.close()
    const other = await serve([{ cutAfter: 100_000 }], {}, streamed)
    const { bytes, body } = await other.client.download('batch-1')
    expect(bytes).toBeNull()
    await expect(new Response(body).arrayBuffer()).rejects.toThrow(ConnectionError)
  })

  it('is tried as often as asked for', async () => {
    const { client, asked } = await serve(Array(9).fill({ cutAfter: 0 }), { maxRetries: 1 })
    await expect(client.download('job-1', { to: join(folder, 'a.zip') })).rejects.toThrow(ConnectionError)
    expect(asked).toHaveLength(2)
    expect(await readdir(folder)).toEqual([])
  })

  it('is aborted half-way, and leaves nothing', async () => {
    const { client } = await serve([{ stopAfter: 100_000 }])
    const controller = new AbortController()
    const saving = client.download('job-1', { to: join(folder, 'a.zip'), signal: controller.signal })
    setImmediate(() => controller.abort(new Error('enough')))
    await expect(saving).rejects.toThrow('enough')
    expect(await readdir(folder)).toEqual([])
  })

  it('is written to a stream', async () => {
    const { client } = await serve([{ cutAfter: 100_000 }])
    const chunks: Uint8Array[] = []
    const to = new WritableStream<Uint8Array>({ write: (chunk) => void chunks.push(chunk) })
    expect(await client.download('job-1', { to })).toMatchObject({ path: null, bytes: file.length })
    expect(Buffer.concat(chunks)).toEqual(file)
  })
})

describe('an upload', () => {
  const stored = Response.json({ status: 'success', upload_id: 'upload-1' })
  const sent = async (body: unknown): Promise<File> => {
    if (!(body instanceof FormData)) throw new Error('no form')
    const part = body.get('file')
    if (!(part instanceof File)) throw new Error('no file')
    return part
  }

  it('of a path or a file: URL has the name of the file, and may be repeated', async () => {
    const path = join(folder, 'Ünï "x".pdf')
    await writeFile(path, '%PDF-1.4')
    const { client, asked } = scripted([refused(), stored])
    await client.upload(path)
    await client.upload(pathToFileURL(path), { filename: 'slides.pdf', mediaType: 'application/pdf' })
    const files = await Promise.all(asked.map(({ body }) => sent(body)))
    expect(files.map(({ name, type }) => [name, type])).toEqual([
      ['Ünï "x".pdf', ''],
      ['Ünï "x".pdf', ''],
      ['slides.pdf', 'application/pdf'],
    ])
    expect(await files[1]?.text()).toBe('%PDF-1.4')
    const keys = asked.map(({ headers }) => headers.get('idempotency-key'))
    expect([keys[0] === keys[1], keys[1] === keys[2]]).toEqual([true, false])
    await expect(client.upload(join(folder, 'nope.pdf'))).rejects.toThrow(/no such file|open/i)
  })

  it('of bytes and blobs', async () => {
    const { client, asked } = scripted([stored])
    await client.upload(new Uint8Array([1, 2]))
    await client.upload(new Uint8Array([1, 2]).buffer, { idempotencyKey: 'mine' })
    await client.upload(new File(['x'], 'a.mp4', { type: 'video/mp4' }))
    const files = await Promise.all(asked.map(({ body }) => sent(body)))
    expect(files.map(({ name, type, size }) => [name, type, size])).toEqual([
      ['file', '', 2],
      ['file', '', 2],
      ['a.mp4', 'video/mp4', 1],
    ])
    expect(asked[1]?.headers.get('idempotency-key')).toBe('mine')
  })

  it('of a stream is sent as it comes, and once', async () => {
    const { client, asked } = scripted([refused()])
    const stream = new Blob(['one, two']).stream()
    await expect(client.upload(stream, { filename: 'a"b.txt' })).rejects.toThrow(ConnectionError)
    expect(asked).toHaveLength(1)
    const [{ body = null, headers } = { headers: new Headers() }] = asked
    const form = await new Response(body, { headers }).formData()
    const part = form.get('file')
    expect(part instanceof File && [part.name, part.type, await part.text()]).toEqual([
      'a"b.txt',
      'application/octet-stream',
      'one, two',
    ])
  })

  it('in a browser: a stream is read first, and paths are refused', async () => {
    const { form } = await formOf(new Blob(['one']).stream(), {}, web)
    expect(await form?.file?.text()).toBe('one')
    await expect(formOf('a.pdf', {}, web)).rejects.toThrow('Files by path are for Node')
  })
})
