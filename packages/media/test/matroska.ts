/** An element of EBML (RFC 8794) whose size takes eight bytes. */
function element(id: string, body: Buffer | string | number[]): Buffer {
  const content = Buffer.from(body as Buffer)
  const size = Buffer.alloc(8)
  size.writeBigUInt64BE(BigInt(content.length))
  size[0] = 1
  return Buffer.concat([Buffer.from(id, 'hex'), size, content])
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** A Matroska file (RFC 9559) of a tenth of a second with so many tracks of sound; ffmpeg itself writes no more than 1000. */
export function manyTracks(count: number): Buffer {
  const rate = Buffer.alloc(4)
  rate.writeFloatBE(8_000)
  const sound = element('e1', Buffer.concat([element('b5', rate), element('9f', [1]), element('6264', [16])]))
  const tracks = Array.from({ length: count }, (_, at) => {
    const id = number(at + 1)
    const kind = [element('83', [2]), element('86', 'A_PCM/INT/LIT')]
    return element('ae', Buffer.concat([element('d7', id), element('73c5', id), ...kind, sound]))
  })
  const block = element('a3', Buffer.concat([Buffer.from([0x81, 0, 0, 0x80]), Buffer.alloc(1_600)]))
  const segment = [
    element('1549a966', element('2ad7b1', number(1_000_000))),
    element('1654ae6b', Buffer.concat(tracks)),
    element('1f43b675', Buffer.concat([element('e7', [0]), block])),
  ]
  const head = [element('4282', 'matroska'), element('4287', [4]), element('4285', [2])]
  return Buffer.concat([
    element('1a45dfa3', Buffer.concat(head)),
    element('18538067', Buffer.concat(segment)),
  ])
}
