import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeZip } from '../../../media/test/pdf-zip.ts'
import { type Bench, createBench } from '../../test/create-bench.ts'
import { mediaOf, packSession } from '../../test/pack-session.ts'
import type { Problem } from './problem.ts'
import { verifyArchive } from './verify-archive.ts'

let bench: Bench
let folder: string
let zip: Buffer
/** Of the archive, by path. */
let good: ReadonlyMap<string, string>
beforeAll(async () => {
  bench = await createBench()
  folder = await mkdtemp(join(tmpdir(), 'verify-'))
  const packed = await packSession(bench, {}, { media: await mediaOf(bench, 'Herons', 'Herons wait.') })
  zip = packed.zip
  good = new Map(packed.files.map(({ path, bytes }) => [path, bytes.toString('latin1')]))
})
afterAll(async () => {
  await bench.close()
  await rm(folder, { recursive: true })
})

async function problemsOf(bytes: Buffer): Promise<Problem[]> {
  const file = join(folder, `${crypto.randomUUID()}.zip`)
  await writeFile(file, bytes)
  return (await verifyArchive(file)).problems
}

type Files = Map<string, string>

const packed = (files: ReadonlyMap<string, string>, more: [string, string][] = []): Buffer =>
  makeZip([...files, ...more].map(([name, content]) => ({ name, content: Buffer.from(content, 'latin1') })))

/** Path of the first file that ends so. */
function pathOf(ending: string): string {
  const path = [...good.keys()].find((each) => each.endsWith(ending) && each !== 'README.md')
  if (path === undefined) throw new Error(`no file ends with ${ending}`)
  return path
}

/** The archive with a change that its manifest knows of. */
function listed(files: Files): Files {
  const entries = [...files].filter(([path]) => path !== 'manifest.json')
  const list = entries.map(([path, content]) => {
    const bytes = Buffer.from(content, 'latin1')
    return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  })
  return new Map([
    ...entries,
    ['manifest.json', Buffer.from(JSON.stringify({ files: list })).toString('latin1')],
  ])
}

function changed(ending: string, change: (text: string) => string): Files {
  const path = pathOf(ending)
  const text = good.get(path) ?? ''
  const next = change(text)
  if (next === text) throw new Error(`${path} has not changed`)
  return new Map([...good, [path, next]])
}

const without = (path: string): Files => new Map([...good].filter(([each]) => each !== path))

it('finds nothing wrong with an archive as it was made, and counts its files', async () => {
  const file = join(folder, 'good.zip')
  await writeFile(file, zip)
  const { files, bytes, problems } = await verifyArchive(file)
  expect(problems).toEqual([])
  expect(files).toBe(good.size)
  expect(bytes).toBe([...good.values()].reduce((sum, { length }) => sum + length, 0))
  expect(await problemsOf(packed(good))).toEqual([])
})

describe('finds what was planted', () => {
  const plants: [name: string, plant: () => Buffer, code: Problem['code'], path: () => string | null][] = [
    ['a file cut short', () => zip.subarray(0, zip.length - 200), 'zip_unreadable', () => null],
    ['a file changed', () => packed(changed('.srt', flip)), 'hash_differs', () => pathOf('.srt')],
    [
      'a file longer',
      () => packed(changed('.vtt', (text) => `${text}\n`)),
      'size_differs',
      () => pathOf('.vtt'),
    ],
    ['a file gone', () => packed(without(pathOf('.srt'))), 'file_missing', () => pathOf('.srt')],
    ['a file more', () => packed(good, [['notes.txt', 'mine']]), 'file_unlisted', () => 'notes.txt'],
    ['no manifest', () => packed(without('manifest.json')), 'manifest_missing', () => 'manifest.json'],
    [
      'a manifest that is none',
      () => packed(changed('manifest.json', (text) => text.slice(0, -10))),
      'manifest_invalid',
      () => 'manifest.json',
    ],
    [
      'a link to nothing',
      () => packed(listed(changed('.md', (text) => `${text}\n[more](more.md)\n`))),
      'link_broken',
      () => pathOf('.md'),
    ],
    [
      'a link out of the archive',
      () => packed(listed(changed('.md', (text) => `${text}\n![x](../../../../etc/passwd)\n`))),
      'link_broken',
      () => pathOf('.md'),
    ],
    [
      'an anchor without a heading',
      () => packed(listed(changed('.md', (text) => `${text}\n[up](#nowhere)\n`))),
      'anchor_broken',
      () => pathOf('.md'),
    ],
    [
      'front matter that is no YAML',
      () => packed(listed(changed('.md', (text) => text.replace('---\n', '---\n{[\n')))),
      'front_matter_invalid',
      () => pathOf('.md'),
    ],
    [
      'front matter that tells something else',
      () => packed(listed(changed('.md', (text) => text.replace(/^event: .*$/m, 'event: Other')))),
      'data_differs',
      () => 'metadata.json',
    ],
    [
      'data of another form',
      () => packed(listed(changed('metadata.json', (text) => text.replace('"slides": [', '"slides": [7,')))),
      'data_invalid',
      () => 'metadata.json',
    ],
    ['no data', () => packed(listed(without('metadata.json'))), 'data_missing', () => 'metadata.json'],
    [
      'a transcript without times',
      () => packed(listed(changed('transcript.json', (text) => text.replaceAll('"start"', '"begin"')))),
      'data_invalid',
      () => pathOf('transcript.json'),
    ],
    ['a path that climbs', () => packed(good, [['../evil.sh', '']]), 'entry_unsafe', () => '../evil.sh'],
    ['an absolute path', () => packed(good, [['/etc/x', '']]), 'entry_unsafe', () => '/etc/x'],
    ['a name twice', () => packed(good, [['readme.MD', '']]), 'entry_twice', () => 'readme.MD'],
    ['a damaged entry', () => damaged(packed(good)), 'entry_damaged', () => pathOf('.vtt')],
  ]
  it.each(plants)('%s', async (_name, plant, code, path) => {
    expect(await problemsOf(plant())).toContainEqual({ code, path: path(), message: expect.any(String) })
  })

  it('and anything that is no archive', async () => {
    expect(await problemsOf(Buffer.from('PK, but no more'))).toMatchObject([{ code: 'zip_unreadable' }])
    expect(await problemsOf(Buffer.alloc(0))).toMatchObject([{ code: 'zip_unreadable' }])
  })
})

const flip = (text: string): string =>
  `${text.slice(0, 5)}${String.fromCharCode(text.charCodeAt(5) ^ 1)}${text.slice(6)}`

/** One byte of the captions differs from what the checksum in the directory says. */
function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  const at = copy.indexOf('WEBVTT')
  copy[at] = 0x58
  return copy
}
