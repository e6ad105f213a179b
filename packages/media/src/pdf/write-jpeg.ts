import { writeFileSync } from 'node:fs'
import { createCanvas, ImageData } from '@napi-rs/canvas'
import type { PictureFile } from './pdf-messages.ts'

/** Opaque pixels, 4 bytes each (red, green, blue, alpha), row by row. */
export interface Raster {
  data: Uint8ClampedArray
  width: number
  height: number
}

type Turbo = typeof import('@julusian/jpeg-turbo')

/** Null where libjpeg-turbo has no build for this system. */
const turbo: Turbo | null = await import('@julusian/jpeg-turbo').then(
  ({ default: found }) => found,
  () => null,
)

let spare = Buffer.alloc(0)

export function writeJpeg(file: string, raster: Raster, quality: number): PictureFile {
  const { width, height } = raster
  writeFileSync(file, encodeJpeg(raster, quality))
  return { file, width, height }
}

/**
 * A JPEG of chroma 4:2:0, whose bytes the next one overwrites. libjpeg-turbo takes 3 ms a slide; Skia, where it is missing, takes 13 ms, as it
 * optimises its Huffman tables for files a tenth smaller.
 */
export function encodeJpeg(raster: Raster, quality: number): Buffer {
  return turbo === null ? bySkia(raster, quality) : byTurbo(turbo, raster, quality)
}

function byTurbo(
  { compressSync, bufferSize, FORMAT_RGBA, SAMP_420 }: Turbo,
  { data, width, height }: Raster,
  quality: number,
): Buffer {
  const size = { width, height, subsampling: SAMP_420 }
  const most = bufferSize(size)
  if (spare.length < most) spare = Buffer.alloc(most)
  const pixels = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  return compressSync(pixels, spare, { ...size, format: FORMAT_RGBA, quality })
}

function bySkia({ data, width, height }: Raster, quality: number): Buffer {
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').putImageData(new ImageData(data, width, height), 0, 0)
  return canvas.toBuffer('image/jpeg', quality)
}
