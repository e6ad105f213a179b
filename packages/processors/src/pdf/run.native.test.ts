import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError, type Fetched, indexMediaType, type SafeFetch, type StepOutcome } from '@async-events/core'
import { pdfLimits } from '@async-events/media'
import { findToolOnPath } from '@async-events/sandbox'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { z } from 'zod'
import { odp } from '../../../media/test/office-samples.ts'
import { bomb, makePdf, rawPages, scannedSheet, scans, slides } from '../../../media/test/pdf-samples.ts'
import { makeZip } from '../../../media/test/pdf-zip.ts'
import { type Bench, createBench } from '../../test/create-bench.ts'
import { ownsNothing } from '../../test/owns-nothing.ts'
import { processesIn } from '../../test/processes-in.ts'
import { type PdfIndex, pdfContract, pdfIndexSchema } from './contract.ts'
import { namePages } from './name-pages.ts'
import { runPdf } from './run.ts'

type Outcome = StepOutcome<z.input<(typeof pdfContract)['result']>>

let bench: Bench
const find = findToolOnPath()
const url = 'https://conf.example/slides.pdf'

beforeAll(async () => {
  bench = await createBench()
})

afterAll(() => bench.close())

/** Answers with these bytes, the half of them first. */
const answering =
  (bytes: Buffer | string, answer: Partial<Fetched> = {}): SafeFetch =>
  async ({ toFile, onProgress }) => {
    const body = Buffer.from(bytes)
    onProgress?.(body.length / 2, body.length)
    await writeFile(toFile ?? '', body)
    onProgress?.(body.length, body.length)
    return {
      url,
      status: 200,
      headers: {},
      mediaType: 'application/pdf',
      charset: null,
      body: Buffer.alloc(0),
      bytes: body.length,
      ...answer,
    }
  }

interface Given {
  answer?: Partial<Fetched>
  language?: string
  missing?: string[]
  findTool?: typeof find
  signal?: AbortSignal
  progress?: (percent: number, message?: string) => void
}

/** Folders of the bench that a step may use; the store is beside them. */
const leftFiles = async (): Promise<string[]> =>
  (await readdir(bench.context(pdfContract, { params: { attachment_url: url } }).workdir)).filter(
    (name) => name !== 'store',
  )

async function run(bytes: Buffer | string, given: Given = {}): Promise<Outcome> {
  const { missing = [] } = given
  const context = bench.context(pdfContract, {
    params: { attachment_url: url, source_language: given.language ?? 'en' },
    fetch: answering(bytes, given.answer),
    findTool: given.findTool ?? ((tool) => (missing.includes(tool) ? null : find(tool))),
    ...(given.signal && { signal: given.signal }),
    ...(given.progress && { progress: given.progress }),
  })
  try {
    return await runPdf(context)
  } finally {
    expect(await leftFiles()).toEqual([])
    expect(processesIn(context.workdir)).toEqual([])
  }
}

async function failure(bytes: Buffer | string, given: Given = {}): Promise<AppError> {
  const thrown = await run(bytes, given).then(
    () => 'nothing was thrown',
    (reason: unknown) => reason,
  )
  expect(thrown).toBeInstanceOf(AppError)
  return thrown as AppError
}

async function indexOf({ output }: Outcome): Promise<PdfIndex> {
  return pdfIndexSchema.parse(JSON.parse(await bench.artifacts.readText(output.index)))
}

const bytesOf = async (ref: { key: string } | null | undefined): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of await bench.artifacts.open(ref ?? { key: '' })) chunks.push(chunk)
  return Buffer.concat(chunks)
}

