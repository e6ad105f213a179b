/**
 * The text of a file: by its byte order mark, else as its prolog (XML) or head (HTML) says, else `charset`, else UTF-8; what is none is Windows-1252,
 * which programs of the last century and spreadsheets write.
 */
export function decodeText(bytes: Uint8Array, charset: string | null = null): string {
  for (const label of [markOf(bytes), wideOf(bytes), statedIn(bytes), charset, 'utf-8']) {
    const text = label === null ? null : tryDecode(bytes, label)
    if (text !== null) return text
  }
  return new TextDecoder('windows-1252').decode(bytes)
}

function markOf([a, b, c]: Uint8Array): string | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return null
}

/** UTF-16 without a mark: every second byte of its first characters is zero. */
function wideOf(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le'
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return 'utf-16be'
  return null
}

const searched = 1_024

function statedIn(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, searched)).toString('latin1')
  const stated =
    /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1] ??
    /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1]
  // Its bytes have been read as ASCII: it is no UTF-16, whatever it says.
  return stated === undefined || /^utf-?16/i.test(stated) ? null : stated
}

/** Null for an unknown encoding, and for bytes that are not in it. */
function tryDecode(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
