const containers = new Set(['moov', 'trak', 'mdia', 'minf', 'dinf'])

/** Rewrites a QuickTime file so that its tracks say that their data is in another file (`dref`, an alias by path). */
export function pointElsewhere(bytes: Buffer, path: string): Buffer {
  const boxes: Buffer[] = []
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const body = bytes.subarray(at + 8, at + size)
    boxes.push(
      type === 'dref'
        ? box(type, aliasTo(path))
        : box(type, containers.has(type) ? pointElsewhere(body, path) : body),
    )
    at += size
  }
  return Buffer.concat(boxes)
}

function box(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

/** One reference: an alias record of the classic Mac OS whose extra data is an absolute path (`mov_read_dref` of ffmpeg). */
function aliasTo(path: string): Buffer {
  const fixed = Buffer.alloc(154)
  // Volume and name of the file, each by its length, then the levels up from here and down from there.
  fixed[14] = 1
  fixed.write('V', 15)
  fixed[54] = 1
  fixed.write('F', 55)
  fixed.writeInt16BE(1, 134)
  fixed.writeInt16BE(1, 136)
  const name = Buffer.from(path.length % 2 === 0 ? path : `${path}\0`)
  const extra = Buffer.alloc(4)
  extra.writeInt16BE(2)
  extra.writeUInt16BE(path.length, 2)
  const end = Buffer.alloc(4)
  end.writeInt16BE(-1)
  const alias = box('alis', Buffer.concat([fixed, extra, name, end]))
  const count = Buffer.from([0, 0, 0, 0, 0, 0, 0, 1])
  return Buffer.concat([count, alias])
}
