import { type Canvas, createCanvas, ImageData } from '@napi-rs/canvas'
import { repeatedRows } from './repeated-rows.ts'
import type { Raster } from './write-jpeg.ts'

/** The canvases of the last page: those of the next have the same sizes, and new ones keep the garbage collector busy. */
const last: Record<'from' | 'to', Canvas> = { from: createCanvas(1, 1), to: createCanvas(1, 1) }

/** A picture whose long side has so many pixels. */
export function shrink(raster: Raster, side: number): Raster {
  return shrinkByFour(raster, side) ?? shrinkBySkia(raster, side)
}

/**
 * Averages squares of 4 × 4 pixels; null for other ratios. A thumbnail is a quarter of its picture, and Skia takes three
 * times as long with copies to and from its canvases. Slides have much of one colour: rows that repeat the ones above are
 * not averaged again.
 */
function shrinkByFour({ data, width, height }: Raster, side: number): Raster | null {
  if (Math.max(width, height) !== side * 4 || width % 4 !== 0 || height % 4 !== 0) return null
  const small = { width: width / 4, height: height / 4 }
  const from = new Int32Array(data.buffer, data.byteOffset, width * height)
  const to = new Int32Array(small.width * small.height)
  const repeats = repeatedRows({ data, width, height }, 4)
  let next = 0
  for (let y = 0; y < height; y += 4) {
    if (repeats(y)) {
      to.copyWithin(next, next - small.width, next)
      next += small.width
      continue
    }
    for (let left = y * width; left < (y + 1) * width; left += 4) {
      // Sums of 16 values of 8 bits leave room: red and blue are added at once, halves before the division.
      let redBlue = 0x80008
      let green = 0x800
      // Four pixels of each row in one step: a loop for them takes twice the time.
      for (let at = left; at <= left + 3 * width; at += width) {
        const one = from[at] ?? 0
        const two = from[at + 1] ?? 0
        const three = from[at + 2] ?? 0
        const four = from[at + 3] ?? 0
        redBlue += (one & 0xff00ff) + (two & 0xff00ff) + (three & 0xff00ff) + (four & 0xff00ff)
        green += (one & 0xff00) + (two & 0xff00) + (three & 0xff00) + (four & 0xff00)
      }
      to[next++] = 0xff000000 | ((redBlue >> 4) & 0xff00ff) | ((green >> 4) & 0xff00)
    }
  }
  return { data: new Uint8ClampedArray(to.buffer), ...small }
}

function shrinkBySkia({ data, width, height }: Raster, side: number): Raster {
  const scale = side / Math.max(width, height)
  const from = canvasOf('from', width, height)
  from.getContext('2d').putImageData(new ImageData(data, width, height), 0, 0)
  const to = canvasOf('to', pixels(width * scale), pixels(height * scale))
  const context = to.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(from, 0, 0, to.width, to.height)
  return rasterOf(to)
}

/** The pixels of a canvas that has no transparent ones. */
export function rasterOf(canvas: Canvas): Raster {
  const { buffer, byteOffset, byteLength } = canvas.data()
  return {
    data: new Uint8ClampedArray(buffer, byteOffset, byteLength),
    width: canvas.width,
    height: canvas.height,
  }
}

/** Whole pixels of a length, one at least. */
export const pixels = (length: number): number => Math.max(1, Math.round(length))

function canvasOf(which: 'from' | 'to', width: number, height: number): Canvas {
  if (last[which].width !== width || last[which].height !== height) last[which] = createCanvas(width, height)
  return last[which]
}
