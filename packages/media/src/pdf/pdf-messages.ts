/** The child's task; its only argument, as JSON. */
export interface PdfRequest {
  /** Its real path: the child may read nothing else. */
  file: string
  /** Pictures are written here. */
  folder: string
  maxPages: number
  /** Whether textless pages get a larger picture, for OCR. */
  scans: boolean
  /** Page to begin with. */
  from: number
  /** Pages that brought down an earlier child. */
  skip: readonly number[]
  /** Characters of text that are still kept. */
  textLeft: number
}

/**
 * What the child says, a JSON line each: the document, then the number of each page that it begins and, as soon as its
 * pictures are written, the page, in order; a failure at any time.
 */
export type PdfMessage = PdfDocument | PdfBegin | PdfPage | PdfFailure

export interface PdfDocument {
  kind: 'document'
  pages: number
  /** As its metadata state it, where that reads like a title. */
  title: string | null
  outline: OutlineEntry[]
}

export interface OutlineEntry {
  title: string
  /** Counted from 1; null when it leads nowhere in this document. */
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
  /** Counted from 1. */
  number: number
  /** In reading order, a line a line of the page. */
  text: string
  /** True when the page has more text than is kept. */
  cut: boolean
  title: string | null
  /** http and https only, each once. */
  links: string[]
  /** JPEG of 1280 pixels on the long side; null when the page cannot be drawn. */
  picture: PictureFile | null
  /** JPEG of 320 pixels on the long side. */
  thumbnail: PictureFile | null
  /** It shows something and has hardly any text. */
  textless: boolean
  /** JPEG for OCR, of a textless page. */
  scan: PictureFile | null
  /** Base64 of 32 × 18 grey values, see `greyFingerprint`. */
  fingerprint: string | null
  /** False when its text or its picture could not be had in full. */
  readable: boolean
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
  /** For people, except that of `unexpected`. */
  message: string
}
