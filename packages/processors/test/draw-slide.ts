import { crc32, deflateSync } from 'node:zlib'

/** A grey picture, row by row, 0 black to 255 white. */
export interface Drawing {
  width: number
  height: number
  cells: Uint8Array
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function canvas(width: number, height: number, grey: number): Drawing {
  return { width, height, cells: new Uint8Array(width * height).fill(grey) }
}

function fill({ width, height, cells }: Drawing, box: [number, number, number, number], grey: number): void {
  const [x, y, wide, high] = box
  for (let row = Math.max(0, Math.round(y * height)); row < Math.min(height, (y + high) * height); row++)
    for (
      let column = Math.max(0, Math.round(x * width));
      column < Math.min(width, (x + wide) * width);
      column++
    )
      cells[row * width + column] = grey
}

/** A line of text as it looks from afar: words as bars. */
function writeLine(
  drawing: Drawing,
  x: number,
  y: number,
  high: number,
  random: () => number,
  grey: number,
): void {
  for (let at = x, end = x + 0.15 + 0.7 * random(); at < Math.min(0.95, end); ) {
    const word = 0.02 + 0.06 * random()
    fill(drawing, [at, y, word, high], grey)
    at += word + 0.012
  }
}

export interface Design {
  paper: number
  ink: number
  /** Title bar and footer, as many templates have. */
  bar: number | null
}

export const designs: Record<'plain' | 'bar' | 'dark', Design> = {
  plain: { paper: 250, ink: 40, bar: null },
  bar: { paper: 250, ink: 40, bar: 70 },
  dark: { paper: 30, ink: 220, bar: null },
}

/** A slide with a title and some lines; each seed gives another one. */
export function drawSlide(
  seed: number,
  design: Design = designs.plain,
  size = { width: 320, height: 180 },
): Drawing {
  const random = randomFrom(seed)
  const slide = canvas(size.width, size.height, design.paper)
  if (design.bar !== null) {
    fill(slide, [0, 0, 1, 0.16], design.bar)
    fill(slide, [0, 0.95, 1, 0.05], design.bar)
  }
  writeLine(slide, 0.05, 0.06, 0.06, random, design.bar === null ? design.ink : 255)
  const lines = 2 + Math.floor(random() * 6)
  for (let line = 0; line < lines; line++)
    writeLine(slide, 0.08, 0.25 + line * 0.095, 0.035, random, design.ink)
  if (random() < 0.3) fill(slide, [0.5 * random(), 0.3, 0.3, 0.4], Math.round(60 + 120 * random()))
  return slide
}

/** What a camera sees: no two alike, nothing like a slide. */
export function drawCamera(seed: number): Drawing {
  const random = randomFrom(seed)
  const picture = canvas(320, 180, 40 + Math.round(60 * random()))
  for (const size of [0.5, 0.25, 0.12, 0.06])
    for (let count = 0; count < 1 / size ** 2; count++)
      fill(picture, [random(), random(), size * random(), size * random()], Math.round(255 * random()))
  return blurred(picture, 3)
}

/** Pushes a picture into part of another, `x, y, width` in shares of the whole, its proportions kept. */
export function placed(picture: Drawing, on: Drawing, [x, y, wide]: [number, number, number]): Drawing {
  const whole = { ...on, cells: on.cells.slice() }
  const width = Math.round(wide * on.width)
  const height = Math.round((width * picture.height) / picture.width)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const left = Math.round(x * on.width) + column
      const top = Math.round(y * on.height) + row
      if (left >= on.width || top >= on.height) continue
      const from = Math.floor((row * picture.height) / height) * picture.width
      whole.cells[top * on.width + left] =
        picture.cells[from + Math.floor((column * picture.width) / width)] ?? 0
    }
  return whole
}

/** In the middle of a 16:9 picture, with black bars beside it. */
export function letterboxed(picture: Drawing): Drawing {
  const wide = Math.min(1, (picture.width / picture.height) * (9 / 16))
  return placed(picture, canvas(320, 180, 0), [(1 - wide) / 2, 0, wide])
}

export function blurred({ width, height, cells }: Drawing, radius: number): Drawing {
  const out = new Uint8Array(cells.length)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      let sum = 0
      let count = 0
      for (let y = Math.max(0, row - radius); y <= Math.min(height - 1, row + radius); y++)
        for (let x = Math.max(0, column - radius); x <= Math.min(width - 1, column + radius); x++) {
          sum += cells[y * width + x] ?? 0
          count++
        }
      out[row * width + column] = sum / count
    }
  return { width, height, cells: out }
}

/** As a strongly compressed picture: 8 × 8 blocks lose their fine shades, and everything some contrast. */
export function compressed({ width, height, cells }: Drawing, seed: number): Drawing {
  const random = randomFrom(seed)
  const out = new Uint8Array(cells.length)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const around = cells[(row - (row % 4)) * width + column - (column % 4)] ?? 0
      const value = 0.6 * (cells[row * width + column] ?? 0) + 0.4 * around
      out[row * width + column] = 20 + 0.82 * (Math.round(value / 12) * 12) + 10 * (random() - 0.5)
    }
  return { width, height, cells: out }
}

/** 32 × 18 means of the picture's parts, as the video and pdf steps take them. */
export function printOf({ width, height, cells }: Drawing): Uint8Array {
  const print = new Uint8Array(32 * 18)
  for (let row = 0; row < 18; row++)
    for (let column = 0; column < 32; column++) {
      let sum = 0
      let count = 0
      for (let y = Math.floor((row * height) / 18); y < Math.floor(((row + 1) * height) / 18); y++)
        for (let x = Math.floor((column * width) / 32); x < Math.floor(((column + 1) * width) / 32); x++) {
          sum += cells[y * width + x] ?? 0
          count++
        }
      print[row * 32 + column] = Math.round(sum / count)
    }
  return print
}

export const base64PrintOf = (drawing: Drawing): string => Buffer.from(printOf(drawing)).toString('base64')

/** The picture as a PNG file. */
export function pngOf({ width, height, cells }: Drawing): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = Array.from({ length: height }, (_, row) => [
    0,
    ...cells.subarray(row * width, (row + 1) * width),
  ])
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
