import { createHash } from 'node:crypto'
import { AppError, type ResultFile } from '@async-events/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bench, completed, createBench } from '../../test/create-bench.ts'
import { bytesOf, linksInside, mediaOf, packSession, sessionParams } from '../../test/pack-session.ts'
import { readZip } from '../../test/read-zip.ts'
import { heard } from '../../test/talk-inputs.ts'
import { escapeMarkdown } from '../transform/markdown/escape-markdown.ts'
import { arrangeEntries } from './arrange-entries.ts'
import { listFiles } from './collect-entries.ts'
import { entryDate } from './entry-date.ts'
import { zipStream } from './zip-stream.ts'

let bench: Bench
beforeAll(async () => {
  bench = await createBench()
})
afterAll(() => bench.close())

describe('the archive', () => {
  it('holds the document, its data, a README and a manifest that fits', async () => {
    const { output, files, document } = await packSession(bench)
    expect(files.map(({ path }) => path)).toEqual([
      'Bar Conf 2026/en/Gewässer/Reed beds & patience.md',
      'README.md',
      'manifest.json',
      'metadata.json',
    ])
    expect(output).toMatchObject({ filename: 'Reed beds & patience.zip', entries: 4 })
    expect(files[0]!.bytes.toString()).toBe(await bench.artifacts.readText(document.markdown))
    const manifest = JSON.parse(files[2]!.bytes.toString()) as { files: unknown }
    expect(manifest.files).toEqual(
      files
        .filter(({ path }) => path !== 'manifest.json')
        .map(({ path, bytes }) => ({
          path,
          bytes: bytes.length,
          sha256: createHash('sha256').update(bytes).digest('hex'),
        })),
    )
  })

  it('is listed file by file with the artifacts that hold the bytes', async () => {
    const { output, files } = await packSession(bench)
    const listed = JSON.parse(await bench.artifacts.readText(output.files)) as ResultFile[]
    expect(listed.map(({ path }) => path)).toEqual(files.map(({ path }) => path))
    for (const [index, file] of listed.entries()) {
      expect(await bytesOf(bench, file)).toEqual(files[index]!.bytes)
    }
  })

  it('has links that resolve inside', async () => {
    const { files } = await packSession(bench, { session: 'A [b](c) (d) <e>', file_stem: 'A (b) #1 100%' })
    const relative = linksInside(files)
    expect(relative).toHaveLength(1)
    for (const { target } of relative) expect(files.map(({ path }) => path)).toContain(target)
  })

  it('holds the pictures and the transcript, stored and packed, with links that find them', async () => {
    const params = {
      video_url: 'https://video.example/a.webm',
      event: 'Bar: Conf',
      file_stem: 'Größe (1) #2 100% & more',
    }
    const { files, document, output } = await packSession(bench, params, {
      media: await mediaOf(bench, 'One', 'Words that somebody said.'),
    })
    const folder = 'Bar_ Conf/assets/Größe (1) #2 100% & more'
    expect(files.map(({ path }) => path)).toEqual([
      ...[
        'slide-001.png',
        'slide-002.png',
        'transcript.json',
        'transcript.srt',
        'transcript.txt',
        'transcript.vtt',
      ].map((name) => `${folder}/${name}`),
      `Bar_ Conf/en/Gewässer/Größe (1) #2 100% & more.md`,
      'README.md',
      'manifest.json',
      'metadata.json',
    ])
    const methods = files.map(({ path, entry }) => [path.split('.').at(-1), entry.compressionMethod])
    for (const [ending, method] of methods) expect(method).toBe(ending === 'png' ? 0 : 8)
    const targets = linksInside(files).map(({ target }) => target)
    expect(new Set(targets)).toEqual(
      new Set([`${folder}/slide-001.png`, `${folder}/slide-002.png`, document.path]),
    )
    const readme = files.find(({ path }) => path === 'README.md')!.bytes.toString()
    expect(readme).toContain(`The folder ${escapeMarkdown(folder)} holds the files that belong to it`)
    const listed = JSON.parse(await bench.artifacts.readText(output.files)) as ResultFile[]
    expect(listed.map(({ path }) => path)).toEqual(files.map(({ path }) => path))
  })

  it('lists the same files where nobody asks for an archive', async () => {
    const media = await mediaOf(bench, 'One', 'Words that somebody said.')
    const { files, document } = await packSession(bench, {}, { media })
    const inputs = [...media, completed('transform', document)]
    const listed = await listFiles({ params: sessionParams, inputs, artifacts: bench.artifacts })
    expect(listed.map(({ path }) => path)).toEqual(
      files.map(({ path }) => path).filter((path) => !['README.md', 'manifest.json'].includes(path)),
    )
    for (const file of listed) {
      expect(await bytesOf(bench, file)).toEqual(files.find(({ path }) => path === file.path)!.bytes)
    }
  })

  it('has no files of a transcript without words', async () => {
    const { files } = await packSession(bench, {}, { media: [await heard(bench.artifacts, [])] })
    expect(files).toHaveLength(4)
  })

  it('is the same bytes each time, dated as the session', async () => {
    const [first, second] = [await packSession(bench), await packSession(bench)]
    expect(first.output.archive.sha256).toBe(second.output.archive.sha256)
    for (const { entry } of first.files) {
      expect(entry.getLastModDate({ timezone: 'UTC' }).toISOString()).toBe('2026-02-01T00:00:00.000Z')
      expect(entry.externalFileAttributes >>> 16).toBe(0o100644)
      expect(entry.compressionMethod).toBe(8)
    }
  })

  it('stops when told, and leaves nothing behind', async () => {
    const before = await bench.files()
    const stopped = new AbortController()
    const ref = await bench.artifacts.put('x'.repeat(1_000_000), 'text/markdown')
    const entries = ['a.md', 'b.md'].map((path) => ({ path, ref }))
    const zip = zipStream(entries, {
      date: new Date(0),
      open: (entry) => bench.artifacts.open(entry.ref),
      signal: stopped.signal,
      onEntry: () => stopped.abort(new AppError('step_timeout')),
    })
    await expect(bench.artifacts.put(zip, 'application/zip')).rejects.toMatchObject({ code: 'step_timeout' })
    expect((await bench.files()).length).toBe(before.length + 1)
    await expect(packSession(bench, {}, { signal: stopped.signal })).rejects.toMatchObject({
      code: 'step_timeout',
    })
  })

  it('fails with the reason when a file is gone', async () => {
    const gone = {
      key: `public/sha256/${'0'.repeat(64)}`,
      bytes: 1,
      sha256: '0'.repeat(64),
      media_type: 'text/plain',
    }
    const zip = zipStream([{ path: 'a.txt', ref: gone }], {
      date: new Date(0),
      open: (entry) => bench.artifacts.open(entry.ref),
      signal: new AbortController().signal,
    })
    await expect(bench.artifacts.put(zip, 'application/zip')).rejects.toMatchObject({
      code: 'artifact_missing',
    })
  })

  it('stores media as they are, with their sizes in front', async () => {
    const ref = await bench.artifacts.put(Buffer.alloc(5_000, 7), 'image/png')
    const zip = zipStream([{ path: 'e/assets/ü.png', ref }], {
      date: new Date(0),
      open: (entry) => bench.artifacts.open(entry.ref),
      signal: new AbortController().signal,
    })
    const [file] = await readZip(await bytesOf(bench, await bench.artifacts.put(zip, 'application/zip')))
    expect(file!.entry).toMatchObject({
      compressionMethod: 0,
      uncompressedSize: 5_000,
      fileName: 'e/assets/ü.png',
    })
    expect(file!.entry.generalPurposeBitFlag & 8).toBe(0)
  })
})

it.each([
  ['2026-02-01', '2026-02-01'],
  ['Sunday', '1980-01-01'],
  ['2026-02-31', '1980-01-01'],
  ['1970-01-01', '1980-01-01'],
  [null, '1980-01-01'],
])('entries of %s are dated %s', (day, expected) => {
  expect(entryDate(day).toISOString().slice(0, 10)).toBe(expected)
})

describe('arrangeEntries', () => {
  const entry = (path: string, sha256: string) => ({
    path,
    ref: { key: sha256, bytes: 1, sha256, media_type: 'text/plain' },
  })

  it('gives each file a name of its own, without regard to case', () => {
    const paths = arrangeEntries([entry('a/X.png', '1'), entry('a/x.png', '2'), entry('a/x.png', '1')])
    expect(paths.map(({ path }) => path)).toEqual(['a/X.png', 'a/x-2.png'])
  })

  it.each(['/a', '../a', 'a/../b', 'a\\b', 'C:/a', 'a//b', 'a\0', '', 'a/', 'a./b'])('refuses %j', (path) => {
    expect(() => arrangeEntries([entry(path, '1')])).toThrow(
      expect.objectContaining({ code: 'result_invalid' }),
    )
  })
})
