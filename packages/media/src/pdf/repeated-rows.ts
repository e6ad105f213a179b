import type { Raster } from './write-jpeg.ts'

/** Whether so many rows of a picture, from that one on, are the same as so many above them. */
export function repeatedRows({ data, width }: Raster, rows: number): (from: number) => boolean {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  const length = rows * width * 4
  return (from) => {
    const at = from * width * 4
    return from >= rows && bytes.compare(bytes, at - length, at, at, at + length) === 0
  }
}
