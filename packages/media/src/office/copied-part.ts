import { cutLinks } from './cut-links.ts'
import { BadMarkup } from './read-markup.ts'

/** The copy of an entry; `cut` counts removed links. */
export interface CopiedPart {
  bytes: Buffer
  cut: number
}

/** Programs, settings that name palettes (`BitmapTableURL`), invalid signatures. */
const unwanted =
  /(?:^|\/)(?:Basic|Scripts|Configurations2|activeX|customUI|embeddings|settings\.xml|_xmlsignatures)(?:\/|$)|^META-INF\/.*signature/i

/**
 * Magic numbers, in hexadecimal, of the non-XML files that a page may show: PNG, JPEG, GIF, BMP, TIFF, EMF, WMF,
 * LibreOffice's pictures, TrueType, OpenType, WebP. Not EPS: it is a program.
 */
const shown =
  /^(?:89504e47|ffd8ff|47494638|424d|49492a00|4d4d002a|01000000|d7cdc69a|01000900|56434c4d5446|00010000|4f54544f|52494646.{8}57454250)/

/**
 * The copy of a part: XML without external links, pictures and fonts unchanged. Null for all else, which no page
 * needs: programs, embedded files of any kind, video, audio, damaged XML.
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

/** Starts with `<` after a BOM and white space; NUL is half of a UTF-16 character. */
const isMarkup = (bytes: Buffer): boolean =>
  /^(?:efbbbf|fffe|feff)?(?:09|0a|0d|20|00)*3c/.test(bytes.toString('hex', 0, 64))
