import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { deflateRawSync } from 'node:zlib'
import { AppError } from '@async-events/core'
import { findToolOnPath } from '@async-events/sandbox'
import { createCanvas } from '@napi-rs/canvas'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readZip } from '../../processors/test/read-zip.ts'
import { convertToPdf, officeLimits, readPdf } from '../src/index.ts'
import { type CopyOptions, copyPresentation } from '../src/office/copy-presentation.ts'
import { cutLinks } from '../src/office/cut-links.ts'
import { leadsOut } from '../src/office/leads-out.ts'
import { BadMarkup, readMarkup } from '../src/office/read-markup.ts'
import { runOfficeChild } from '../src/office/run-office-child.ts'
import { odp, pptx } from './office-samples.ts'
import { makeZip, type SampleEntry } from './pdf-zip.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'office-copy-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

let files = 0
async function save(bytes: Buffer, ending = 'odp'): Promise<string> {
  const file = join(folder, `${++files}.${ending}`)
  await writeFile(file, bytes)
  return file
}

/** What a copy holds, by the names of its entries. */
async function copied(bytes: Buffer, limits: CopyOptions['limits'] = {}) {
  const copy = join(folder, `${++files}.copy`)
  const links = await copyPresentation({ file: await save(bytes), copy, limits })
  // A reader that checks sizes, names and checksums.
  const read = await readZip(await readFile(copy))
  const parts = new Map(read.map(({ path, bytes: part }) => [path, part.toString()]))
  return { links, parts }
}

const codeOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'accepted',
    (thrown: unknown) => (thrown instanceof AppError ? thrown.code : thrown),
  )

const png = createCanvas(8, 8).toBuffer('image/png')
const cut = (xml: string) => {
  const { xml: kept, cut: count } = cutLinks(Buffer.from(xml))
  return { kept: kept.toString().replace('<?xml version="1.0" encoding="UTF-8"?>', ''), count }
}

