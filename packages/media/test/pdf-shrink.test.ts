import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { expect, it } from 'vitest'
import { shrink } from '../src/pdf/shrink.ts'
import { type Raster, writeJpeg } from '../src/pdf/write-jpeg.ts'

/** A gradient with a white square in its middle. */
function picture(width: number, height: number): Raster {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const inside = Math.abs(x - width / 2) < width / 8 && Math.abs(y - height / 2) < height / 8
      data.set(
        inside ? [255, 255, 255, 255] : [(255 * x) / width, (255 * y) / height, 40, 255],
        (y * width + x) * 4,
      )
    }
  return { data, width, height }
}

const at = ({ data, width }: Raster, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
]

it.each([
  [1280, 720, 320, 180],
  [720, 1280, 180, 320],
  // Not a quarter in whole pixels.
  [1280, 853, 320, 213],
  [2400, 1350, 1280, 720],
])('a picture of %i × %i becomes one of %i × %i that shows the same', (width, height, wide, high) => {
  const small = shrink(picture(width, height), Math.max(wide, high))
  expect([small.width, small.height]).toEqual([wide, high])
  expect(at(small, wide / 2, Math.floor(high / 2))).toEqual([255, 255, 255, 255])
  const [red = 0, green = 0, blue = 0, alpha] = at(small, Math.round(wide * 0.8), Math.round(high * 0.2))
  expect(Math.abs(red - 255 * 0.8)).toBeLessThan(4)
  expect(Math.abs(green - 255 * 0.2)).toBeLessThan(4)
  expect(Math.abs(blue - 40)).toBeLessThan(2)
  expect(alpha).toBe(255)
})

it('rows that repeat those above are averaged as all others', () => {
  const [width, height] = [1280, 720]
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  // Stripes of 6 rows, that begin at the edge of a square or within one, in the left half.
  for (let y = 0; y < height; y++)
    if (Math.floor(y / 6) % 7 === 1)
      for (let x = 0; x < width / 2; x++) data.set([200, 100, 0, 255], (y * width + x) * 4)
  const small = shrink({ data, width, height }, 320)
  for (let row = 0; row < 180; row++) {
    const striped = [0, 1, 2, 3].filter((own) => Math.floor((row * 4 + own) / 6) % 7 === 1).length
    const green = Math.round((striped * 100 + (4 - striped) * 255) / 4)
    expect([at(small, 10, row)[1], at(small, 300, row)[1]], `row ${row}`).toEqual([green, 255])
  }
})

it('writes a JPEG of the picture', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'write-jpeg-'))
  const raster = picture(320, 180)
  const file = join(folder, 'a.jpg')
  expect(writeJpeg(file, raster, 80)).toEqual({ file, width: 320, height: 180 })
  const canvas = createCanvas(320, 180)
  const context = canvas.getContext('2d')
  context.drawImage(await loadImage(file), 0, 0)
  const { data } = context.getImageData(0, 0, 320, 180)
  const differences = raster.data.map((value, index) => Math.abs(value - (data[index] ?? 0)))
  expect(differences.reduce((sum, value) => sum + value, 0) / data.length).toBeLessThan(3)
  await rm(folder, { recursive: true })
})
