/**
 * Reads a stream of little-endian 16-bit samples: its chunks in, the samples of whole frames out. What is left of a frame waits
 * for the next chunk.
 */
export function readSamples(channels: number): (chunk: Buffer) => Int16Array {
  const frameBytes = 2 * channels
  let rest: Buffer = Buffer.alloc(0)
  return (chunk) => {
    const all = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const whole = all.length - (all.length % frameBytes)
    rest = Buffer.from(all.subarray(whole))
    const aligned = all.byteOffset % 2 === 0 ? all : Buffer.from(all)
    return new Int16Array(aligned.buffer, aligned.byteOffset, whole / 2)
  }
}