describe('P06 what a presentation leads to', () => {
  it.each([
    ['a file', 'file:///etc/hostname'],
    ['a file in capitals', ' FILE:/etc/hostname'],
    ['a path', '/etc/hostname'],
    ['a path beside the file', '../other.png'],
    ['a path beside the file, encoded', '%2e%2e/other.png'],
    ['a path beside the file, encoded twice', '%252e%252e%252fother.png'],
    ['a share', '\\\\host\\share\\x.png'],
    ['a drive', 'C:\\x.png'],
    ['a web server', 'http://127.0.0.1:8000/x.png'],
    ['a server without a scheme', '//127.0.0.1/x.png'],
    ['ftp', 'ftp://host/x.png'],
    ['a macro', 'vnd.sun.star.script:a?language=Basic'],
    ['a picture that leads on', 'data:image/svg+xml,<svg/>'],
    ['a reference with entities', 'fi&#108;e:///etc/hostname'],
  ])('%s is cut out, wherever pictures are named', (_, href) => {
    const value = href.replaceAll('<', '&lt;')
    for (const tag of ['draw:image xlink:href', 'x:y href', 'draw:floating-frame z:href', 'image src'])
      expect(cut(`<${tag}="${value}" a:b='1'/>`)).toEqual({
        kept: `<${tag.split(' ')[0]} a:b='1'/>`,
        count: 1,
      })
  })

  it.each([
    'Pictures/a b.png',
    './Object 1',
    'Pictures/%C3%BC.png',
    '#Slide 3',
    '',
    'data:image/png;base64,AA==',
  ])('what is in the file itself stays: %j', (href) => {
    const xml = `<draw:image xlink:href="${href}"/>`
    expect(cut(xml)).toEqual({ kept: xml, count: 0 })
  })

  it.each(['https://example.org/a?b=1&amp;c=2', 'http://example.org', 'mailto:a@example.org'])(
    'what people click stays: %s',
    (href) => {
      const xml = `<text:a xlink:href="${href}">x</text:a><presentation:event-listener xlink:href='${href}'/>`
      expect(cut(xml)).toEqual({ kept: xml, count: 0 })
      expect(cut(`<draw:image xlink:href="${href}"/>`).count).toBe(1)
    },
  )

  it('relationships of OOXML: only links to click lead out, and no picture is named by one', () => {
    const relation = (more: string) => `<Relationship Id="r1" ${more}/>`
    const type = (name: string) =>
      `Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${name}"`
    const external = 'TargetMode="External"'
    const stays = [
      `${type('hyperlink')} Target="https://example.org/" ${external}`,
      `${type('image')} Target="../media/image1.png"`,
      `${type('slide')} Target="/ppt/slides/slide1.xml"`,
    ]
    for (const one of stays) expect(cut(relation(one)).count).toBe(0)
    const goes = [
      `${type('image')} Target="https://example.org/x.png" ${external}`,
      `${type('image')} Target="file:///etc/hostname" ${external}`,
      `${type('video')} Target="C:\\film.mp4" ${external}`,
      `${type('oleObject')} Target="file:///etc/hostname" TargetMode='external'`,
      `${type('hyperlink')} Target="file:///etc/hostname" ${external}`,
      `${type('hyperlink')} Target="smb://host/x" ${external}`,
      `${type('image')} Target="file:///etc/hostname"`,
    ]
    for (const one of goes) expect(cut(relation(one))).toMatchObject({ count: 1 })
    expect(cut('<a:blip r:link="rId1" r:embed="rId2"/>')).toEqual({
      kept: '<a:blip r:embed="rId2"/>',
      count: 1,
    })
    const jump = '<a:hlinkClick r:id="rId1" action="ppaction://hlinksldjump"/>'
    expect(cut(jump)).toEqual({ kept: jump, count: 0 })
  })

  it('words are left alone, also those that read like links', () => {
    const xml =
      '<a:t>href="file:///x" &lt;img src="file:///y"&gt;</a:t><![CDATA[<a href="file:///z">]]><!-- <b src="/c"> -->'
    expect(cut(xml)).toEqual({ kept: xml, count: 0 })
  })

  it('encodings: the copy is UTF-8 whatever the part was in', () => {
    const xml = (encoding: string) =>
      `<?xml version="1.0" encoding="${encoding}"?><a href="file:///x">Größe</a>`
    const kept = '<?xml version="1.0" encoding="UTF-8"?><a>Größe</a>'
    const utf16 = Buffer.from(`\uFEFF${xml('UTF-16')}`, 'utf16le')
    for (const bytes of [Buffer.from(xml('utf-8')), Buffer.from(xml('ISO-8859-1'), 'latin1'), utf16])
      expect(cutLinks(bytes)).toEqual({ xml: Buffer.from(kept), cut: 1 })
    for (const bytes of [xml('UTF-7'), xml('nonsense'), '<a>\0</a>', utf16.subarray(2)])
      expect(() => cutLinks(Buffer.from(bytes))).toThrow(BadMarkup)
  })

  it.each([
    ['entities of its own', '<!DOCTYPE a [<!ENTITY e "file:///etc/hostname">]><a href="&e;"/>'],
    ['an unknown entity', '<a href="&e;"/>'],
    ['no end', '<a href="x'],
    ['no end of a comment', '<!-- <a href="x"/>'],
    ['no quotes', '<a href=file:///x/>'],
    ['a tag in a value', '<a href="<b/>"/>'],
    ['two values in one', '<a href="x"src="y"/>'],
  ])('XML with %s is no part of a copy', (_, xml) => {
    expect(() => cutLinks(Buffer.from(xml))).toThrow(BadMarkup)
  })

  it('a document type without entities goes, as old office programs write it', () => {
    const type =
      '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">'
    expect(cut(`${type}<?mso a="b"?><a/>`)).toEqual({ kept: '<a/>', count: 0 })
  })

  it('whatever the markup, nothing that leads out is left, and a second pass finds nothing', () => {
    const name = fc.constantFrom(
      'href',
      'xlink:href',
      'src',
      'r:link',
      'xml:base',
      'Target',
      'TargetMode',
      'alt',
      'a',
    )
    const value = fc.oneof(
      fc.constantFrom('file:///x', '../x', '%2e%2e/x', 'External', 'https://a', '#x', 'url(file:/x)', '//h'),
      fc.string({ maxLength: 12 }),
    )
    const tag = fc
      .tuple(
        fc.constantFrom('a', 'draw:image', 'Relationship', 'text:a', 'svg:image'),
        fc.array(fc.tuple(name, value), { maxLength: 4 }),
      )
      .map(([element, attributes]) => {
        const text = attributes.map(
          ([key, one]) => ` ${key}="${one.replace(/[&<"]/g, (sign) => `&#${sign.charCodeAt(0)};`)}"`,
        )
        return `<${element}${text.join('')}>`
      })
    const piece = fc.oneof(
      tag,
      fc.constantFrom('<!-- x -->', '<?p x?>', '<![CDATA[<a>]]>', 'text', '<', '"', '>'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const bytes = Buffer.from(pieces.join(''))
        let once: Buffer
        try {
          once = cutLinks(bytes).xml
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(BadMarkup)
          return
        }
        for (const markup of readMarkup(once.toString()))
          if (markup.kind === 'tag')
            expect(markup.attributes.filter((one) => leadsOut(markup, one))).toEqual([])
        expect(cutLinks(once)).toEqual({ xml: once, cut: 0 })
      }),
      { seed: 5, numRuns: 3_000 },
    )
  })

  it('takes time linear to the length of the markup', () => {
    for (const piece of ['<a "', '<a b="c" ', '<!--', '<a b="', '&#1', '<a ', '<a/>'.repeat(3)]) {
      const started = performance.now()
      try {
        cutLinks(Buffer.from(piece.repeat(200_000)))
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(BadMarkup)
      }
      expect(performance.now() - started).toBeLessThan(3_000)
    }
  })
})

