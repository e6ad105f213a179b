/** An EBML element: its id as bytes in hex, then its content (RFC 8794, sections 4 to 6). */
function element(id: string, ...content: (Buffer | string | number)[]): Buffer {
  const body = Buffer.concat(content.map(bytesOf))
  const size = Buffer.alloc(8)
  size.writeBigUInt64BE(BigInt(body.length) | (1n << 56n))
  return Buffer.concat([Buffer.from(id, 'hex'), size, body])
}

function bytesOf(content: Buffer | string | number): Buffer {
  if (typeof content === 'string') return Buffer.from(content)
  if (typeof content !== 'number') return content
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(content)
  return bytes
}

export interface Track {
  type: 'video' | 'audio'
  width?: number
  height?: number
}

/** A Matroska file of these tracks, each with a frame of nothing (RFC 9559, sections 5.1.1 to 5.1.4). */
export function makeMatroska(tracks: readonly Track[]): Buffer {
  const entries = tracks.map(({ type, width = 640, height = 360 }, index) =>
    element(
      'ae',
      element('d7', index + 1),
      element('73c5', index + 1),
      element('83', type === 'video' ? 1 : 2),
      element('86', type === 'video' ? 'V_MJPEG' : 'A_PCM/INT/LIT'),
      type === 'video'
        ? element('e0', element('b0', width), element('ba', height))
        : element('e1', element('b5', Buffer.from('45fa0000', 'hex')), element('9f', 1), element('6264', 16)),
    ),
  )
  const block = Buffer.concat([Buffer.from([0x81, 0, 0, 0x80]), Buffer.alloc(64)])
  return Buffer.concat([
    element(
      '1a45dfa3',
      element('4286', 1),
      element('42f7', 1),
      element('42f2', 4),
      element('42f3', 8),
      element('4282', 'matroska'),
      element('4287', 4),
      element('4285', 2),
    ),
    element(
      '18538067',
      element('1549a966', element('2ad7b1', 1_000_000), element('4d80', 'x'), element('5741', 'x')),
      element('1654ae6b', ...entries),
      element('1f43b675', element('e7', 0), element('a3', block)),
    ),
  ])
}
