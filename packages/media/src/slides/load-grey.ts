import { readFile } from 'node:fs/promises'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { type Grey, greyOf } from './grey.ts'

/** Pictures are JPEGs of our own, at most this large; what is larger is no such picture. */
const mostPixels = 4_096 * 4_096

/** The grey values of a picture file, scaled to a width; null where there is no readable one. For a child process. */
export async function loadGrey(file: string, width: number): Promise<Grey | null> {
  const image = await readFile(file)
    .then((bytes) => loadImage(bytes))
    .catch(() => null)
  if (image === null || image.width * image.height > mostPixels || image.width === 0) return null
  const canvas = createCanvas(width, Math.max(1, Math.round((image.height * width) / image.width)))
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return greyOf(context.getImageData(0, 0, canvas.width, canvas.height))
}
