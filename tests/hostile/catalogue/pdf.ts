import { randomBytes } from 'node:crypto'
import { findToolOnPath } from '@async-events/sandbox'
import { makePdf, rawPages } from '../../../packages/media/test/pdf-samples.ts'
import { makeZip } from '../../../packages/media/test/pdf-zip.ts'
import { answer } from '../answers.ts'
import type { Expected, HostileCase } from '../case.ts'
import type { Place } from '../fake-internet.ts'
import {
  activePdf,
  bombInMetadata,
  damaged,
  entityBomb,
  goodPdf,
  linkedOdp,
  locked,
  manyPages,
  picturePdf,
  pptx,
  scanned,
  spaceBomb,
  zipBomb,
} from '../makers/documents.ts'
import { goodHtml, pdfJob, session } from './sessions.ts'

type Bytes = Buffer | string | Promise<Buffer>

const hasOffice = findToolOnPath()('soffice') !== null

const put = async (place: Place, type: string, bytes: Bytes, path: string): Promise<string> =>
  place.site(answer(type, await bytes), { path })

/** Slides of a talk that has a page: the worst is a warning. */
const beside = (
  row: string,
  name: string,
  type: string,
  bytes: (place: Place) => Bytes,
  code: string | null,
  path = '/slides',
): HostileCase => ({
  row,
  name,
  job: async (place) => session(place, { attachments_url: await put(place, type, bytes(place), path) }),
  expected: { completes: code === null ? {} : { warnings: [{ step: 'pdf-1', code }] } },
})

/** Slides alone. */
const alone = (
  row: string,
  name: string,
  bytes: (place: Place) => Bytes,
  expected: Expected,
): HostileCase => ({
  row,
  name,
  job: async (place) => pdfJob(await put(place, 'application/pdf', bytes(place), '/slides.pdf')),
  expected,
})

const fails = (code: string): Expected => ({ fails: code })
const completes: Expected = { completes: {} }

const p01: HostileCase[] = [
  alone('P01', '0 bytes', () => '', fails('invalid_pdf')),
  alone('P01', 'random bytes', () => randomBytes(9_000), fails('invalid_pdf')),
  alone('P01', 'HTML renamed', () => goodHtml(), fails('invalid_pdf')),
  alone('P01', 'a header and nothing more', () => '%PDF-1.7\n%x\n', fails('invalid_pdf')),
  alone('P01', 'truncated', async () => (await goodPdf()).subarray(0, 400), fails('invalid_pdf')),
  beside(
    'P01',
    'truncated slides of a talk',
    'application/pdf',
    async () => (await goodPdf()).subarray(0, 400),
    'invalid_pdf',
  ),
]

const p02: HostileCase[] = [
  alone('P02', 'a password is needed', () => locked(), fails('pdf_encrypted')),
  beside('P02', 'slides of a talk with a password', 'application/pdf', () => locked(), 'pdf_encrypted'),
  alone(
    'P02',
    'a password that only forbids changes',
    () => makePdf((pdf) => pdf.text('All may read this page'), { ownerPassword: 'bed' }),
    completes,
  ),
]

const page = (mediaBox: string) => rawPages([{ content: 'BT /F 30 Tf 5 5 Td (reed) Tj ET', mediaBox }])

const p03: HostileCase[] = [
  { ...alone('P03', '1000 pages', () => manyPages(1_000), completes), slow: true },
  alone('P03', '1001 pages', () => manyPages(1_001), fails('too_many_pages')),
  alone('P03', 'a page of 200 inches', () => page('0 0 14400 100'), completes),
  alone('P03', 'a page one point wider', () => page('0 0 14401 100'), fails('page_too_large')),
  alone('P03', 'a Flate bomb', () => spaceBomb(), fails('resource_limit')),
  alone('P03', 'a picture of 65535 × 65535 by its own account', () => picturePdf(65_535, 65_535), {
    completes: { warnings: [{ step: 'pdf', code: 'page_unreadable' }] },
  }),
]

const p04: HostileCase[] = [
  alone('P04', 'junk before the header and a broken table', () => damaged(), completes),
]

const p05: HostileCase[] = [
  {
    row: 'P05',
    name: 'a scan without a text layer',
    job: async (place) => pdfJob(await put(place, 'application/pdf', scanned(), '/slides.pdf')),
    expected: {
      completes:
        findToolOnPath()('tesseract') === null
          ? { warnings: [{ step: 'pdf', code: 'ocr_not_available' }] }
          : {},
    },
  },
]

const converted = hasOffice ? null : 'unsupported_media'
const p06: HostileCase[] = [
  beside(
    'P06',
    'a pptx that is none inside',
    'application/vnd.ms-powerpoint',
    () => pptx(),
    'unsupported_media',
  ),
  beside(
    'P06',
    'key',
    'application/octet-stream',
    () => makeZip([{ name: 'Index/Presentation.iwa' }]),
    'unsupported_media',
    '/slides.key',
  ),
  beside(
    'P06',
    'zip',
    'application/zip',
    () => makeZip([{ name: '../../etc/passwd', content: 'reed' }]),
    'unsupported_media',
    '/slides.zip',
  ),
  beside(
    'P06',
    'an image',
    'image/png',
    () => Buffer.from('89504e470d0a1a0a0000', 'hex'),
    'unsupported_media',
    '/slides.png',
  ),
  beside(
    'P06',
    'yml',
    'text/yaml',
    () => 'talks:\n  - &a [*a, !!js/function x]\n',
    'unsupported_media',
    '/slides.yml',
  ),
]

const p07: HostileCase[] = [
  beside(
    'P07',
    'an odp whose pictures and entities are elsewhere',
    'application/vnd.oasis.opendocument.presentation',
    (place) => linkedOdp(place.forbidden()[0] ?? ''),
    converted,
    '/slides.odp',
  ),
  beside(
    'P07',
    'an archive that unpacks to 8 GB',
    'application/vnd.ms-powerpoint',
    () => zipBomb(8 * 1024 ** 3),
    hasOffice ? 'resource_limit' : 'unsupported_media',
    '/slides.pptx',
  ),
  beside(
    'P07',
    'SVG that names canaries',
    'image/svg+xml',
    (place) =>
      `<svg xmlns="http://www.w3.org/2000/svg">${place
        .forbidden('/picture.png')
        .map((url) => `<image href="${url}"/>`)
        .join('')}</svg>`,
    'unsupported_media',
    '/slides.svg',
  ),
  beside('P07', 'SVG of entities', 'image/svg+xml', () => entityBomb(), 'unsupported_media', '/slides.svg'),
  beside(
    'P07',
    'HTML that names canaries',
    'text/html',
    (place) =>
      goodHtml(
        place
          .forbidden('/frame')
          .map((url) => `<iframe src="${url}"></iframe>`)
          .join(''),
      ),
    'unsupported_media',
    '/slides.html',
  ),
  alone('P07', 'a PDF with actions, scripts and links', (place) => activePdf(place.forbidden()), completes),
  alone('P07', 'entities in the metadata of a PDF', () => bombInMetadata(), completes),
]

export const pdfCases: readonly HostileCase[] = [p01, p02, p03, p04, p05, p06, p07].flat()
