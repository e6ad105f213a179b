import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createExtractive } from '@async-events/ai'
import { AppError, type ArtifactRef, type ResultFile, type StepInput } from '@async-events/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Bench, completed, createBench, scraped } from '../../test/create-bench.ts'
import { drawSlide } from '../../test/draw-slide.ts'
import { headingsOf } from '../../test/read-markdown.ts'
import { readZip } from '../../test/read-zip.ts'
import { filmed, heard, slidesRead } from '../../test/talk-inputs.ts'
import { transformContract } from '../transform/contract.ts'
import { escapeMarkdown } from '../transform/markdown/escape-markdown.ts'
import { runTransform } from '../transform/run.ts'
import { arrangeEntries } from './arrange-entries.ts'
import { listFiles } from './collect-entries.ts'
import { archiveContract } from './contract.ts'
import { entryDate } from './entry-date.ts'
import { runArchive } from './run.ts'
import { zipStream } from './zip-stream.ts'

let bench: Bench
beforeAll(async () => {
  bench = await createBench()
})
afterAll(() => bench.close())

const params = {
  event: 'Bar Conf 2026',
  session: 'Reed beds and patience',
  url: 'https://conf.example/talks/reed-beds',
  filename: 'Reed beds & patience.md',
  track: 'Gewässer',
  day: '2026-02-01',
  source_language: 'en',
  target_language: 'en',
  template: 'Session',
  file_stem: 'Reed beds & patience',
}

const text =
  'Reed beds clean water slowly, cheaply and without anybody noticing. Herons come in the third year.'

async function pack(
  given: Partial<typeof transformContract.params._zod.input> = {},
  { signal, media = [] }: { signal?: AbortSignal; media?: StepInput[] } = {},
) {
  const ref = await bench.artifacts.put(text, 'text/markdown')
  const written = await runTransform(
    bench.context(transformContract, {
      params: { ...params, ...given },
      inputs: [scraped(ref, text.length), ...media],
      textModel: createExtractive(),
    }),
  )
  const heardOnly = media.filter(({ processor }) => processor === 'audio')
  const { output } = await runArchive(
    bench.context(archiveContract, {
      params: { ...params, ...given },
      inputs: [completed('transform', written.output), ...heardOnly],
      ...(signal && { signal }),
    }),
  )
  const zip = await bytesOf(output.archive)
  return { output, zip, files: await readZip(zip), document: written.output }
}

const bodyOf = (markdown: string) => markdown.replace(/^---\n[\s\S]*?\n---\n/, '')

const bytesOf = async (ref: ArtifactRef) =>
  readFile(await bench.artifacts.materialize(ref, `read-${crypto.randomUUID()}`))

/** A recording of two slides, the second with these words on it and this said to it. */
async function mediaOf(slide: string, said: string): Promise<StepInput[]> {
  const segments = [
    { start: 1, end: 4, text: 'Good morning.', speaker: null },
    { start: 11, end: 14, text: said, speaker: said },
  ]
  const pages = [
    { title: 'Begin', text: 'Begin', drawing: drawings[0]! },
    {
      title: slide,
      text: `${slide}\nAbout\n${slide}`,
      drawing: drawings[1]!,
      links: [slide, 'https://a.example/'],
    },
  ]
  return [
    await filmed(
      bench.artifacts,
      drawings.map((drawing, index) => ({ time: 10 * index, drawing })),
      {
        chapters: [
          { start: 0, title: 'Begin' },
          { start: 10, title: slide },
        ],
        duration: 20,
      },
    ),
    await heard(bench.artifacts, segments, { engine: said }),
    await slidesRead(bench.artifacts, pages, { title: slide }),
  ]
}

const small = { width: 64, height: 36 }
const drawings = [drawSlide(1, undefined, small), drawSlide(2, undefined, small)]

/** Targets of relative links and pictures in the Markdown files of an archive, as paths of the archive. */
const linksInside = (files: { path: string; bytes: Buffer }[]): { from: string; target: string }[] =>
  files.flatMap(({ path, bytes }) =>
    path.endsWith('.md')
      ? [...bodyOf(bytes.toString()).matchAll(/(?<!\\)\]\((?!https?:|mailto:)([^)]*)\)/g)].map(([, link]) => {
          const base = `file:///${path.split('/').map(encodeURIComponent).join('/')}`
          return { from: path, target: decodeURIComponent(new URL(link!, base).pathname).slice(1) }
        })
      : [],
  )

