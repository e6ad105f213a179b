import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openArtifactStore } from '../src/open-artifact-store.ts'
import { describeArtifactStore } from './artifact-store-compliance.ts'
import { type S3TestServer, startS3Server } from './s3-server.ts'

const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' }

async function start(path = '/some/prefix') {
  const server = await startS3Server()
  const spoolFolder = await mkdtemp(join(tmpdir(), 'spool-'))
  const endpoint = encodeURIComponent(server.endpoint)
  const url = `s3://bucket${path}?endpoint=${endpoint}&region=eu-west-1&forcePathStyle=true`
  const store = await openArtifactStore(url, { credentials, spoolFolder })
  const close = async () => {
    await server.close()
    await rm(spoolFolder, { recursive: true, force: true })
  }
  return { server, store, spoolFolder, close }
}

describeArtifactStore('S3', async () => {
  const { store, spoolFolder, close } = await start()
  return { store, close, leftovers: () => readdir(spoolFolder) }
})

describeArtifactStore('S3 without a prefix', async () => {
  const { store, spoolFolder, close } = await start('')
  return { store, close, leftovers: () => readdir(spoolFolder) }
})

describe('S3 store', () => {
  let server: S3TestServer
  let running: Awaited<ReturnType<typeof start>>
  beforeEach(async () => {
    running = await start()
    server = running.server
  })
  afterEach(async () => {
    await running.store.close()
    await running.close().catch(() => {})
  })

  it('names objects by prefix, encoded scope and hash; sends large ones in parts', async () => {
    const { sha256 } = await running.store.put('u:Anna', Buffer.alloc(20 << 20))
    expect([...server.objects.keys()]).toEqual([`some/prefix/u_3a_41nna/sha256/${sha256}`])
    expect(server.seen).toContain('POST ?uploads')
  })

  it.each([
    ['', 'https://bucket.s3.eu-west-1.amazonaws.com'],
    ['&endpoint=http%3A%2F%2F127.0.0.1%3A9000&forcePathStyle=true', 'http://127.0.0.1:9000'],
    [
      '&endpoint=https%3A%2F%2Fs3.internal&publicEndpoint=https%3A%2F%2Ffiles.example',
      'https://bucket.files.example',
    ],
  ])('says from where its addresses are: %s', async (options, origin) => {
    const store = await openArtifactStore(`s3://bucket/prefix?region=eu-west-1${options}`, {
      credentials,
      linkMs: 60_000,
    })
    const as = { type: 'text/plain', disposition: 'inline' }
    const link = await store.link?.(`public/sha256/${'a'.repeat(64)}`, as)
    expect([store.linkOrigin, new URL(link ?? '').origin]).toEqual([origin, origin])
    await store.close()
  })

  it('uploads no bytes that are there already', async () => {
    await running.store.put('public', 'once')
    for (const object of server.objects.values()) object.modified = new Date(0)
    server.seen.length = 0
    await running.store.put('public', 'once')
    // The copy onto itself that makes it young again has no body; then its time is looked at.
    expect(server.seen).toEqual(['HEAD', 'PUT', 'HEAD'])
  })

  it('sends the bytes again where a copy onto itself leaves the time as it was', async () => {
    await running.store.put('public', 'once')
    const [name = ''] = server.objects.keys()
    server.keepsTime = true
    for (const object of server.objects.values()) object.modified = new Date(0)
    server.seen.length = 0
    await running.store.put('public', 'once')
    expect(server.seen).toEqual(['HEAD', 'PUT', 'HEAD', 'PUT'])
    expect(Number(server.objects.get(name)?.modified)).toBeGreaterThan(0)
  })

  it('says storage_full when the server has no room, and unavailable for other failures', async () => {
    server.failWrites = { status: 507, code: 'InsufficientStorage' }
    await expect(running.store.put('public', 'x')).rejects.toMatchObject({ code: 'storage_full' })
    server.failWrites = { status: 403, code: 'AccessDenied' }
    await expect(running.store.put('public', 'x')).rejects.toMatchObject({ code: 'unavailable' })
    await expect(running.store.check()).rejects.toMatchObject({ code: 'unavailable' })
    expect(await readdir(running.spoolFolder)).toEqual([])
  })

  it('says unavailable, retryable, when nobody answers', async () => {
    await server.close()
    const failure = { code: 'unavailable', retryable: true }
    await expect(running.store.open(`public/sha256/${'0'.repeat(64)}`)).rejects.toMatchObject(failure)
    await expect(running.store.check()).rejects.toMatchObject(failure)
  })
})
