type Mark = readonly [offset: number, bytes: string, mediaType: string]

/** First bytes, in Latin-1. */
const marks: readonly Mark[] = [
  [0, '%PDF-', 'application/pdf'],
  [0, '\x89PNG\r\n', 'image/png'],
  [0, '\xff\xd8\xff', 'image/jpeg'],
  [0, 'GIF8', 'image/gif'],
  [8, 'WEBP', 'image/webp'],
  [8, 'WAVE', 'audio/wav'],
  [8, 'AVI ', 'video/x-msvideo'],
  [0, 'fLaC', 'audio/flac'],
  [0, 'ID3', 'audio/mpeg'],
  [0, 'WEBVTT', 'text/vtt'],
  [4, 'ftypM4A', 'audio/mp4'],
  [4, 'ftypqt', 'video/quicktime'],
  [4, 'ftyp', 'video/mp4'],
]

/** Containers that hold one thing or another: what the client says counts when it is one of these. */
const containers: readonly { mark: string; is: RegExp; else: string }[] = [
  { mark: 'PK\x03\x04', is: /^application\/(vnd\.|zip$|epub)/, else: 'application/zip' },
  { mark: '\xd0\xcf\x11\xe0', is: /^application\/(vnd\.|msword)/, else: 'application/x-ole-storage' },
  { mark: 'OggS', is: /^(audio|video|application)\/ogg$/, else: 'application/ogg' },
  { mark: '\x1a\x45\xdf\xa3', is: /^(audio|video)\/(webm|x-matroska)$/, else: 'video/x-matroska' },
]

const plausible = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,99}$/

/** Bytes from the beginning of a file that `sniffMediaType` wants to see. */
export const sniffedBytes = 512

/**
 * What a file is by its first bytes; where they do not tell, by what the client says, then by its name.
 * Lower case, without parameters.
 */
export function sniffMediaType(head: Uint8Array, stated: string, filename: string | null): string {
  const text = Buffer.from(head.subarray(0, sniffedBytes)).toString('latin1')
  const said = stated.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const known = marks.find(([offset, bytes]) => text.startsWith(bytes, offset))
  if (known) return known[2]
  const container = containers.find(({ mark }) => text.startsWith(mark))
  if (container) return container.is.test(said) ? said : container.else
  if (/^(\xef\xbb\xbf)?\s*(<!doctype html|<html[\s>])/i.test(text)) return 'text/html'
  if (plausible.test(said) && said !== 'application/octet-stream') return said
  if (text.includes('\0')) return 'application/octet-stream'
  return /\.(md|markdown)$/i.test(filename ?? '') ? 'text/markdown' : 'text/plain'
}