describe('the copy', () => {
  const slide = { pictures: ['Pictures/a.png', 'file:///etc/hostname'], links: ['https://example.org/'] }

  it('holds the slides, pictures and fonts, and nothing that runs, plays or is a file of its own', async () => {
    const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex')
    const more: SampleEntry[] = [
      { name: 'Pictures/a.png', content: png },
      { name: 'Pictures/b.svg', content: '<svg><image href="file:///etc/hostname"/></svg>' },
      { name: 'Pictures/c.eps', content: '%!PS-Adobe-3.0\n(file) run' },
      { name: 'Pictures/d.pdf', content: '%PDF-1.7' },
      { name: 'Fonts/a.ttf', content: Buffer.from('0001000000', 'hex') },
      { name: 'Basic/Standard/Module1.xml', content: '<script:module/>' },
      { name: 'Scripts/python/a.py', content: 'import os' },
      {
        name: 'settings.xml',
        content: '<config:config-item config:name="BitmapTableURL">file:///x</config:config-item>',
      },
      { name: 'Object 1', content: ole },
      { name: 'Object 2/content.xml', content: '<a/>' },
      { name: 'Media/a.mp4', content: Buffer.from('0000001866747970', 'hex') },
      { name: 'Media/a.wav', content: 'RIFF\0\0\0\0WAVE' },
      { name: 'broken.xml', content: '<a href=x>' },
      { name: '../up.xml', content: '<a/>' },
      { name: '/root.xml', content: '<a/>' },
      { name: 'content.xml', content: '<twice/>' },
    ]
    const { links, parts } = await copied(odp(slide, more))
    expect([...parts.keys()]).toEqual([
      'mimetype',
      'content.xml',
      'Pictures/a.png',
      'Pictures/b.svg',
      'Fonts/a.ttf',
      'Object 2/content.xml',
      'META-INF/manifest.xml',
    ])
    expect(links).toBe(2)
    expect([...parts.values()].join('\n')).not.toMatch(/file:/)
    expect(parts.get('content.xml')).toContain('xlink:href="https://example.org/"')
    expect(parts.get('content.xml')).toContain('xlink:href="Pictures/a.png"')
  })

  it('of a presentation without links has the same parts, to the byte', async () => {
    const bytes = odp({ pictures: ['Pictures/a.png'], links: ['https://example.org/?a=1&b=2'] })
    const { parts, links } = await copied(bytes)
    expect(links).toBe(0)
    const text = bytes.toString()
    for (const part of parts.values()) expect(text).toContain(part.replace(/^<\?xml[^>]*>\n/, ''))
  })

  it('unpacks what is packed, and leaves out what is damaged', async () => {
    const content = Buffer.from('<a>packed</a>')
    const main = { name: 'content.xml', content: deflateRawSync(content), deflated: true }
    const damaged = { name: 'x.xml', content: Buffer.from('ffff', 'hex'), deflated: true }
    const { parts } = await copied(makeZip([main, damaged]))
    expect([...parts.keys()]).toEqual(['content.xml'])
    expect(parts.get('content.xml')).toContain('<a>packed</a>')
  })

  it('of a template on somebody’s disk nobody is told', async () => {
    const meta = { name: 'meta.xml', content: '<meta:template xlink:href="../templates/a.otp"/>' }
    const { parts, links } = await copied(odp({}, [meta]))
    expect(parts.get('meta.xml')).toMatch(/<meta:template\/>$/)
    expect(links).toBe(0)
  })

  it('P02 with a password: pdf_encrypted', async () => {
    const manifest = { name: 'META-INF/manifest.xml', content: '<manifest:encryption-data/>' }
    const main = { name: 'content.xml', content: '<a/>' }
    expect(await codeOf(copied(makeZip([main, manifest])))).toBe('pdf_encrypted')
  })

  it('without slides: unsupported_media', async () => {
    expect(await codeOf(copied(makeZip([{ name: 'content.xml', content: '<a' }])))).toBe('unsupported_media')
    expect(await codeOf(copied(Buffer.from('PK\u0003\u0004')))).toBe('unsupported_media')
  })
})

