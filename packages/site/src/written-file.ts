import { inOnePiece } from './in-one-piece.ts'
import type { SiteFile } from './site-talk.ts'

/** A file whose text was made here. */
export function writtenFile(path: string, text: string): SiteFile {
  const content = Buffer.from(text)
  const ending = path.slice(path.lastIndexOf('.') + 1)
  return {
    path,
    ref: { bytes: content.length, media_type: types[ending] ?? 'text/plain' },
    open: async () => inOnePiece(content),
  }
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  xml: 'application/xml',
  vtt: 'text/vtt',
}
