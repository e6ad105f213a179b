import { type FileHandle, open } from 'node:fs/promises'
import { zipEntries } from './zip-entries.ts'

/** A file's type by content, not by name. `locked` is an encrypted office document. */
export type FileKind =
  | 'empty'
  | 'pdf'
  | 'pptx'
  | 'odp'
  | 'ppt'
  | 'locked'
  | 'office'
  | 'zip'
  | 'html'
  | 'image'
  | 'text'
  | 'unknown'

const headLength = 4096
const pieceLength = 1024 * 1024
/** Readers accept junk before a PDF's header up to here (ISO 32000-1, annex H, note 13). */
const pdfHeaderWithin = 1024
const html = /^(\uFEFF|\s)*(<!doctype html|<html|<head|<body|<script|<!--|<title|<meta)/i
const odfPresentation = 'application/vnd.oasis.opendocument.presentation'

/** Reads the start of a file, its end, and its ZIP directory. */
export async function fileKind(file: string): Promise<FileKind> {
  await using handle = await open(file)
  const { size } = await handle.stat()
  if (size === 0) return 'empty'
  const head = await readAt(handle, 0, headLength)
  const text = head.toString('latin1')
  if (html.test(head.toString('utf8'))) return 'html'
  if (text.startsWith('PK\u0003\u0004')) return zipKind(text, file)
  if (text.startsWith('\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1')) return compoundKind(handle, size)
  if (text.slice(0, pdfHeaderWithin).includes('%PDF-')) return 'pdf'
  if (isImage(text)) return 'image'
  const tail = await readAt(handle, Math.max(0, size - headLength), headLength)
  if (tail.includes('startxref') && tail.includes('%%EOF')) return 'pdf'
  return isText(head) ? 'text' : 'unknown'
}

async function readAt(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from)
  return buffer.subarray(0, bytesRead)
}

async function zipKind(head: string, file: string): Promise<FileKind> {
  // An ODF package begins with its media type, uncompressed (ODF 1.2, part 3, 3.3).
  if (head.startsWith('mimetype', 30))
    return head.startsWith(odfPresentation, 38)
      ? 'odp'
      : head.startsWith('application/vnd.oasis', 38)
        ? 'office'
        : 'zip'
  const names = new Set((await zipEntries(file))?.map(({ name }) => name))
  if (names.has('ppt/presentation.xml')) return 'pptx'
  return names.has('[Content_Types].xml') ? 'office' : 'zip'
}

/** A compound file ([MS-CFB]) names its streams in UTF-16; they identify its program. */
async function compoundKind(handle: FileHandle, size: number): Promise<FileKind> {
  const slides = Buffer.from('PowerPoint Document', 'utf16le')
  const locked = Buffer.from('EncryptedPackage', 'utf16le')
  for (let at = 0; at < size; at += pieceLength) {
    // A name may cross the end of a chunk.
    const piece = await readAt(handle, at, pieceLength + slides.length)
    if (piece.includes(slides)) return 'ppt'
    if (piece.includes(locked)) return 'locked'
  }
  return 'office'
}

/** PNG, JPEG, GIF, WebP, BMP and TIFF. */
const isImage = (head: string): boolean =>
  /^(\u0089PNG|\u00FF\u00D8\u00FF|GIF8|RIFF.{4}WEBP|BM.{4}\0\0\0\0|II\*\0|MM\0\*)/s.test(head)

/** UTF-8 without control characters; a truncated last one is ignored. */
function isText(head: Buffer): boolean {
  try {
    const text = new TextDecoder('utf8', { fatal: true }).decode(head, { stream: true })
    return !/[^\P{Cc}\t\n\f\r]/u.test(text)
  } catch {
    return false
  }
}
