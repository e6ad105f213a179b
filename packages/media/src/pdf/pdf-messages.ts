import type { PageBlock } from './page-block.ts'

/** The request to a child, on its standard input as JSON. `file` is the only one that it may read, by real path. */
export type PdfRequest = ReadRequest | DrawRequest | RedrawRequest

/** Reads the text of all pages, by pdf.js. */
export interface ReadRequest {
  task: 'read'
  file: string
  maxPages: number
  /** First page. */
  from: number
  /** Remaining characters of text. */
  textLeft: number
}

/** Draws all pages, by PDFium. */
export interface DrawRequest {
  task: 'draw'
  file: string
  /** Folder for pictures. */
  folder: string
  /** First page; null for the last. */
  from: number | null
  /** To the end of the document, or to its begin. */
  step: 1 | -1
}

/** Draws pages that PDFium may not draw well, or that OCR reads. */
export interface RedrawRequest {
  task: 'redraw'
  file: string
  folder: string
  pages: readonly { number: number; needs: PageNeeds }[]
  /** Whether textless pages get a larger picture, for OCR. */
  scans: boolean
}

/** What the text of a page says about how it is to be drawn. */
export interface PageNeeds {
  /** Hardly any text. */
  few: boolean
  /** Little text outside of the margins: images tell whether it is a picture of a page. */
  little: boolean
  /** Hardly any text outside of the margins. */
  empty: boolean
  /** Fonts of this machine. */
  fonts: boolean
}

/**
 * The messages of a child, a JSON line each. First that it is ready for its request. `read`: the document, then each page's number at its start and the page's
 * text. `draw` and `redraw`: each page's number and what was drawn. An error at any time.
 */
export type PdfMessage = PdfReady | PdfDocument | PdfBegin | PageText | PageDrawing | PdfFailure

export interface PdfReady {
  kind: 'ready'
}

export interface PdfDocument {
  kind: 'document'
  pages: number
  /** From its metadata, if it looks like a title. */
  title: string | null
  outline: OutlineEntry[]
}

export interface OutlineEntry {
  title: string
  /** From 1; null without a target in this document. */
  page: number | null
  /** 0 at the top. */
  level: number
}

export interface PdfBegin {
  kind: 'begin'
  number: number
}

export interface PdfPage {
  kind: 'page'
  /** From 1. */
  number: number
  /** In reading order, one line a line of the page. */
  text: string
  /** Parts of the text. */
  blocks: PageBlock[]
  /** True when text was truncated. */
  cut: boolean
  title: string | null
  /** Only http and https, unique. */
  links: string[]
  /** JPEG of 1280 pixels on the long side; null when rendering fails. */
  picture: PictureFile | null
  /** JPEG of 320 pixels on the long side. */
  thumbnail: PictureFile | null
  /** Not blank, with hardly any text outside of headers and footers. */
  textless: boolean
  /** JPEG for OCR, of a textless page and of one with a title over pictures. */
  scan: PictureFile | null
  /** Base64 of 32 × 18 grey values, see `greyFingerprint`. */
  fingerprint: string | null
  /** False when text or picture is incomplete. */
  readable: boolean
}

/** What is read of a page. */
export interface PageText
  extends Pick<PdfPage, 'number' | 'blocks' | 'cut' | 'title' | 'links' | 'readable'> {
  kind: 'text'
  needs: PageNeeds
}

/** What is drawn of a page. */
export interface PageDrawing {
  kind: 'drawing'
  number: number
  /** Null when it could not be drawn. */
  drawn: DrawnPage | null
}

export interface DrawnPage extends Record<'picture' | 'thumbnail', PictureFile> {
  scan: PictureFile | null
  fingerprint: string
  blank: boolean
  /** Share of the page that images cover, 0 to 1; null when unknown. */
  images: number | null
  /** False when an image was left out. */
  complete: boolean
}

export interface PictureFile {
  file: string
  width: number
  height: number
}

export interface PdfFailure {
  kind: 'failure'
  code:
    | 'invalid_pdf'
    | 'pdf_encrypted'
    | 'too_many_pages'
    | 'page_too_large'
    | 'resource_limit'
    | 'unexpected'
  /** User-facing, except `unexpected`. */
  message: string
}
