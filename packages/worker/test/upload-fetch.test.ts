import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFileStore } from '@async-events/artifacts'
import { type SafeFetch, type UploadSource, uploadUrl } from '@async-events/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { uploadFetch } from '../src/upload-fetch.ts'

const content = 'the bytes of ann'
let folder: string
let store: Awaited<ReturnType<typeof createFileStore>>
let source: UploadSource
const asked: string[] = []
const network: SafeFetch = async ({ url }) => {
  asked.push(url)
  throw new Error('asked')
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'async-events-upload-'))
  store = await createFileStore(join(folder, 'store'))
  const { sha256, bytes } = await store.put('u:ann', content)
  source = { upload_id: 'upload-1', sha256, bytes, media_type: 'text/plain', filename: 'ä b.txt' }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const ask = (change: { maxBytes?: number; toFile?: string; url?: string } = {}, scope = 'u:ann') =>
  uploadFetch(network, store, { parameters: { source }, scope })({
    url: uploadUrl(source),
    maxBytes: 100,
    timeoutMs: 1_000,
    ...change,
  })

it('gives the bytes, or a file of them, without asking the network', async () => {
  const fetched = await ask()
  expect(fetched).toMatchObject({ status: 200, mediaType: 'text/plain', bytes: content.length })
  expect(fetched.body.toString()).toBe(content)
  const into = join(folder, 'work')
  await mkdir(into)
  const file = await ask({ toFile: join(into, 'fetched') })
  expect([file.body.length, file.bytes]).toEqual([0, content.length])
  expect(await readFile(join(into, 'fetched'), 'utf8')).toBe(content)
  expect(asked).toEqual([])
})

it('U07: at the cap it passes, one byte over is too large', async () => {
  expect((await ask({ maxBytes: content.length })).bytes).toBe(content.length)
  await expect(ask({ maxBytes: content.length - 1 })).rejects.toMatchObject({ code: 'source_too_large' })
})

it('is read in the scope of the job alone', async () => {
  await expect(ask({}, 'u:eve')).rejects.toMatchObject({ code: 'artifact_missing' })
  await expect(ask({}, 'public')).rejects.toMatchObject({ code: 'artifact_missing' })
})

it('leaves every other URL to the network, and all of them where the job names no upload', async () => {
  const others = [
    `${uploadUrl(source)}x`,
    uploadUrl({ sha256: '0'.repeat(64), filename: null }),
    'https://a.org/',
  ]
  for (const url of others) await expect(ask({ url })).rejects.toThrow('asked')
  const bare = uploadFetch(network, store, { parameters: {}, scope: 'u:ann' })
  await expect(bare({ url: uploadUrl(source), maxBytes: 100, timeoutMs: 1_000 })).rejects.toThrow('asked')
  expect(asked).toHaveLength(4)
})
