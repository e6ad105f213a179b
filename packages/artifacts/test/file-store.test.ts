import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileStore } from '../src/file-store.ts'
import { openArtifactStore } from '../src/open-artifact-store.ts'
import { storageError } from '../src/storage-errors.ts'
import { describeArtifactStore } from './artifact-store-compliance.ts'
import { collect } from './collect.ts'

describeArtifactStore('file system', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'artifacts-'))
  return {
    store: await openArtifactStore(pathToFileURL(join(folder, 'a store')).href),
    leftovers: () => readdir(join(folder, 'a store', '.tmp')),
    close: () => rm(folder, { recursive: true, force: true }),
  }
})

describe('file store', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'artifacts-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('keeps objects read-only in two levels of folders, and links them into a work folder', async () => {
    const store = await createFileStore(join(folder, 'store'))
    const { key, sha256 } = await store.put('u:Anna', 'x')
    const path = join(folder, 'store', 'u_3a_41nna', 'sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
    const stored = await stat(path)
    expect(stored.mode & 0o777).toBe(0o444)
    const linked = await stat(await store.materialize(key, join(folder, 'work'), 'x'))
    expect(linked.ino).toBe(stored.ino)
  })

  it('copies when the work folder is on another file system', async (context) => {
    const elsewhere = await mkdtemp('/dev/shm/artifacts-').catch(() => null)
    if (elsewhere === null || (await stat(elsewhere)).dev === (await stat(folder)).dev)
      return context.skip('there is no second file system at /dev/shm')
    try {
      const store = await createFileStore(join(folder, 'store'))
      const { key } = await store.put('public', 'far away')
      const path = await store.materialize(key, elsewhere, 'copy')
      expect(await readFile(path, 'utf8')).toBe('far away')
      expect((await stat(path)).mode & 0o777).toBe(0o444)
    } finally {
      await rm(elsewhere, { recursive: true, force: true })
    }
  })

  it('replaces an object that lost bytes', async () => {
    const store = await createFileStore(folder)
    const { key, sha256 } = await store.put('public', 'whole')
    const path = join(folder, 'public/sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
    await rm(path)
    await writeFile(path, 'who')
    await store.put('public', 'whole')
    expect(await store.stat(key)).toMatchObject({ bytes: 5 })
  })

  it('sweeps temporary files that nobody wrote to for an hour, and no others', async () => {
    const store = await createFileStore(folder)
    const old = new Date(Date.now() - 3_700_000)
    await mkdir(join(folder, '.tmp'))
    for (const name of ['old', 'new']) await writeFile(join(folder, '.tmp', name), 'x')
    await utimes(join(folder, '.tmp', 'old'), old, old)
    expect(await collect(store.list())).toEqual([])
    expect(await readdir(join(folder, '.tmp'))).toEqual(['new'])
  })

  it('says unavailable, retryable, while its disk cannot be used, and goes on when it is back', async () => {
    // A file where the folder should be: as with a disk that is not mounted, nothing can be made below it.
    const root = join(folder, 'disk')
    await writeFile(root, '')
    const store = await createFileStore(root)
    const away = { code: 'unavailable', retryable: true, message: 'The artifact store cannot be reached.' }
    const key = `public/sha256/${'0'.repeat(64)}`
    await expect(store.put('public', 'x')).rejects.toMatchObject(away)
    await expect(store.put('public', Readable.from([Buffer.from('x')]))).rejects.toMatchObject(away)
    await expect(store.open(key)).rejects.toMatchObject(away)
    await expect(store.stat(key)).rejects.toMatchObject(away)
    await expect(store.materialize(key, join(folder, 'work'), 'x')).rejects.toMatchObject(away)
    await expect(collect(store.list())).rejects.toMatchObject(away)
    await expect(store.check()).rejects.toMatchObject(away)
    await rm(root)
    await store.check()
    const stored = await store.put('public', 'x')
    expect(await store.stat(stored.key)).toMatchObject({ bytes: 1 })
  })

  it.each([
    ['EIO', 'unavailable'],
    ['EROFS', 'unavailable'],
    ['EACCES', 'unavailable'],
    ['EMFILE', 'unavailable'],
    ['ENOSPC', 'storage_full'],
    ['EDQUOT', 'storage_full'],
    ['EFBIG', 'storage_full'],
  ])('%s of the disk is %s, and the source’s own error stays what it is', async (code, expected) => {
    expect(storageError(Object.assign(new Error(code), { code }))).toMatchObject({
      code: expected,
      retryable: true,
    })
    const own = Object.assign(new Error('reset'), { code: 'ECONNRESET' })
    expect(storageError(own)).toBe(own)
  })

  it('says storage_full on a full disk and leaves nothing', async (context) => {
    // A file system of its own, small and soon full: needs the right to mount.
    const disk = join(folder, 'disk')
    await mkdir(disk)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk])
    if (mounted.status !== 0) return context.skip('this user may not mount a small file system to fill')
    try {
      const store = await createFileStore(disk)
      await store.check()
      await expect(store.put('public', Buffer.alloc(4 << 20))).rejects.toMatchObject({
        code: 'storage_full',
        retryable: true,
      })
      expect(await readdir(join(disk, '.tmp'))).toEqual([])
      expect(await collect(store.list())).toEqual([])
      const fits = await store.put('public', Buffer.alloc(1000 << 10))
      expect(fits.bytes).toBe(1000 << 10)
      await writeFile(join(disk, 'rest'), Buffer.alloc(1 << 20)).catch(() => {})
      await expect(store.check()).rejects.toMatchObject({ code: 'storage_full' })
    } finally {
      spawnSync('umount', [disk])
    }
  })
})
