import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { ArtifactStore } from '@async-events/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stepArtifacts } from '../src/step-artifacts.ts'
import { collect } from './collect.ts'

export interface StoreUnderTest {
  store: ArtifactStore
  /** Names of unfinished or temporary things that the store left behind. */
  leftovers(): Promise<string[]>
  close(): Promise<void>
}

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex')
const missing = { code: 'artifact_missing' }

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await collect(stream))
}

/** What every driver of the artifact store does alike. */
export function describeArtifactStore(driver: string, start: () => Promise<StoreUnderTest>): void {
  describe(`artifact store: ${driver}`, () => {
    let under: StoreUnderTest
    let store: ArtifactStore
    let workdir: string
    beforeAll(async () => {
      under = await start()
      store = under.store
      workdir = await mkdtemp(join(tmpdir(), 'artifacts-work-'))
    })
    afterAll(async () => {
      await store.close()
      await under.close()
      await rm(workdir, { recursive: true, force: true })
    })

    it('stores text, bytes, streams and files under the hash of their content', async () => {
      const text = 'Straße, 東京'
      const file = join(workdir, 'source')
      await writeFile(file, text)
      const expected = {
        key: `public/sha256/${sha256(text)}`,
        bytes: Buffer.byteLength(text),
        sha256: sha256(text),
      }
      expect(await store.put('public', text)).toEqual(expected)
      expect(await store.put('public', Buffer.from(text))).toEqual(expected)
      expect(await store.put('public', Readable.from([Buffer.from(text)]))).toEqual(expected)
      expect(await store.put('public', { file })).toEqual(expected)
      expect((await readAll(await store.open(expected.key))).toString()).toBe(text)
      expect(await under.leftovers()).toEqual([])
    })

    it('says what kind of store it is, and how much room a disk has', async () => {
      const { driver: kind, free, total } = await store.space()
      if (kind === 's3') expect([free, total]).toEqual([null, null])
      else expect(total).toBeGreaterThan(free ?? Number.POSITIVE_INFINITY)
    })

    it('stores nothing and very much', async () => {
      const empty = await store.put('public', '')
      expect(empty).toMatchObject({ bytes: 0, sha256: sha256('') })
      expect(await readAll(await store.open(empty.key))).toHaveLength(0)

      const block = Buffer.alloc(1 << 20, 'async events ')
      async function* blocks() {
        for (let index = 0; index < 21; index += 1) yield block
      }
      const large = await store.put('public', blocks())
      expect(large.bytes).toBe(21 << 20)
      expect(sha256(await readAll(await store.open(large.key)))).toBe(large.sha256)
      expect(await store.stat(large.key)).toMatchObject({ bytes: 21 << 20 })
    })

    it('stores one object when the same bytes are put at the same time', async () => {
      const puts = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          store.put('u:same', index % 2 === 0 ? 'same' : Readable.from([Buffer.from('same')])),
        ),
      )
      expect(new Set(puts.map((put) => put.key)).size).toBe(1)
      expect(await collect(store.list('u:same'))).toHaveLength(1)
      expect(await under.leftovers()).toEqual([])
    })

    it('makes an object young again when it is put again', async () => {
      const { key } = await store.put('u:young', 'young')
      const before = await store.stat(key)
      // Some servers tell whole seconds only.
      await wait(1_100)
      await store.put('u:young', Readable.from([Buffer.from('young')]))
      const after = await store.stat(key)
      expect(Number(after?.modified_at)).toBeGreaterThan(Number(before?.modified_at))
    })

    it('leaves nothing when the source fails', async () => {
      async function* broken() {
        yield Buffer.from('some bytes')
        throw new Error('the source broke off')
      }
      await expect(store.put('u:broken', broken())).rejects.toThrow('the source broke off')
      await expect(store.put('u:broken', { file: join(workdir, 'no such file') })).rejects.toThrow('ENOENT')
      expect(await collect(store.list('u:broken'))).toEqual([])
      expect(await under.leftovers()).toEqual([])
    })

    it('gives a range, cut at the end', async () => {
      const { key } = await store.put('public', '0123456789')
      const part = async (start: number, end: number) =>
        (await readAll(await store.open(key, { start, end }))).toString()
      expect(await part(0, 0)).toBe('0')
      expect(await part(3, 5)).toBe('345')
      expect(await part(8, 1000)).toBe('89')
      const outside = { code: 'range_not_satisfiable' }
      await expect(store.open(key, { start: 10, end: 12 })).rejects.toMatchObject(outside)
      await expect(store.open(key, { start: 5, end: 4 })).rejects.toMatchObject(outside)
      await expect(store.open(key, { start: -1, end: 4 })).rejects.toMatchObject(outside)
    })

    it('can be left in the middle', async () => {
      const { key } = await store.put('public', Buffer.alloc(3 << 20, 'x'))
      const stream = await store.open(key)
      stream.destroy()
      for await (const chunk of await store.open(key)) {
        expect(chunk.byteLength).toBeGreaterThan(0)
        break
      }
    })

    it('says artifact_missing before the first byte', async () => {
      const key = `public/sha256/${sha256('never stored')}`
      await expect(store.open(key)).rejects.toMatchObject(missing)
      await expect(store.open(key, { start: 0, end: 1 })).rejects.toMatchObject(missing)
      await expect(store.materialize(key, workdir, 'x')).rejects.toMatchObject(missing)
      expect(await store.stat(key)).toBeNull()
      await store.delete(key)
    })

    it.each([
      '',
      'public',
      '../../etc/passwd',
      `public/sha256/${'0'.repeat(63)}`,
      `/sha256/${'0'.repeat(64)}`,
    ])('knows no key %j', async (key) => {
      await expect(store.open(key)).rejects.toMatchObject(missing)
      await expect(store.materialize(key, workdir, 'x')).rejects.toMatchObject(missing)
      expect(await store.stat(key)).toBeNull()
    })

    it('materializes a read-only file, again over an earlier one', async () => {
      const { key } = await store.put('public', 'to work on')
      const folder = join(workdir, 'made', 'on the way')
      const path = await store.materialize(key, folder, 'a file.txt')
      expect(path).toBe(join(folder, 'a file.txt'))
      expect(await store.materialize(key, folder, 'a file.txt')).toBe(path)
      expect(await readFile(path, 'utf8')).toBe('to work on')
      expect((await stat(path)).mode & 0o777).toBe(0o444)
      expect(await readdir(folder)).toEqual(['a file.txt'])
      for (const name of ['', '.', '..', '../x', 'a/b', 'a\\b', 'a\0b']) {
        await expect(store.materialize(key, folder, name)).rejects.toThrow('plain name')
      }
    })

    it('keeps the materialized file when the object goes', async () => {
      const { key } = await store.put('public', 'going')
      const path = await store.materialize(key, workdir, 'kept')
      await store.delete(key)
      await expect(store.open(key)).rejects.toMatchObject(missing)
      expect(await readFile(path, 'utf8')).toBe('going')
      // And it can come back.
      await store.put('public', 'going')
      expect(await store.stat(key)).toMatchObject({ bytes: 5 })
    })

    it('keeps scopes apart, whatever they are made of', async () => {
      const scopes = [
        'u:anna',
        'u:Anna',
        'u:anna/../bert',
        'u:../../..',
        'u:a/sha256/b',
        'u:東京 😀',
        'u:%2e%2e',
        `u:${'Long'.repeat(60)}`,
        `u:${'Long'.repeat(60)}er`,
        `u:${'a'.repeat(198)}`,
      ]
      for (const scope of scopes) {
        const { key } = await store.put(scope, `of ${scope}`)
        expect(key).toBe(`${scope}/sha256/${sha256(`of ${scope}`)}`)
        expect((await readAll(await store.open(key))).toString()).toBe(`of ${scope}`)
        expect((await collect(store.list(scope))).map((object) => object.key)).toEqual([key])
      }
      await expect(store.put('', 'x')).rejects.toThrow('scope')
      await expect(store.put('u:\ud800', 'x')).rejects.toThrow('scope')
    })

    it('lists what is there, of all scopes or of one', async () => {
      const before = new Set((await collect(store.list())).map((object) => object.key))
      const mine: string[] = []
      for (let index = 0; index < 7; index += 1) mine.push((await store.put('u:lister', `no. ${index}`)).key)
      await store.put('u:lister2', 'of somebody else')
      const listed = await collect(store.list('u:lister'))
      expect(listed.map((object) => object.key).sort()).toEqual([...mine].sort())
      for (const object of listed) {
        expect(object.bytes).toBe(5)
        expect(Math.abs(object.modified_at.getTime() - Date.now())).toBeLessThan(60_000)
      }
      expect(await collect(store.list())).toHaveLength(before.size + 8)
      expect(await collect(store.list('u:nobody'))).toEqual([])
    })

    it('checks itself', async () => {
      await store.check()
      expect(await under.leftovers()).toEqual([])
      expect((await collect(store.list())).every((object) => object.key.includes('/sha256/'))).toBe(true)
    })

    it('shows a step its own scope only', async () => {
      const mine = stepArtifacts(store, 'u:me', workdir)
      const ref = await mine.put('my text', 'text/plain')
      expect(ref).toEqual({
        key: `u:me/sha256/${sha256('my text')}`,
        bytes: 7,
        sha256: sha256('my text'),
        media_type: 'text/plain',
      })
      expect(await mine.readText(ref)).toBe('my text')
      expect(await mine.readText(ref, 7)).toBe('my text')
      await expect(mine.readText(ref, 6)).rejects.toMatchObject({ code: 'result_too_large' })
      expect(await mine.materialize(ref, 'mine.txt')).toBe(join(workdir, 'mine.txt'))
      expect((await readAll(await mine.open(ref))).toString()).toBe('my text')

      const yours = stepArtifacts(store, 'u:you', workdir)
      await expect(yours.open(ref)).rejects.toMatchObject(missing)
      await expect(yours.readText(ref)).rejects.toMatchObject(missing)
      await expect(yours.materialize(ref, 'x')).rejects.toMatchObject(missing)
    })
  })
}
