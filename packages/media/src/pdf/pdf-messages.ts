import type { PageBlock } from './page-block.ts'

/** The child's task; its only argument, as JSON. */
export interface PdfRequest {
  /** Real path: the only file it may read. */
  file: string
  /** Folder for pictures. */
  folder: string
  maxPages: number
  /** Whether textless pages get a larger picture, for OCR. */
  scans: boolean
  /** First page. */
  from: number
  /** Pages that crashed an earlier child. */
  skip: readonly number[]
  /** Remaining characters of text. */
  textLeft: number
}

/**
 * The child's messages, a JSON line each: the document, then each page's number at its start and, once its pictures
 * are written, the page, in order; an error at any time.
 */
export type PdfMessage = PdfDocument | PdfBegin | ToldPage | PdfFailure

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

/** A page as the child tells it: its text is that of its blocks. */
export type ToldPage = Omit<PdfPage, 'text'>

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
