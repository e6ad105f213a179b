import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, type Fetched } from '@async-events/core'
import { type Converted, convertToPdf, fileKind } from '@async-events/media'
import type { ToolContext } from '@async-events/sandbox'

export interface PreparedPdf {
  /** Detected from the content. */
  mediaType: string
  /** Format of the presentation; null for a PDF. */
  convertedFrom: string | null
  /** Number of external links removed from a presentation. */
  links: number
}

const presentations = {
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odp: 'application/vnd.oasis.opendocument.presentation',
} as const

/** What the others are, for people. */
const others = {
  ppt:
    'a presentation in the binary format of PowerPoint before 2007 (.ppt), which is not opened: its links cannot be ' +
    'checked; save it as .pptx or as PDF',
  office: 'an office document, but no presentation',
  zip: 'an archive',
  html: 'a web page: the link leads to a page and not to a file',
  image: 'a picture',
  text: 'a text file',
  unknown: 'of an unknown kind',
} as const

/**
 * Makes a PDF of a fetched file in its place, by its actual format; uses the work folder for temporary files. Throws
 * `invalid_pdf, pdf_encrypted, unsupported_media, resource_limit`.
 */
export async function preparePdf(ctx: ToolContext, fetched: Fetched, file: string): Promise<PreparedPdf> {
  const kind = await fileKind(file)
  switch (kind) {
    case 'pdf':
      return { mediaType: 'application/pdf', convertedFrom: null, links: 0 }
    case 'pptx':
    case 'odp': {
      const { pdf, links } = await convert(ctx, file, kind)
      await rename(pdf, file)
      return { mediaType: presentations[kind], convertedFrom: kind, links }
    }
    case 'empty':
      throw new AppError('invalid_pdf', 'The file is empty')
    case 'locked':
      throw new AppError('pdf_encrypted', 'The presentation can only be read with a password')
    case 'unknown':
    case 'text':
    case 'html':
      if (isDeclaredPdf(fetched))
        throw new AppError('invalid_pdf', `The file is declared as a PDF but is ${others[kind]}`)
      throw unsupported(kind)
    default:
      throw unsupported(kind)
  }
}

const unsupported = (kind: keyof typeof others): AppError =>
  new AppError('unsupported_media', `The attachment is ${others[kind]}`)

/** Servers that do not know a type call it a stream of bytes; then the name counts. */
function isDeclaredPdf({ mediaType, url }: Fetched): boolean {
  if (mediaType === '' || mediaType === 'application/octet-stream')
    return new URL(url).pathname.toLowerCase().endsWith('.pdf')
  return mediaType === 'application/pdf' || mediaType === 'application/x-pdf'
}

async function convert(ctx: ToolContext, file: string, kind: keyof typeof presentations): Promise<Converted> {
  if (ctx.findTool('soffice') === null)
    throw new AppError(
      'unsupported_media',
      `The attachment is a presentation (${kind}); to read it, install LibreOffice on this worker ` +
        '("apt-get install libreoffice-impress"), or give a PDF',
    )
  const folder = join(ctx.workdir, 'converted')
  await mkdir(folder)
  // LibreOffice goes by the ending of the name.
  const named = `${file}.${kind}`
  await rename(file, named)
  return convertToPdf(ctx, named, folder)
}
