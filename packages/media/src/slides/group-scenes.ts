import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { unpackCells } from '../av/pack-cells.ts'
import { fingerprintSize } from '../pdf/grey-fingerprint.ts'
import { pictureWidth } from './find-layouts.ts'
import { joinScenes, type SceneSheet } from './join-scenes.ts'
import { loadGrey } from './load-grey.ts'
import { halves } from './match-frames.ts'
import { placementAt } from './placement.ts'
import type { GroupedScenes, SceneRequest } from './scene-messages.ts'
import { block, type SheetSize, sheetIn, sheetSize } from './sheet.ts'
import type { Region } from './slide-region.ts'

/** Width of a picture for OCR, in pixels: small letters are read when they are larger. */
const textWidth = 1_600
const quality = 85

/** Groups the pictures of a recording by the slides that they show, and cuts the slides out. For a child process. */
export async function groupScenes({ folder, frames, region }: SceneRequest): Promise<GroupedScenes> {
  const scenes: (SceneSheet | null)[] = []
  for (const [frame, moving] of frames.entries()) {
    const picture = moving === null ? null : await loadGrey(join(folder, `frame-${frame}.jpg`), pictureWidth)
    if (moving === null || picture === null) {
      scenes.push(null)
      continue
    }
    const [width, height] = [region.width * picture.width, region.height * picture.height]
    const size = sheetSize(width / height)
    const place = placementAt(region.x * picture.width, region.y * picture.height, width, height)
    scenes.push({ sheet: sheetIn(halves(picture), place, size), weights: restIn(moving, region, size) })
  }
  const { shown, slides } = joinScenes(scenes)
  for (const [slide, frame] of slides.entries()) await cutOut(folder, frame, slide, region)
  return { kind: 'grouped', shown, slides: slides.map((frame) => ({ frame })) }
}

/** 1 for each block of a sheet in whose place nothing moves. */
function restIn(packed: string, region: Region, { width, height }: SheetSize): Float32Array {
  const across = width / block
  const moving = unpackCells(packed, fingerprintSize.width * fingerprintSize.height)
  return new Float32Array(across * (height / block)).map((_, number) => {
    const u = ((number % across) + 0.5) * (block / width)
    const v = (Math.floor(number / across) + 0.5) * (block / height)
    const column = Math.floor((region.x + u * region.width) * fingerprintSize.width)
    const row = Math.floor((region.y + v * region.height) * fingerprintSize.height)
    return moving[row * fingerprintSize.width + column] === 1 ? 0 : 1
  })
}

async function cutOut(folder: string, frame: number, slide: number, region: Region): Promise<void> {
  const image = await loadImage(await readFile(join(folder, `frame-${frame}.jpg`)))
  const [x, y] = [Math.round(region.x * image.width), Math.round(region.y * image.height)]
  const [width, height] = [Math.round(region.width * image.width), Math.round(region.height * image.height)]
  const write = async (name: string, scale: number): Promise<void> => {
    const canvas = createCanvas(Math.round(width * scale), Math.round(height * scale))
    const context = canvas.getContext('2d')
    context.imageSmoothingQuality = 'high'
    context.drawImage(image, x, y, width, height, 0, 0, canvas.width, canvas.height)
    await writeFile(join(folder, name), await canvas.encode('jpeg', quality))
  }
  await write(`slide-${slide}.jpg`, 1)
  await write(`text-${slide}.jpg`, Math.max(1, textWidth / width))
}
