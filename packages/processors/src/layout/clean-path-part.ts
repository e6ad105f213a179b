/** Device names reserved by Windows, with or without an extension or spaces before it. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\s*(?:\.|$))/i

/** Not allowed in a file name on Windows, or able to leave the folder. */
const forbidden = /[<>:"/\\|?*]/gu

/** Control, direction, zero-width and other invisible characters, and lone surrogates. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu

const maxBytes = 100

/**
 * Makes one folder or file name (without extension) that every file system and unzip tool accepts: NFC, at most 100
 * bytes of UTF-8, never empty, `.` or `..`. Idempotent. Two names may give the same result: the caller makes them
 * unique.
 */
export function cleanPathPart(name: string): string {
  const plain = name
    .toWellFormed()
    .normalize('NFC')
    .replace(invisible, ' ')
    .replace(forbidden, '_')
    .replace(/\s+/gu, ' ')
  const short = trimEnds(cutToBytes(trimEnds(plain), maxBytes))
  if (short === '') return 'untitled'
  return reserved.test(short) ? trimEnds(cutToBytes(`_${short}`, maxBytes)) : short
}

/** Leading dots hide a file; trailing dots and spaces are lost on Windows. */
function trimEnds(name: string): string {
  return name.replace(/^[\s.]+/u, '').replace(/[\s.]+$/u, '')
}

/** Whole graphemes: an accent or a family emoji is not cut in two. */
function cutToBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text
  let short = ''
  let bytes = 0
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    bytes += Buffer.byteLength(segment)
    if (bytes > limit) break
    short += segment
  }
  return short === '' ? cutCodePoints(text, limit) : short
}

function cutCodePoints(text: string, limit: number): string {
  let short = ''
  let bytes = 0
  for (const character of text) {
    bytes += Buffer.byteLength(character)
    if (bytes > limit) break
    short += character
  }
  return short
}
