import { makeZip, type SampleEntry } from './pdf-zip.ts'

/** What a slide shows and where it leads. */
export interface SampleSlide {
  /** Of pictures, as the file names them. */
  pictures?: readonly string[]
  /** Of words that can be clicked. */
  links?: readonly string[]
  words?: string
}

const xml = '<?xml version="1.0" encoding="UTF-8"?>\n'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** A presentation in the form of ODF (OpenDocument 1.2) with one slide; `more` are further entries. */
export function odp(
  { pictures = [], links = [], words = 'Reed beds' }: SampleSlide,
  more: readonly SampleEntry[] = [],
): Buffer {
  const names = ['office', 'drawing', 'text', 'svg-compatible', 'presentation', 'style', 'script', 'form']
    .map(
      (name) =>
        `xmlns:${name.replace('drawing', 'draw').replace('-compatible', '')}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
    )
    .join(' ')
  const frames = pictures.map(
    (href, at) =>
      `<draw:frame svg:width="8cm" svg:height="6cm" svg:x="${1 + at}cm" svg:y="8cm"><draw:image xlink:href="${escaped(href)}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame>`,
  )
  const clicks = links.map(
    (href) => `<text:a xlink:href="${escaped(href)}" xlink:type="simple">click</text:a> `,
  )
  const content = `${xml}<office:document-content ${names} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:presentation><draw:page draw:name="p1"><draw:frame svg:width="20cm" svg:height="5cm" svg:x="1cm" svg:y="1cm"><draw:text-box><text:p>${escaped(words)} ${clicks.join('')}</text:p></draw:text-box></draw:frame>${frames.join('')}</draw:page></office:presentation></office:body></office:document-content>`
  const manifest = `${xml}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.presentation"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`
  return makeZip([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.presentation' },
    { name: 'content.xml', content },
    ...more,
    { name: 'META-INF/manifest.xml', content: manifest },
  ])
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const drawing = 'http://schemas.openxmlformats.org/drawingml/2006/main'
const presentation = 'http://schemas.openxmlformats.org/presentationml/2006/main'

const relations = (list: readonly [type: string, target: string, external?: boolean][]): string =>
  `${xml}<Relationships xmlns="${packages}/relationships">${list
    .map(
      ([type, target, external = false], at) =>
        `<Relationship Id="rId${at + 1}" Type="${office}/relationships/${type}" Target="${escaped(target)}"${external ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`

/** A presentation in the form of OOXML (ECMA-376) with one slide, whose pictures are linked and not embedded. */
export function pptx(
  { pictures = [], links = [], words = 'Reed beds' }: SampleSlide,
  { pictureType = 'image', more = [] }: { pictureType?: string; more?: readonly SampleEntry[] } = {},
): Buffer {
  const box = (at: number): string =>
    `<a:xfrm><a:off x="${500000 + at * 300000}" y="${600000 + at * 900000}"/><a:ext cx="5000000" cy="3000000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>`
  const shown = pictures.map(
    (_, at) =>
      `<p:pic><p:nvPicPr><p:cNvPr id="${10 + at}" name="x"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:link="rId${at + 1}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>${box(at + 1)}</p:spPr></p:pic>`,
  )
  const clicks = links.map(
    (_, at) =>
      `<a:r><a:rPr lang="en"><a:hlinkClick r:id="rId${pictures.length + at + 1}"/></a:rPr><a:t>click </a:t></a:r>`,
  )
  const slide = `${xml}<p:sld xmlns:a="${drawing}" xmlns:r="${office}/relationships" xmlns:p="${presentation}"><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/><p:sp><p:nvSpPr><p:cNvPr id="2" name="t"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>${box(0)}</p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>${escaped(words)} </a:t></a:r>${clicks.join('')}</a:p></p:txBody></p:sp>${shown.join('')}</p:spTree></p:cSld></p:sld>`
  return makeZip([
    {
      name: '[Content_Types].xml',
      content: `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/><Override PartName="/ppt/slides/slide1.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.slide+xml"/></Types>`,
    },
    { name: '_rels/.rels', content: relations([['officeDocument', 'ppt/presentation.xml']]) },
    {
      name: 'ppt/presentation.xml',
      content: `${xml}<p:presentation xmlns:a="${drawing}" xmlns:r="${office}/relationships" xmlns:p="${presentation}"><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>`,
    },
    { name: 'ppt/_rels/presentation.xml.rels', content: relations([['slide', 'slides/slide1.xml']]) },
    { name: 'ppt/slides/slide1.xml', content: slide },
    {
      name: 'ppt/slides/_rels/slide1.xml.rels',
      content: relations([
        ...pictures.map((target): [string, string, boolean] => [pictureType, target, true]),
        ...links.map((target): [string, string, boolean] => ['hyperlink', target, true]),
      ]),
    },
    ...more,
  ])
}