describe('the archive', () => {
  it('holds the document, its data, a README and a manifest that fits', async () => {
    const { output, files, document } = await pack()
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
    const { output, files } = await pack()
    const listed = JSON.parse(await bench.artifacts.readText(output.files)) as ResultFile[]
    expect(listed.map(({ path }) => path)).toEqual(files.map(({ path }) => path))
    for (const [index, file] of listed.entries()) {
      expect(await bytesOf(file)).toEqual(files[index]!.bytes)
    }
  })

  it('has links that resolve inside', async () => {
    const { files } = await pack({ session: 'A [b](c) (d) <e>', file_stem: 'A (b) #1 100%' })
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
    const { files, document, output } = await pack(params, {
      media: await mediaOf('One', 'Words that somebody said.'),
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
    const media = await mediaOf('One', 'Words that somebody said.')
    const { files, document } = await pack({}, { media })
    const inputs = [...media, completed('transform', document)]
    const listed = await listFiles({ params, inputs, artifacts: bench.artifacts })
    expect(listed.map(({ path }) => path)).toEqual(
      files.map(({ path }) => path).filter((path) => !['README.md', 'manifest.json'].includes(path)),
    )
    for (const file of listed) {
      expect(await bytesOf(file)).toEqual(files.find(({ path }) => path === file.path)!.bytes)
    }
  })

  it('has no files of a transcript without words', async () => {
    const { files } = await pack({}, { media: [await heard(bench.artifacts, [])] })
    expect(files).toHaveLength(4)
  })

  it('is the same bytes each time, dated as the session', async () => {
    const [first, second] = [await pack(), await pack()]
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
    await expect(pack({}, { signal: stopped.signal })).rejects.toMatchObject({ code: 'step_timeout' })
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
    const [file] = await readZip(await bytesOf(await bench.artifacts.put(zip, 'application/zip')))
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

describe('whatever the parameters say', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
      .map((units) => String.fromCharCode(...units)),
    fc
      .array(
        fc.constantFrom(
          '---',
          '\n',
          '# ',
          '"',
          "'",
          ': ',
          '{{session}}',
          '{slides}',
          '[a](javascript:x)',
          '<script>',
          '../',
          '\\',
          '- ',
          '|',
          '`',
          '```',
          '> ',
          '&amp;',
          '%',
          '@',
          '!',
          '&a',
          '*b',
          '\0',
          '\u2028',
          '\u0085',
          'yes',
          '10:00',
          '0x1',
          'ü',
          '--- systemprompt',
          '\ue0000\ue001',
          'https://x.example/',
          '](',
          '![',
          '[^1]',
          '\u202e',
          '\u200f',
          'שלום',
          '\n\n',
          '===',
          '    ',
          '• ',
        ),
        { minLength: 1, maxLength: 8 },
      )
      .map((pieces) => pieces.join('')),
  )

  it('front matter reads back, headings stay, and paths stay inside', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          event: hostile,
          session: hostile,
          track: hostile,
          filename: hostile,
          day: hostile,
          starttime: hostile,
          url: hostile,
          video_url: hostile,
          speakers: fc.array(hostile, { minLength: 1, maxLength: 3 }),
          attachments_url: fc.array(hostile, { maxLength: 2 }),
          target_language: hostile,
          file_stem: hostile,
        }),
        async (given) => {
          const { files, document } = await pack(given)
          const markdown = await bench.artifacts.readText(document.markdown)
          expectFrontMatter(markdown, given)
          expectHeadings(markdown)
          const paths = files.map(({ path }) => path)
          expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length)
          for (const path of paths) {
            expect(path).not.toMatch(/^\/|\\|\0|(^|\/)\.\.?(\/|$)/)
          }
        },
      ),
      { seed: 20260201, numRuns: 60 },
    )
  })

  it('slides and speech stay what they are, and every picture is found', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, hostile, async (slide, said, stem) => {
        fc.pre(slide.trim() !== '' && said.trim() !== '')
        const given = { video_url: 'https://video.example/a.webm', file_stem: stem }
        const { files, document } = await pack(given, { media: await mediaOf(slide, said) })
        const markdown = await bench.artifacts.readText(document.markdown)
        const body = bodyOf(markdown)
        const shape = headingsOf(body).map(({ level, text: heading }) =>
          level === 3 ? '3' : `${level} ${heading}`,
        )
        // Slides and chapters without a name that anybody sees have no heading of their own
        expect(shape.filter((heading) => heading !== '3')).toEqual([
          '1 Reed beds and patience',
          '2 Slides',
          '2 Transcript',
          '2 About',
        ])
        expect(shape.length).toBeLessThanOrEqual(10)
        expect(body).not.toMatch(/<[a-z/!?]|\]\((?!https?:|\.\.\/\.\.\/assets\/)/i)
        const paths = new Set(files.map(({ path }) => path))
        const links = linksInside(files)
        for (const { target } of links) expect(paths).toContain(target)
        expect(links.filter(({ target }) => target.endsWith('.png'))).toHaveLength(3)
        expect([...paths].filter((path) => path.endsWith('.png'))).toHaveLength(2)
        expect(parse(/^---\n([\s\S]*?)\n---\n/.exec(markdown)![1]!)).toMatchObject({ track: 'Gewässer' })
      }),
      { seed: 20260201, numRuns: 40 },
    )
  })

  function expectFrontMatter(markdown: string, given: Record<string, string | string[]>) {
    // As naive readers do it: up to the next line of three dashes
    const [, yaml] = /^---\n([\s\S]*?)\n---\n/.exec(markdown)!
    const read = parse(yaml!) as Record<string, unknown>
    const whole = (value: string) => value.toWellFormed()
    for (const key of ['event', 'session', 'track', 'filename', 'day', 'starttime']) {
      const value = given[key] as string
      if (value.trim() === '') continue
      expect(read[key]).toBe(whole(value))
    }
    const named = (given.speakers as string[]).filter((name) => name.trim() !== '').map(whole)
    expect(read.speakers).toEqual(named.length > 0 ? named : undefined)
    expect(yaml!.split('\n').every((line) => /^[a-z_]+: /.test(line))).toBe(true)
  }

  function expectHeadings(markdown: string) {
    const body = bodyOf(markdown)
    const shape = headingsOf(body).map(({ level, text: heading }) =>
      level === 1 ? '#' : `${level} ${heading}`,
    )
    expect(shape.filter((heading) => heading !== '#')).toEqual(['2 About', '3 Sources'])
    expect(body).not.toMatch(/<script|\]\(javascript:/)
  }
})
