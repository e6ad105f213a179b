import { deflateRawSync } from 'node:zlib'
import {
  bomb,
  makePdf,
  rawPages,
  scannedSheet,
  scans,
  slides,
} from '../../../packages/media/test/pdf-samples.ts'
import { makeZip } from '../../../packages/media/test/pdf-zip.ts'

/** Documents that strangers give as slides; each is made when it is asked for. */

export const goodPdf = (): Promise<Buffer> => slides(2)

/** Slides of a talk as its recording shows them: JPEG. */
export const sheets: readonly Buffer[] = [
  scannedSheet('Reed beds and patience', [
    'The reed bed at Stillwater was cut',
    'for thatch in every winter',
  ]),
  scannedSheet('What the herons found', [
    'Two pairs in the first year',
    'Nine pairs in the fourth',
    'None where boats may land',
  ]),
]

export const sheetsPdf = (): Promise<Buffer> => scans(sheets)

/** More than a page may take: gigabytes of white space behind a few megabytes. */
export const spaceBomb = (): Buffer =>
  rawPages([{ content: bomb(' ', 3_000), dictionary: '/Filter/FlateDecode' }])

export const manyPages = async (count: number): Promise<Buffer> =>
  rawPages(Array(count).fill({ content: 'BT /F 20 Tf 20 20 Td (reed) Tj ET' }))

/** Junk before the header, and a table of objects that is nowhere near them. */
export async function damaged(): Promise<Buffer> {
  const whole = (await slides(1)).toString('latin1')
  const broken = whole.replace(/startxref\s+\d+/, 'startxref\n7')
  return Buffer.from(`junk of a mail server\r\n\r\n${broken}`, 'latin1')
}

export const scanned = (): Promise<Buffer> =>
  scans([scannedSheet('Reed beds and patience', ['The reed bed at Stillwater was cut'])])

export const locked = (): Promise<Buffer> => makePdf((pdf) => pdf.text('secret'), { userPassword: 'reed' })

/** Scripts, actions, links and files inside, all of which name these places. */
export function activePdf(urls: readonly string[]): Buffer {
  const [url = ''] = urls
  const text = rawPages(
    [{ content: 'BT /F 30 Tf 50 400 Td (Reed beds and how they are cut) Tj ET' }],
    [
      `<</S/JavaScript/JS(app.launchURL\\("${url}/js"\\);this.submitForm\\("${url}/form"\\))>>`,
      `<</S/URI/URI(${url}/uri)>>`,
      '<</S/Launch/F(/bin/sh)>>',
      `<</S/GoToR/F(${url}/remote.pdf)/D[0/Fit]>>`,
      `<</S/ImportData/F(${url}/data.fdf)>>`,
    ],
  ).toString('latin1')
  return Buffer.from(
    text.replace(
      '/Type/Catalog',
      '/Type/Catalog/OpenAction 6 0 R/AA<</WC 7 0 R/WS 8 0 R/DS 9 0 R/WP 10 0 R>>',
    ),
    'latin1',
  )
}

export const pptx = (entries: Parameters<typeof makeZip>[0] = []): Buffer =>
  makeZip([{ name: '[Content_Types].xml' }, { name: 'ppt/presentation.xml' }, ...entries])

/** An ODF presentation with a picture at this place, as LibreOffice would show it. */
export function linkedOdp(url: string): Buffer {
  const names =
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
  const media = 'application/vnd.oasis.opendocument.presentation'
  return makeZip([
    { name: 'mimetype', content: media },
    {
      name: 'content.xml',
      content: `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b SYSTEM "${url}/entity">]><office:document-content ${names} office:version="1.2"><office:body><office:presentation><draw:page draw:name="p"><draw:frame svg:width="9cm" svg:height="9cm"><draw:image xlink:href="${url}/picture.png" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame><draw:frame svg:width="9cm" svg:height="3cm" svg:y="10cm"><draw:text-box><text:p>Reed beds &a; &b;</text:p></draw:text-box></draw:frame></draw:page></office:presentation></office:body></office:document-content>`,
    },
    {
      name: 'META-INF/manifest.xml',
      content: `<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="${media}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
    },
  ])
}

/** An archive that states to unpack to so many bytes. */
export const zipBomb = (bytes: number): Buffer =>
  pptx(
    Array.from({ length: 4 }, (_, at) => ({
      name: `ppt/slides/slide${at}.xml`,
      size: Math.floor(bytes / 4),
    })),
  )

/** Entities that double thirty times when they are put in (CVE-2003-1564). */
export const entityBomb = (): string => {
  const lines = Array.from({ length: 30 }, (_, at) => `<!ENTITY e${at + 1} "&e${at};&e${at};">`).join('')
  return `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "reed">${lines}]><x>&e30;</x>`
}

/** XMP metadata of a PDF that hold such entities. */
export function bombInMetadata(): Buffer {
  const xml = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>${entityBomb()}<?xpacket end="w"?>`
  const text = rawPages(
    [{ content: 'BT /F 30 Tf 50 400 Td (Reed beds and how they are cut) Tj ET' }],
    [`<</Type/Metadata/Subtype/XML/Length ${xml.length}>>\nstream\n${xml}\nendstream`],
  ).toString('latin1')
  return Buffer.from(text.replace('/Type/Catalog', '/Type/Catalog/Metadata 6 0 R'), 'latin1')
}

/** A page whose only picture states this size. */
export const picturePdf = (width: number, height: number): Buffer =>
  rawPages(
    [{ content: '960 0 0 540 0 0 cm /I Do', resources: '/XObject<</I 6 0 R>>' }],
    [
      Buffer.concat([
        Buffer.from(
          `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length 20>>\nstream\n`,
        ),
        deflateRawSync(Buffer.alloc(8)),
        Buffer.from('\nendstream'),
      ]),
    ],
  )
