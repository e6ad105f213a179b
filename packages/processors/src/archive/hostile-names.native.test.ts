import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ArtifactRef, type ResultFile, uniqueStems } from '@async-events/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bench, createBench, scraped } from '../../test/create-bench.ts'
import { hostileText } from '../../test/hostile-text.ts'
import { readMarkdown, targetsOf, textOf } from '../../test/read-markdown.ts'
import { readZip } from '../../test/read-zip.ts'
import { assetDir } from '../layout/asset-paths.ts'
import { documentPath } from '../layout/document-path.ts'
import { relativeLink } from '../layout/encode-path.ts'
import { createSessionPipeline } from '../pipelines/session.ts'
import { transformContract } from '../transform/contract.ts'
import { oneLine } from '../transform/markdown/escape-markdown.ts'
import { runTransform } from '../transform/run.ts'
import { openTemplates } from '../transform/template/open-templates.ts'
import { batchArchive, type FinishedSession } from './batch-archive.ts'

let bench: Bench
let folder: string
beforeAll(async () => {
  bench = await createBench()
  folder = await mkdtemp(join(tmpdir(), 'names-'))
})
afterAll(async () => {
  await bench.close()
  await rm(folder, { recursive: true })
})

const pipeline = createSessionPipeline(() => openTemplates())

interface Names {
  event: string
  session: string
  track: string
  filename: string
}

const parametersOf = (names: Names) =>
  ({
    ...names,
    url: 'https://conf.example/',
    source_language: 'en',
    target_language: 'en',
    template: 'Session',
    extra: {},
    create_archive: true,
  }) as const

/** The file stems that jobs with these names get, as a batch reserves them. */
const stemsOf = (all: readonly Names[]): string[] =>
  uniqueStems(all.map((names) => pipeline.fileStem(parametersOf(names))))

describe('T03: the name of a document', () => {
  it.each([
    ['../../etc/passwd.md', '_.._etc_passwd'],
    ['..\\..\\windows\\system32', '_.._windows_system32'],
    ['/etc/passwd', '_etc_passwd'],
    ['C:\\Windows\\win.ini', 'C__Windows_win.ini'],
    ['a\0b.md', 'a b'],
    ['x'.repeat(300), 'x'.repeat(100)],
    ['x'.repeat(100), 'x'.repeat(100)],
    [`${'x'.repeat(101)}.md`, 'x'.repeat(100)],
    ['nul', '_nul'],
    ['COM1.txt', '_COM1.txt'],
    ['aux .txt', '_aux .txt'],
    ['....', 'untitled'],
    ['.', 'untitled'],
    ['.md', 'untitled'],
    ['\u202egpj.exe', 'gpj.exe'],
  ])('T03: %j is cleaned to %j', (filename, expected) => {
    expect(stemsOf([{ event: 'E', session: 'S', track: 'T', filename }])).toEqual([expected])
  })

  it.each([
    ['given twice', ['Talk.md', 'Talk.md'], ['Talk', 'Talk-2']],
    ['in other letters', ['Talk.md', 'TALK.md'], ['Talk', 'TALK-2']],
    [
      'composed in two ways',
      ['Gr\u00fc\u00dfe.md', 'Gru\u0308\u00dfe.md'],
      ['Gr\u00fc\u00dfe', 'Gr\u00fc\u00dfe-2'],
    ],
    ['the same once cleaned', ['a/b', 'a\\b', 'a:b'], ['a_b', 'a_b-2', 'a_b-3']],
  ])('T03: %s is made unique', (_, filenames, expected) => {
    expect(
      stemsOf(filenames.map((filename) => ({ event: 'E', session: 'S', track: 'T', filename }))),
    ).toEqual(expected)
  })

  it('T03: is kept as it was given in the text of the document', async () => {
    const filename = '../../etc/passwd'
    const text = await bench.artifacts.put('Reed beds clean water.', 'text/markdown')
    const names = { event: 'E', session: 'S', track: 'T', filename }
    const params = { ...parametersOf(names), file_stem: stemsOf([names])[0]! }
    const { output } = await runTransform(
      bench.context(transformContract, { params, inputs: [scraped(text, 22)] }),
    )
    expect(output.path).toBe('E/en/T/_.._etc_passwd.md')
    expect(await bench.artifacts.readText(output.markdown)).toContain(`\nfilename: "${filename}"\n`)
  })
})