describe('a PDF', () => {
  test('its pages are in the store: text, pictures, links and outline', async () => {
    const percents: number[] = []
    const bytes = await makePdf(
      (pdf) => {
        pdf.fontSize(40).text('Schilf und Geduld').fontSize(20).text('Die Vögel brüten wieder.')
        pdf.outline.addItem('Anfang')
        pdf.addPage().fontSize(20).text('more about this', { link: 'https://example.org/more' })
      },
      { size: [960, 540], margin: 50, info: { Title: 'Reed beds' } },
    )
    const outcome = await run(bytes, { progress: (percent) => percents.push(percent) })
    expect(pdfContract.result.parse(outcome.output)).toMatchObject({
      url,
      title: 'Reed beds',
      media_type: 'application/pdf',
      bytes: bytes.length,
      converted_from: null,
      pages: 2,
      ocr_pages: 0,
      ocr_engine: null,
      index: { media_type: indexMediaType },
    })
    expect(outcome).toMatchObject({ warnings: [], empty: false })
    const { outline, pages } = await indexOf(outcome)
    expect(outline).toEqual([{ title: 'Anfang', page: 1, level: 0 }])
    expect(pages.map(({ number, title, ocr, links }) => ({ number, title, ocr, links }))).toEqual([
      { number: 1, title: 'Schilf und Geduld', ocr: false, links: [] },
      { number: 2, title: 'more about this', ocr: false, links: ['https://example.org/more'] },
    ])
    expect(pages[0]).toMatchObject({
      picture: { media_type: 'image/jpeg', width: 1280, height: 720 },
      thumbnail: { width: 320, height: 180 },
    })
    expect((await bytesOf(pages[0]?.picture)).subarray(0, 3).toString('hex')).toBe('ffd8ff')
    expect(Buffer.from(pages[0]?.fingerprint ?? '', 'base64')).toHaveLength(576)
    const text = await bench.artifacts.readText(outcome.output.text)
    expect(text).toBe('Schilf und Geduld\nDie Vögel brüten wieder.\n\fmore about this\n')
    expect(outcome.output.text_chars).toBe(
      'Schilf und Geduld\nDie Vögel brüten wieder.more about this'.length,
    )

    expect(percents).toEqual(percents.toSorted((one, other) => one - other))
    expect(percents[0]).toBe(0)
    expect(percents.at(-1)).toBe(100)
    expect(new Set(percents).size).toBeGreaterThan(5)
  })

  test('the same file gives the same bytes', async () => {
    const bytes = await slides(3)
    const [one, other] = [await run(bytes), await run(bytes)]
    expect(one).toEqual(other)
  })

  test('what is installed decides the result', async () => {
    const fingerprint = (findTool: typeof find) =>
      runPdf.fingerprint?.({
        params: { attachment_url: url, source_language: 'en' },
        findTool,
        templatesDir: null,
        ...ownsNothing,
      })
    expect(await fingerprint(() => null)).toBe('')
    expect(await fingerprint(() => '/bin/true')).toBe('tesseract soffice')
  })

  test('P03 a page that cannot be drawn in full is named in a warning, the others are whole', async () => {
    const bytes = rawPages(
      [
        { content: 'BT /F 30 Tf 50 400 Td (A page of words that are read) Tj ET' },
        { content: '960 0 0 540 0 0 cm /I Do', resources: '/XObject<</I 8 0 R>>' },
      ],
      [
        `<</Type/XObject/Subtype/Image/Width 9000/Height 9000/ColorSpace/DeviceGray/BitsPerComponent 8/Length 0>>\nstream\n\nendstream`,
      ],
    )
    const { warnings, output } = await run(bytes)
    expect(output.pages).toBe(2)
    expect(warnings).toEqual([
      { code: 'page_unreadable', message: 'Not everything on page 2 could be read or drawn' },
    ])
  })

  test('P01: 0 bytes, a header alone, random bytes and a truncated file are invalid_pdf, never tried again', async () => {
    const whole = await slides(2)
    const random = Buffer.from(Array.from({ length: 9_000 }, (_, at) => (at * at * 31 + at * 7919) % 251))
    for (const bytes of ['', '%PDF-1.7', random, whole.subarray(0, 120), whole.subarray(0, whole.length / 2)])
      expect(await failure(bytes)).toMatchObject({ code: 'invalid_pdf', retryable: false })
  })

  test('P03: one page too many, one point too wide', async () => {
    const tooMany = rawPages(Array(pdfLimits.pages + 1).fill({ content: '0 0 m' }))
    const thrown = await failure(tooMany)
    expect(thrown).toMatchObject({ code: 'too_many_pages', retryable: false })
    expect(thrown.message).toContain('1001 pages; 1000')
    const wide = (points: number) => rawPages([{ content: '0 0 m', mediaBox: `0 0 ${points} 100` }])
    expect((await run(wide(14_400))).output.pages).toBe(1)
    expect(await failure(wide(14_401))).toMatchObject({ code: 'page_too_large', retryable: false })
  })

  test('P03: a Flate bomb of four megabytes ends at the memory that is allowed', {
    timeout: 60_000,
  }, async () => {
    const bytes = rawPages([{ content: bomb(' ', 4_000), dictionary: '/Filter/FlateDecode' }])
    expect(bytes.length).toBeLessThan(5_000_000)
    const thrown = await failure(bytes)
    expect(thrown).toMatchObject({ code: 'resource_limit', retryable: false })
  })

  test('P03: more bytes than 200 MiB are not fetched', async () => {
    let asked: number | undefined
    const fetch: SafeFetch = async (request) => {
      asked = request.maxBytes
      throw new AppError('source_too_large')
    }
    const context = bench.context(pdfContract, { params: { attachment_url: url }, fetch })
    await expect(runPdf(context)).rejects.toMatchObject({ code: 'source_too_large', retryable: false })
    expect(asked).toBe(200 * 1024 * 1024)
  })

  test('P04: junk before the header, a broken table of references', async () => {
    const whole = await slides(2)
    const junk = Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), whole])
    const broken = Buffer.from(
      whole.toString('latin1').replace(/^\d{10}(?= 00000 n)/gm, '0000000099'),
      'latin1',
    )
    for (const bytes of [junk, broken]) {
      const outcome = await run(bytes)
      expect(outcome.output.pages).toBe(2)
      expect(outcome.warnings).toEqual([])
    }
  })

  test('P01, P02: broken, empty and locked files', async () => {
    const locked = await makePdf((pdf) => pdf.text('secret'), { userPassword: 'reed' })
    expect((await failure(locked)).code).toBe('pdf_encrypted')
    expect((await failure('%PDF-1.7 and then nothing')).code).toBe('invalid_pdf')
    expect((await failure('')).code).toBe('invalid_pdf')
  })
})

