import { cutLinks } from './cut-links.ts'
import { BadMarkup } from './read-markup.ts'

/** What is copied of an entry; `cut` counts links that were taken out of it. */
export interface CopiedPart {
  bytes: Buffer
  cut: number
}

/** Programs, settings that name tables to be loaded (`BitmapTableURL`), signatures that hold no longer. */
const unwanted =
  /(?:^|\/)(?:Basic|Scripts|Configurations2|activeX|customUI|embeddings|settings\.xml|_xmlsignatures)(?:\/|$)|^META-INF\/.*signature/i

/**
 * How files begin that a page may show and that are no XML, in hexadecimal: PNG, JPEG, GIF, BMP, TIFF, EMF, WMF, the
 * pictures of LibreOffice, TrueType, OpenType, WebP. EPS is none of them: it is a program.
 */
const shown =
  /^(?:89504e47|ffd8ff|47494638|424d|49492a00|4d4d002a|01000000|d7cdc69a|01000900|56434c4d5446|00010000|4f54544f|52494646.{8}57454250)/

/**
 * The part of a presentation as its copy has it: XML without links to the outside, pictures and fonts as they are. Null
 * for all else, which no page needs to be drawn: programs, embedded files of any kind, films, sounds, damaged XML.
 */
export function copiedPart(name: string, bytes: Buffer): CopiedPart | null {
  if (unwanted.test(name)) return null
  if (name === 'mimetype' || bytes.length === 0) return { bytes, cut: 0 }
  if (shown.test(bytes.toString('hex', 0, 12))) return { bytes, cut: 0 }
  if (!isMarkup(bytes)) return null
  try {
    const { xml, cut } = cutLinks(bytes)
    return { bytes: xml, cut }
  } catch (thrown) {
    if (thrown instanceof BadMarkup) return null
    throw thrown
  }
}

/** Begins with `<`, behind a mark of its encoding and blanks; NUL is half of a character of UTF-16. */
const isMarkup = (bytes: Buffer): boolean =>
  /^(?:efbbbf|fffe|feff)?(?:09|0a|0d|20|00)*3c/.test(bytes.toString('hex', 0, 64))
