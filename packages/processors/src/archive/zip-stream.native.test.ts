import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { directoryHeader, endOfZip, localHeader } from './zip-records.ts'
import { type ZipEntry, type ZipOptions, zipStream } from './zip-stream.ts'

const folder = mkdtempSync(join(tmpdir(), 'async-events-zip-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const magic = Buffer.from('PK\x03\x04', 'latin1')
const mebibyte = 1024 * 1024
/** No part of it is like another one. */
function bytesOf(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let index = 0; index < length; index++) bytes[index] = (index * 7 + (index >> 8)) % 251
  return bytes
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000)
}

interface File extends ZipEntry {
  bytes: Buffer
}
const file = (path: string, media_type: string, bytes: Buffer): File => ({
  path,
  bytes,
  ref: { media_type, bytes: bytes.length },
})

const options = (more: Partial<ZipOptions<File>> = {}): ZipOptions<File> => ({
  date: new Date('2026-05-13T09:26:54Z'),
  open: async ({ bytes }) => inPieces(bytes),
  signal: new AbortController().signal,
  ...more,
})

async function zipOf(files: readonly File[], more: Partial<ZipOptions<File>> = {}): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of zipStream(files, options(more))) chunks.push(chunk)
  return Buffer.concat(chunks)
}

describe('files of each kind', () => {
  const files = [
    file('empty.md', 'text/markdown', Buffer.alloc(0)),
    file('empty.png', 'image/png', Buffer.alloc(0)),
    file('Gewässer/small.md', 'text/markdown', bytesOf(3_000)),
    file('large.json', 'application/json', bytesOf(9 * mebibyte)),
    file('small.png', 'image/png', bytesOf(300_000)),
    file('large.mp4', 'video/mp4', bytesOf(9 * mebibyte)),
  ]
  let path: string
  beforeAll(async () => {
    path = join(folder, 'kinds.zip')
    writeFileSync(path, await zipOf(files))
  })

  it.each(files.map((each) => [each.path, each] as const))(
    '%s is read by unzip as it was',
    (name, { bytes }) => {
      const read = execFileSync('unzip', ['-p', path, name], { maxBuffer: 64 * mebibyte })
      expect(read.equals(bytes)).toBe(true)
    },
  )

  it('passes the test of unzip, and has a mode and a date', () => {
    expect(execFileSync('unzip', ['-tq', path], { encoding: 'utf8' })).toMatch(/^No errors detected/)
    const listed = execFileSync('zipinfo', [path], {
      encoding: 'utf8',
      env: { TZ: 'UTC', PATH: process.env.PATH },
    })
    expect(listed).toMatch(/^-rw-r--r-- +\S+ unx +300000 \S+ stor 26-May-13 09:26 small\.png$/m)
    expect(listed).toMatch(/ defN 26-May-13 09:26 large\.json$/m)
  })

  it('has the sizes of all stored files in front of their data, as readers of streams need them', async () => {
    const zip = await zipOf(files.filter(({ ref }) => /image|video/.test(ref.media_type)))
    const flags: number[] = []
    for (let at = zip.indexOf(magic); at >= 0; at = zip.indexOf(magic, at + 4))
      flags.push(zip.readUInt16LE(at + 6) & 8)
    expect(flags).toEqual([0, 0, 0])
  })
})

it('refuses a stored file that is another one when it is opened for its data', async () => {
  let opened = 0
  const changing = file('large.mp4', 'video/mp4', bytesOf(5 * mebibyte))
  const open = async () => inPieces(bytesOf(5 * mebibyte + opened++))
  await expect(zipOf([changing], { open })).rejects.toMatchObject({ code: 'result_too_large' })
})

it('refuses a file that is larger than it is said to be', async () => {
  const small = file('small.png', 'image/png', bytesOf(1_000))
  await expect(zipOf([small], { open: async () => inPieces(bytesOf(5 * mebibyte)) })).rejects.toMatchObject({
    code: 'result_too_large',
  })
})

it('stops in the middle of a file whose next bytes do not come, with the reason of the signal', async () => {
  const stopped = new AbortController()
  const reason = new Error('enough')
  const open = async () =>
    (async function* () {
      yield bytesOf(1_000)
      stopped.abort(reason)
      await new Promise(() => {})
    })()
  const slow = file('slow.mp4', 'video/mp4', bytesOf(5_000))
  await expect(zipOf([slow], { open, signal: stopped.signal })).rejects.toBe(reason)
})

describe('records of ZIP64', () => {
  const name = Buffer.from('a.mp4')
  const entry = { name, date: new Date(0), isDeflated: false, isDescribedBehind: false, crc: 1 }

  it('have sizes of eight bytes where four are too few', () => {
    const large = {
      ...entry,
      isLarge: true,
      packedBytes: 5 * 2 ** 30,
      bytes: 5 * 2 ** 30,
      offset: 6 * 2 ** 30,
    }
    const local = localHeader(large)
    expect([local.readUInt32LE(18), local.readUInt32LE(22), local.readUInt16LE(28)]).toEqual([
      2 ** 32 - 1,
      2 ** 32 - 1,
      20,
    ])
    expect([local.readBigUInt64LE(39), local.readBigUInt64LE(47)]).toEqual([5n * 2n ** 30n, 5n * 2n ** 30n])
    const listed = directoryHeader(large)
    expect([55, 63, 71].map((at) => Number(listed.readBigUInt64LE(at)) / 2 ** 30)).toEqual([5, 5, 6])
  })

  it('have an offset of eight bytes alone for a small file behind much', () => {
    const listed = directoryHeader({
      ...entry,
      isLarge: false,
      packedBytes: 9,
      bytes: 9,
      offset: 6 * 2 ** 30,
    })
    expect([listed.readUInt32LE(20), listed.readUInt32LE(42), listed.readUInt16LE(30)]).toEqual([
      9,
      2 ** 32 - 1,
      12,
    ])
    expect(Number(listed.readBigUInt64LE(55)) / 2 ** 30).toBe(6)
  })

  it.each([
    ['few entries', 10, 500, 5_000, 22],
    ['65,600 entries', 65_600, 5_000_000, 9_000_000, 98],
    ['a directory behind 5 GiB', 3, 200, 5 * 2 ** 30, 98],
  ])('the end of %s', (_, entries, bytes, offset, length) => {
    const end = endOfZip(entries, bytes, offset)
    expect(end.length).toBe(length)
    if (length === 22) return
    expect([end.readBigUInt64LE(32), end.readBigUInt64LE(40), end.readBigUInt64LE(48)].map(Number)).toEqual([
      entries,
      bytes,
      offset,
    ])
    // The locator points to the record in front of it.
    expect(Number(end.readBigUInt64LE(56 + 8))).toBe(offset + bytes)
  })
})

it('an archive of 65,600 files is read', async () => {
  const many = function* (): Generator<File> {
    for (let number = 0; number < 65_600; number++) yield file(`${number}.txt`, 'text/plain', Buffer.alloc(0))
  }
  const path = join(folder, 'many.zip')
  const chunks: Uint8Array[] = []
  for await (const chunk of zipStream(many(), options({ open: async ({ bytes }) => inPieces(bytes) })))
    chunks.push(chunk)
  writeFileSync(path, Buffer.concat(chunks))
  expect(execFileSync('zipinfo', ['-h', path], { encoding: 'utf8' })).toContain('number of entries: 65600')
})