describe('scanned pages', () => {
  const german = ['Früher wurde das Röhricht geschnitten,', 'heute brüten größere Vögel darin.']
  const scanned = (): Promise<Buffer> =>
    scans([
      scannedSheet('Reed beds and patience', [
        'The reed bed at Stillwater was cut',
        'for thatch in each of these winters.',
      ]),
      scannedSheet('The bittern', ['A shy bird that stands very still.']),
    ])

  test('P05 OCR gives text and title', async () => {
    const messages: string[] = []
    const outcome = await run(await scanned(), { progress: (_, message) => messages.push(message ?? '') })
    expect(outcome.output).toMatchObject({ ocr_pages: 2, ocr_engine: 'tesseract' })
    expect(outcome.warnings).toEqual([])
    const { pages } = await indexOf(outcome)
    expect(pages.map(({ ocr, title }) => [ocr, title])).toEqual([
      [true, 'Reed beds and patience'],
      [true, 'The bittern'],
    ])
    expect(pages[0]?.text).toContain('cut\nfor thatch in each of these winters')
    expect(messages).toContain('2 of 2 pages searched for text')
  })

  test('P05 in German', async () => {
    const outcome = await run(await scans([scannedSheet('Schilf und Vögel', german)]), { language: 'de' })
    expect((await indexOf(outcome)).pages[0]?.text).toContain('größere Vögel')
    expect(outcome.warnings).toEqual([])
  })

  test('P05 a language whose pack is missing is read as English, with a warning', async () => {
    const outcome = await run(await scans([scannedSheet('Reed beds', [])]), { language: 'is' })
    expect(outcome.output.ocr_pages).toBe(1)
    expect(outcome.warnings).toMatchObject([{ code: 'ocr_language_missing' }])
    expect(outcome.warnings?.[0]?.message).toContain('apt-get install tesseract-ocr-isl')
  })

  test('P05 without an engine: pictures, and a warning that says what to install', async () => {
    const outcome = await run(await scanned(), { missing: ['tesseract'] })
    expect(outcome).toMatchObject({
      output: { ocr_pages: 0, ocr_engine: null, text_chars: 0 },
      empty: false,
      warnings: [{ code: 'ocr_not_available' }],
    })
    expect(outcome.warnings?.[0]?.message).toContain('pages 1–2')
    expect(outcome.warnings?.[0]?.message).toContain('apt-get install tesseract-ocr')
    const { pages } = await indexOf(outcome)
    expect(pages.every(({ picture, ocr }) => picture !== null && !ocr)).toBe(true)
  })
})