describe('P03 the bounds of an archive, at each and one beyond', () => {
  const main = { name: 'content.xml', content: '<a/>' }

  it('entries', async () => {
    const of = (count: number) => makeZip([main, ...Array(count - 1).fill({ name: 'x' })])
    expect(await codeOf(copied(of(officeLimits.entries)))).toBe('accepted')
    expect(await codeOf(copied(of(officeLimits.entries + 1)))).toBe('resource_limit')
  })

  it('bytes of an entry, packed and not', async () => {
    const limits = { entryBytes: 100_000 }
    for (const deflated of [false, true]) {
      const of = (bytes: number) => {
        const content = Buffer.alloc(bytes)
        return makeZip([main, { name: 'x', content: deflated ? deflateRawSync(content) : content, deflated }])
      }
      expect(await codeOf(copied(of(100_000), limits))).toBe('accepted')
      expect(await codeOf(copied(of(100_001), limits))).toBe('resource_limit')
    }
  })

  it('bytes of all entries, whatever the directory says of them', async () => {
    const content = deflateRawSync(Buffer.alloc(50_000))
    const of = (last: number) =>
      makeZip([
        main,
        { name: 'a', content, deflated: true },
        { name: 'b', content: deflateRawSync(Buffer.alloc(last)), deflated: true, size: 1 },
      ])
    const limits = { unpackedBytes: 100_004 }
    expect(await codeOf(copied(of(50_000), limits))).toBe('accepted')
    expect(await codeOf(copied(of(50_001), limits))).toBe('resource_limit')
  })

  it('the figures are those of docs/limits.md', () => {
    expect(officeLimits).toEqual({ entries: 20_000, unpackedBytes: 1024 ** 3, entryBytes: 128 * 1024 ** 2 })
  })

  it('in a process of its own, which gives its errors and leaves nothing', async () => {
    const workdir = await mkdtemp(join(folder, 'work-'))
    const ctx = { findTool: findToolOnPath(), signal: new AbortController().signal, workdir }
    const copy = join(workdir, 'copy.odp')
    expect(await runOfficeChild(ctx, { file: await save(odp({ pictures: ['/etc/hostname'] })), copy })).toBe(
      1,
    )
    expect((await stat(copy)).size).toBeGreaterThan(500)
    await rm(copy)
    // A gigabyte of blanks in a megabyte.
    const bomb = { name: 'x', content: deflateRawSync(Buffer.alloc(200 * 1024 ** 2)), deflated: true }
    const asked = runOfficeChild(ctx, { file: await save(makeZip([main, bomb])), copy })
    await expect(asked).rejects.toMatchObject({ code: 'resource_limit', retryable: false })
    expect(await readdir(workdir)).toEqual(['copy.odp'])
  })
})

describe.runIf(findToolOnPath()('soffice') !== null)('P06 LibreOffice itself', () => {
  let canary: Server
  let origin: string
  const calls: string[] = []

  beforeAll(async () => {
    canary = createServer((request, response) => {
      calls.push(request.url ?? '')
      response.end()
    })
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
    const address = canary.address()
    origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  })

  afterAll(() => new Promise((resolve) => canary.close(resolve)))

  it.each([
    ['odp', odp],
    ['pptx', pptx],
    ['pptx', (slide: Parameters<typeof pptx>[0]) => pptx(slide, { pictureType: 'hyperlink' })],
  ] as const)(
    '%s: no other file is shown, nobody is called, links to click work',
    async (ending, make) => {
      const workdir = await mkdtemp(join(folder, 'office-'))
      const secret = join(workdir, 'secret.jpg')
      await writeFile(secret, createCanvas(40, 40).toBuffer('image/jpeg'))
      const pictures = [pathToFileURL(secret).href, secret, `${origin}/picture.png`]
      const file = join(workdir, `slides.${ending}`)
      await writeFile(file, make({ pictures, links: ['https://example.org/a?b=1&c=2', `${origin}/click`] }))
      const out = join(workdir, 'out')
      await mkdir(out)
      const sockets = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('OSL_PIPE'))
      const before = await sockets()
      const ctx = { findTool: findToolOnPath(), signal: new AbortController().signal, workdir }
      const { pdf, links } = await convertToPdf(ctx, file, out)
      expect(links).toBeGreaterThanOrEqual(3)
      expect(await readFile(pdf, 'latin1')).not.toMatch(/\/DCTDecode|\/Subtype\s*\/Image/)
      for await (const message of readPdf(ctx, { file: pdf, folder: out, scans: false }))
        if (message.kind === 'page') {
          expect(message.text).toContain('Reed beds')
          expect(message.links).toEqual(['https://example.org/a?b=1&c=2', `${origin}/click`])
        }
      expect(calls).toEqual([])
      expect(await sockets()).toEqual(before)
    },
    120_000,
  )
})
