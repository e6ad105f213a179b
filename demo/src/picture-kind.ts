export interface PictureKind {
  type: 'jpeg' | 'png' | 'webp'
  /** Pixels. */
  width: number
  height: number
}

/** The type of a picture, by its structure from start to end marker; null when incomplete. */
export function pictureKind(bytes: Buffer): PictureKind | null {
  return pngKind(bytes) ?? jpegKind(bytes) ?? webpKind(bytes)
}

/** https://www.w3.org/TR/png-3/#5PNG-file-signature */
function pngKind(bytes: Buffer): PictureKind | null {
  const isPng = bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))
  if (!isPng || bytes.toString('latin1', 12, 16) !== 'IHDR') return null
  if (bytes.toString('latin1', bytes.length - 8, bytes.length - 4) !== 'IEND') return null
  return { type: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** ITU-T T.81, annex B: marker segments up to the frame header. */
function jpegKind(bytes: Buffer): PictureKind | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null
  if (bytes.readUInt16BE(bytes.length - 2) !== 0xffd9) return null
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes.readUInt8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame)
      return { type: 'jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}

/** https://www.rfc-editor.org/rfc/rfc9649 */
function webpKind(bytes: Buffer): PictureKind | null {
  if (bytes.length < 30 || bytes.toString('latin1', 0, 4) !== 'RIFF') return null
  if (bytes.toString('latin1', 8, 12) !== 'WEBP' || bytes.readUInt32LE(4) + 8 !== bytes.length) return null
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return {
        type: 'webp',
        width: bytes.readUInt16LE(26) & 0x3fff,
        height: bytes.readUInt16LE(28) & 0x3fff,
      }
    case 'VP8L': {
      const packed = bytes.readUInt32LE(21)
      return { type: 'webp', width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { type: 'webp', width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
    default:
      return null
  }
}