describe('P06 attachments that are no PDF', () => {
  const pptx = makeZip([{ name: '[Content_Types].xml' }, { name: 'ppt/presentation.xml' }])

  test('pptx is converted where LibreOffice is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'office-'))
    const office = join(folder, 'soffice')
    await writeFile(join(folder, 'sample.pdf'), await slides(2))
    await writeFile(
      office,
      `#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\ncp "${folder}/sample.pdf" "$2/$(basename "$3" .pptx).pdf"\n`,
    )
    await chmod(office, 0o755)
    const outcome = await run(pptx, { findTool: (tool) => (tool === 'soffice' ? office : find(tool)) })
    await rm(folder, { recursive: true })
    expect(outcome.output).toMatchObject({
      converted_from: 'pptx',
      media_type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      bytes: pptx.length,
      pages: 2,
    })
    expect((await indexOf(outcome)).pages.map(({ title }) => title)).toEqual([
      'Slide number 1',
      'Slide number 2',
    ])
  })

  test('links to things elsewhere are left out of what LibreOffice gets, with a warning', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'office-'))
    const office = join(folder, 'soffice')
    await writeFile(join(folder, 'sample.pdf'), await slides(1))
    await writeFile(
      office,
      `#!/bin/sh\nfor last; do :; done\ncp "$last" "${folder}/given"\nwhile [ "$1" != --outdir ]; do shift; done\ncp "${folder}/sample.pdf" "$2/$(basename "$3" .odp).pdf"\n`,
    )
    await chmod(office, 0o755)
    const bytes = odp({
      pictures: ['file:///etc/hostname', 'http://127.0.0.1/x.png'],
      links: ['https://example.org/more'],
    })
    const given = { findTool: (tool: string) => (tool === 'soffice' ? office : find(tool)) }
    const { warnings } = await run(bytes, given)
    const copy = await readFile(join(folder, 'given'), 'latin1')
    await rm(folder, { recursive: true })
    expect(warnings).toMatchObject([{ code: 'links_left_out' }])
    expect(warnings?.[0]?.message).toMatch(/^2 links of the presentation/)
    expect(copy).not.toContain('hostname')
    expect(copy).toContain('https://example.org/more')
  })

  test.each<[string, Buffer | string, Partial<Fetched>, string, string]>([
    ['pptx without LibreOffice', pptx, {}, 'unsupported_media', 'apt-get install libreoffice-impress'],
    ['key', makeZip([{ name: 'Index/Presentation.iwa' }]), {}, 'unsupported_media', 'an archive'],
    ['zip', makeZip([{ name: 'a.txt', content: 'reed' }]), {}, 'unsupported_media', 'an archive'],
    [
      'an image',
      Buffer.from('89504e470d0a1a0a0000', 'hex'),
      { mediaType: 'image/png' },
      'unsupported_media',
      'a picture',
    ],
    [
      'SVG',
      '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname"/></svg>',
      { mediaType: 'image/svg+xml' },
      'unsupported_media',
      'a text file',
    ],
    [
      'a flat presentation in one XML file',
      '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
      { mediaType: 'application/vnd.oasis.opendocument.presentation-flat-xml' },
      'unsupported_media',
      'a text file',
    ],
    [
      'ppt, which is never opened',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('PowerPoint Document', 'utf16le')]),
      { mediaType: 'application/vnd.ms-powerpoint' },
      'unsupported_media',
      'save it as .pptx or as PDF',
    ],
    ['yml', 'talks:\n  - reed beds\n', { mediaType: 'text/yaml' }, 'unsupported_media', 'a text file'],
    [
      'a page',
      '<!doctype html><p>Log in',
      { mediaType: 'text/html' },
      'unsupported_media',
      'leads to a page and not to a file',
    ],
    ['P01 HTML renamed', '<!doctype html><p>Log in', {}, 'invalid_pdf', 'is declared as a PDF'],
    [
      'P01 random bytes',
      Buffer.from('0001fe77c3289a00ff', 'hex'),
      { mediaType: 'application/octet-stream' },
      'invalid_pdf',
      'unknown kind',
    ],
    [
      'random bytes of another name',
      Buffer.from('0001fe77c3289a00ff', 'hex'),
      { mediaType: '', url: 'https://conf.example/a' },
      'unsupported_media',
      'unknown kind',
    ],
    [
      'pptx with a password',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      {},
      'pdf_encrypted',
      'password',
    ],
  ])('%s', async (_, bytes, answer, code, words) => {
    const thrown = await failure(bytes, { answer, missing: ['soffice'] })
    expect(thrown).toMatchObject({ code, retryable: false })
    expect(thrown.message).toContain(words)
  })
})

