import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError, type FindTool } from '@async-events/core'
import { findToolOnPath } from '@async-events/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Converted, convertToPdf, type FileKind, fileKind } from '../src/index.ts'
import { zipEntries } from '../src/office/zip-entries.ts'
import { slides } from './pdf-samples.ts'
import { makeZip } from './pdf-zip.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'office-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

let files = 0
async function save(bytes: Buffer | string, name = `${++files}`): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, bytes)
  return file
}

const compound = (stream: string, before = 100_000) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(before),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(1000),
  ])

describe('the kind of a file, by its bytes', () => {
  const odf = (type: string) =>
    makeZip([
      { name: 'mimetype', content: type },
      { name: 'content.xml', content: '' },
    ])
  test.each<[string, FileKind, Buffer | string]>([
    ['nothing', 'empty', ''],
    ['a PDF', 'pdf', '%PDF-1.7\n'],
    ['a PDF after junk', 'pdf', `${'x'.repeat(900)}%PDF-1.7\n`],
    ['a PDF that lost its beginning', 'pdf', `${'x'.repeat(9000)}\nstartxref\n1\n%%EOF\n`],
    ['pptx', 'pptx', makeZip([{ name: '[Content_Types].xml' }, { name: 'ppt/presentation.xml' }])],
    ['docx', 'office', makeZip([{ name: '[Content_Types].xml' }, { name: 'word/document.xml' }])],
    ['odp', 'odp', odf('application/vnd.oasis.opendocument.presentation')],
    ['odt', 'office', odf('application/vnd.oasis.opendocument.text')],
    ['epub', 'zip', odf('application/epub+zip')],
    ['key', 'zip', makeZip([{ name: 'Index/Presentation.iwa' }])],
    ['a broken archive', 'zip', 'PK\u0003\u0004 and nothing more'],
    ['ppt', 'ppt', compound('PowerPoint Document')],
    [
      'ppt whose name is cut in two by the reading',
      'ppt',
      compound('PowerPoint Document', 1024 * 1024 - 8 - 10),
    ],
    ['doc', 'office', compound('WordDocument')],
    ['pptx with a password', 'locked', compound('EncryptedPackage')],
    ['a page', 'html', '\uFEFF \n<!DOCTYPE HTML><title>%PDF-1.7</title>'],
    ['PNG', 'image', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['JPEG', 'image', Buffer.from('ffd8ffe0', 'hex')],
    ['WebP', 'image', 'RIFF\n\n\n\nWEBPVP8 '],
    ['yml', 'text', 'name: Schöne Größe\n'.repeat(1000)],
    ['random bytes', 'unknown', Buffer.from('0001fe77c3289a00ff', 'hex')],
  ])('%s', async (_, kind, bytes) => {
    expect(await fileKind(await save(bytes))).toBe(kind)
  })

  test('entries of an archive, a comment behind them', async () => {
    const zip = makeZip([{ name: 'a/ü.txt', content: 'Reed', size: 12 }, { name: 'b' }], 'a comment')
    const stored = { method: 0, encrypted: false }
    expect(await zipEntries(await save(zip))).toEqual([
      { name: 'a/ü.txt', size: 12, packed: 4, at: 0, ...stored },
      { name: 'b', size: 0, packed: 0, at: 42, ...stored },
    ])
    expect(await zipEntries(await save('no archive at all, but long enough to have an end'))).toBeNull()
  })
})

describe('conversion by LibreOffice', () => {
  /** Programs that stand in for it: what it is told is written down, `sample.pdf` is what it makes. */
  async function office(name: string, scripts: Record<string, string>): Promise<FindTool> {
    const program = join(folder, name)
    await mkdir(program)
    await save(await slides(2), `${name}/sample.pdf`)
    for (const [file, script] of Object.entries(scripts)) {
      await save(`#!/bin/sh\ncd "${program}"\n${script}\n`, `${name}/${file}`)
      await chmod(join(program, file), 0o755)
    }
    // As Debian has it: a link in the folder of programs.
    const link = join(folder, `${name}-link`)
    await symlink(join(program, 'soffice'), link)
    const find = findToolOnPath()
    return (tool) => (tool === 'soffice' ? link : find(tool))
  }
  const copies =
    'for last; do :; done; echo "$0 $*" >> said; cp sample.pdf "$HOME/out/$(basename "$last" .pptx).pdf"'

  async function convert(
    findTool: FindTool,
    bytes = makeZip([{ name: 'ppt/presentation.xml' }]),
  ): Promise<Converted> {
    const workdir = await mkdtemp(join(folder, 'work-'))
    const file = join(workdir, 'slides.pptx')
    await writeFile(file, bytes)
    await mkdir(join(workdir, 'out'))
    return convertToPdf(
      { findTool, signal: new AbortController().signal, workdir },
      file,
      join(workdir, 'out'),
    )
  }
  const failure = async (converting: Promise<Converted>): Promise<AppError> => {
    const thrown = await converting.then(
      () => 'nothing was thrown',
      (reason: unknown) => reason,
    )
    expect(thrown).toBeInstanceOf(AppError)
    return thrown as AppError
  }

  test('P06 a presentation becomes a PDF, with a profile of its own that lets no document fetch or run anything', async () => {
    const { pdf } = await convert(await office('plain', { soffice: copies }))
    expect((await readFile(pdf, 'latin1')).startsWith('%PDF-')).toBe(true)
    const said = await readFile(join(folder, 'plain', 'said'), 'utf8')
    expect(said).toMatch(
      /-env:UserInstallation=file:\/\/\S+\/out\/profile --headless --norestore .*--convert-to pdf/,
    )
    // Its socket lies in the work folder too.
    expect(said).toContain(' -env:OSL_SOCKET_PATH=. ')
    // What it is given is a copy, which is gone afterwards.
    expect(said).toMatch(/\/out\/slides\.pptx\n$/)
    expect(await readdir(join(pdf, '..'))).toEqual(['profile', 'slides.pdf'])
    const profile = await readFile(join(pdf, '../profile/user/registrymodifications.xcu'), 'utf8')
    expect(profile).toContain('BlockUntrustedRefererLinks" oor:op="fuse"><value>true<')
    expect(profile).toContain('DisableMacrosExecution" oor:op="fuse"><value>true<')
    expect(profile).toContain('ooInetProxyType" oor:op="fuse"><value>2<')
    expect(profile).toContain('ooInetHTTPSProxyPort" oor:op="fuse"><value>9<')
  })

  test('the office itself is started where it is beside the script', async () => {
    await convert(await office('debian', { soffice: 'exit 7', 'soffice.bin': copies }))
    expect(await readFile(join(folder, 'debian', 'said'), 'utf8')).toMatch(/^\S+\/soffice\.bin /)
  })

  test('it is started again when it asks for that after it has set up its profile', async () => {
    await convert(await office('twice', { soffice: `[ -e first ] || { touch first; exit 81; }\n${copies}` }))
    expect((await readdir(join(folder, 'twice'))).includes('first')).toBe(true)
  })

  test('what it cannot read is unsupported_media, whether it says so or not', async () => {
    for (const [name, script] of [
      ['silent', 'exit 0'],
      ['loud', 'echo "Error: source file could not be loaded" >&2; exit 1'],
      ['restless', 'exit 81'],
    ] as const)
      expect(await failure(convert(await office(name, { soffice: script })))).toMatchObject({
        code: 'unsupported_media',
        retryable: false,
      })
  })

  test('P03 an archive that unpacks to more than allowed is never opened', async () => {
    const find = await office('bomb', { soffice: copies })
    const large = makeZip([
      { name: 'ppt/presentation.xml', size: 0xfff_ffff },
      ...Array(4).fill({ name: 'x', size: 0xfff_ffff }),
    ])
    expect((await failure(convert(find, large))).code).toBe('resource_limit')
    const many = makeZip(Array(20_001).fill({ name: 'x' }))
    expect((await failure(convert(find, many))).code).toBe('resource_limit')
    expect(await readdir(join(folder, 'bomb'))).not.toContain('said')
  })

  test('not installed: tool_missing says what to install', async () => {
    const missing = await failure(convert(() => null))
    expect(missing.code).toBe('tool_missing')
    expect(missing.message).toContain('libreoffice-impress')
  })
})