/** A finished session with one picture that its document shows. */
async function finish(names: Names, file_stem: string, index: number): Promise<FinishedSession> {
  const facts = { ...names, target_language: 'en', file_stem }
  const document = documentPath(facts)
  const picture = `${assetDir(facts)}/slide-001.png`
  const contents: [string, string, string][] = [
    [document, `session ${index}\n\n![](${relativeLink(document, picture)})\n`, 'text/markdown'],
    [picture, `picture ${index}`, 'image/png'],
    ['metadata.json', `{"session":${index}}`, 'application/json'],
  ]
  const files: ResultFile[] = []
  for (const [path, text, type] of contents) files.push({ path, ...(await bench.artifacts.put(text, type)) })
  return { ...facts, document, files }
}

const signal = new AbortController().signal
const open = (ref: ArtifactRef) => bench.artifacts.open(ref)
const zipOf = async (name: string, sessions: FinishedSession[]): Promise<Buffer> =>
  Buffer.concat(await Array.fromAsync(batchArchive(name, sessions, { open, signal })))

/** What a link in the Markdown file `from` leads to, by the rules of URLs. */
const resolve = (from: string, link: string): string => {
  const base = `file:///${from.split('/').map(encodeURIComponent).join('/')}`
  return decodeURIComponent(new URL(link, base).pathname).slice(1)
}

const someNames: fc.Arbitrary<Names> = fc.record({
  event: fc.oneof(hostileText, fc.constant('Conf')),
  session: hostileText,
  track: fc.oneof(hostileText, fc.constant('Main')),
  filename: fc.oneof(
    hostileText,
    fc.constantFrom('Talk', 'talk.md', 'TALK', 'u\u0308', '\u00fc', '\u00dc', 'CON', '..'),
  ),
})

describe('the archive of sessions with any names', () => {
  it('T03: lists, tests and unpacks within its folder, with links that find what they name, and the same bytes again', async () => {
    await fc.assert(
      fc.asyncProperty(
        hostileText,
        fc.array(someNames, { minLength: 2, maxLength: 6 }),
        async (batch, all) => {
          const stems = stemsOf(all)
          const sessions = await Promise.all(all.map((names, index) => finish(names, stems[index]!, index)))
          const zip = await zipOf(batch, sessions)
          expect((await zipOf(batch, sessions)).equals(zip)).toBe(true)

          const files = new Map((await readZip(zip)).map(({ path, bytes }) => [path, bytes.toString()]))
          expect(files.size).toBe(3 * sessions.length + 2)
          for (const path of files.keys()) {
            expect(path).toBe(path.normalize('NFC'))
            for (const part of path.split('/')) {
              expect(Buffer.byteLength(part)).toBeLessThanOrEqual(100 + '.md'.length)
              expect(part).not.toMatch(/^\.|[. ]$|[\p{Cc}\p{Cf}\\:*?"<>|]/u)
              expect(part).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)/i)
            }
          }
          for (const form of ['NFC', 'NFD']) {
            const seen = new Set([...files.keys()].map((path) => path.normalize(form).toLowerCase()))
            expect(seen.size).toBe(files.size)
          }
          for (const [index, { document }] of sessions.entries()) {
            const text = files.get(document!)!
            expect(text).toContain(`session ${index}\n`)
            const [link] = targetsOf(readMarkdown(text))
            expect(files.get(resolve(document!, link!))).toBe(`picture ${index}`)
          }
          const contents = readMarkdown(files.get('README.md')!)
          const listed = contents.flatMap((node) => (node.type === 'listItem' ? [textOf(node)] : []))
          expect(listed).toEqual(all.map(({ session }) => oneLine(session)))
          const own = targetsOf(contents).filter((target) => !/^(https?:\/\/|mailto:)/i.test(target))
          for (const target of own) expect(files.has(resolve('README.md', target))).toBe(true)

          await unpack(zip, [...files.keys()])
        },
      ),
      { seed: 20261124, numRuns: 40 },
    )
  })
})

/** By the program that most people have: it finds every file again, and writes nowhere else. */
async function unpack(zip: Buffer, paths: string[]): Promise<void> {
  const place = await mkdtemp(join(folder, 'case-'))
  const inside = join(place, 'a', 'b')
  await mkdir(inside, { recursive: true })
  await writeFile(join(place, 'x.zip'), zip)
  const unzip = (...args: string[]) =>
    execFileSync('unzip', args, { env: { ...process.env, LC_ALL: 'C.UTF-8' }, encoding: 'utf8' })
  expect(unzip('-tq', join(place, 'x.zip'))).toContain('No errors detected')
  unzip('-q', join(place, 'x.zip'), '-d', inside)
  const found = await readdir(place, { recursive: true, withFileTypes: true })
  const written = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  expect(written.toSorted()).toEqual(
    [join(place, 'x.zip'), ...paths.map((path) => join(inside, path))].toSorted(),
  )
  expect(await readFile(join(inside, 'README.md'), 'utf8')).not.toBe('')
  await rm(place, { recursive: true })
}