describe('the end before its time', () => {
  test('an abort in the middle leaves no file', async () => {
    const abort = new AbortController()
    let pages = 0
    const running = run(await slides(200), {
      signal: abort.signal,
      progress: (_, message) => {
        if (message?.endsWith('pages') && ++pages === 3) abort.abort(new Error('cancelled'))
      },
    })
    await expect(running).rejects.toThrow('cancelled')
    expect(pages).toBeLessThan(20)
  })

  test('an abort during OCR leaves no file', async () => {
    const abort = new AbortController()
    const running = run(await scans([scannedSheet('one', ['reed bed']), scannedSheet('two', ['reed bed'])]), {
      signal: abort.signal,
      progress: (_, message) => {
        if (message === '2 of 2 pages') abort.abort(new Error('cancelled'))
      },
    })
    await expect(running).rejects.toThrow('cancelled')
  })

  test('a fetch that fails ends the processes that were started meanwhile', async () => {
    const { workdir } = bench.context(pdfContract, { params: { attachment_url: url } })
    const fetch: SafeFetch = async () => {
      await vi.waitFor(() => expect(processesIn(workdir).length).toBeGreaterThanOrEqual(2), {
        timeout: 20_000,
        interval: 20,
      })
      throw new AppError('source_not_found')
    }
    const context = bench.context(pdfContract, { params: { attachment_url: url }, fetch })
    await expect(runPdf(context)).rejects.toMatchObject({ code: 'source_not_found' })
    expect(processesIn(workdir)).toEqual([])
    expect(await leftFiles()).toEqual([])
  })

  test('a store that fails ends it', async () => {
    const context = bench.context(pdfContract, {
      params: { attachment_url: url },
      fetch: answering(await slides(30)),
    })
    const put = vi.fn(() => Promise.reject(new AppError('storage_full')))
    await expect(runPdf({ ...context, artifacts: { ...context.artifacts, put } })).rejects.toMatchObject({
      code: 'storage_full',
    })
    expect(await leftFiles()).toEqual([])
    expect(put.mock.calls.length).toBeLessThan(20)
  })
})

test('pages are named for people', () => {
  expect(namePages([3])).toBe('page 3')
  expect(namePages([1, 2, 3, 4, 7, 9, 10])).toBe('pages 1–4, 7 and 9–10')
})
