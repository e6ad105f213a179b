/** Decodes a page by BOM, HTTP header, `<meta>`, and last by its bytes (HTML standard 13.2.3). */
export function decodeHtml(bytes: Uint8Array, headerCharset: string | null, truncated: boolean): string {
  return decodeStated(bytes, [headerCharset, charsetOfMeta(bytes)], truncated)
}

/** Decodes a text without markup in the same way. */
export const decodeText = (bytes: Uint8Array, headerCharset: string | null, truncated: boolean): string =>
  decodeStated(bytes, [headerCharset], truncated)

function decodeStated(bytes: Uint8Array, charsets: readonly (string | null)[], truncated: boolean): string {
  const marked = charsetOfMark(bytes)
  if (marked) return decode(bytes, marked) ?? ''
  const stated = charsets.filter((charset) => charset !== null)
  // A server's default header often says UTF-8 for an old page; invalid UTF-8 disproves it.
  const fatal = !truncated
  for (const charset of stated) {
    const text = decode(bytes, charset, fatal && /^utf-?8$/i.test(charset))
    if (text !== null) return text
  }
  return (
    decode(bytes, 'utf-8', true) ??
    decode(bytes, stated.length > 0 && truncated ? 'utf-8' : 'windows-1252') ??
    ''
  )
}

/** Null for an unknown charset, and for invalid bytes when `fatal`. */
function decode(bytes: Uint8Array, charset: string, fatal = false): string | null {
  try {
    return new TextDecoder(charset, { fatal }).decode(bytes)
  } catch {
    return null
  }
}

function charsetOfMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return null
}

function charsetOfMeta(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
  const found = /<meta[^>]{0,500}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{1,40})/i.exec(head)?.[1] ?? null
  // A meta tag readable as ASCII cannot be in a UTF-16 page; the standard reads it as UTF-8.
  return found !== null && /^utf-?16/i.test(found) ? 'utf-8' : found
}
