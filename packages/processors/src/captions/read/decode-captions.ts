import { primarySubtag } from '@async-events/core'
import { findCodePage } from './find-code-page.ts'

/**
 * Decodes text: UTF-8, UTF-16 with and without its mark, else the code page of the machine that made it. The language
 * that is spoken, if known, decides between code pages that fit alike.
 */
export function decodeCaptions(bytes: Uint8Array, language: string | null = null): string {
  const utf16 = utf16Of(bytes)
  if (utf16 !== null) return new TextDecoder(utf16).decode(bytes)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // ISO-2022-JP is made of ASCII and escapes.
    return text.includes('\u001b$') ? new TextDecoder('iso-2022-jp').decode(bytes) : text
  } catch {
    return damagedUtf8(bytes) ?? new TextDecoder(findCodePage(bytes, primarySubtag(language))).decode(bytes)
  }
}

/** Pairs of bytes looked at. */
const lookAt = 4_000

/** UTF-16 has a zero in every second byte of ASCII: times and line ends at least. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const pairs = Math.min(lookAt, Math.floor(bytes.length / 2))
  let [first, second] = [0, 0]
  for (let at = 0; at < pairs; at += 1) {
    if (bytes[2 * at] === 0) first += 1
    if (bytes[2 * at + 1] === 0) second += 1
  }
  const isOne = (zeros: number, others: number): boolean => zeros >= pairs / 10 && others <= zeros / 10
  if (pairs === 0) return null
  return isOne(second, first) ? 'utf-16le' : isOne(first, second) ? 'utf-16be' : null
}

/** UTF-8 that was cut off, or that holds a few bytes of something else. */
function damagedUtf8(bytes: Uint8Array): string | null {
  const text = new TextDecoder('utf-8').decode(bytes)
  let [good, bad] = [0, 0]
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0xfffd) bad += 1
    else if (code > 0x7f) good += 1
  }
  return good >= 10 * bad ? text : null
}
