/** Width and height of a fingerprint; each cell is the mean grey value (0..255) of its part of a picture. */
export const columns = 32
export const rows = 18

/** Decodes a base64 fingerprint, row by row; null for invalid text. */
export function decodeFingerprint(base64: string | null): Uint8Array | null {
  const bytes = base64 === null ? null : Buffer.from(base64, 'base64')
  return bytes?.length === columns * rows ? bytes : null
}
