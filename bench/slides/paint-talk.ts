import { type Canvas, createCanvas, ImageData, type SKRSContext2D } from '@napi-rs/canvas'
import { type Deck, paintScenery } from './draw-deck.ts'
import type { Box, Corners, Layout, TalkKind } from './layouts.ts'
import { createRandom } from './random.ts'

/** A state of a page, and where it is shown, from `start` to `end`, in seconds. */
export interface Moment {
  start: number
  end: number
  page: number
  state: number
  layout: number
}

export interface Scenes {
  deck: Deck
  layouts: readonly Layout[]
  moments: readonly Moment[]
}

/** Seconds of a fade. */
const fade = 0.8

/** Paints what the recording shows at a time, in seconds: RGBA, row by row; the bytes are used again. */
export function createPainter(
  kind: TalkKind,
  seed: number,
  { deck, layouts, moments }: Scenes,
  width: number,
  height: number,
) {
  const canvas = createCanvas(width, height)
  const to = canvas.getContext('2d')
  const camera = createCamera(seed)
  const warped = new Map<string, Canvas>()
  const pictureOf = ({ page, state, layout }: Moment): Canvas => {
    const key = `${page} ${state} ${layout}`
    const known = warped.get(key)
    if (known) return known
    const own = deck.pages[page]?.states[state]
    const place = layouts[layout]
    if (!own || !place) throw new Error('no such page')
    const made = createCanvas(width, height)
    const on = made.getContext('2d')
    on.imageSmoothingQuality = 'high'
    if (place.slide && 'x' in place.slide) on.drawImage(own, ...inPixels(place.slide, width, height))
    else if (place.slide) warp(own, place.slide, made)
    warped.set(key, made)
    return made
  }
  const drawMoment = (moment: Moment, time: number): void => {
    const layout = layouts[moment.layout]
    if (!layout) return
    to.fillStyle = layout.ground
    to.fillRect(0, 0, width, height)
    const drawCamera = (): void => {
      if (layout.camera) to.drawImage(camera(time), ...inPixels(layout.camera, width, height))
    }
    if (layout.banner) {
      to.fillStyle = '#ddd'
      to.font = `${Math.round(height / 30)}px DejaVu Sans`
      to.fillText('Bar Conf 2026 · hall two · wetlands', width * 0.05, height * 0.97)
    }
    if (!layout.cameraOnTop) drawCamera()
    to.drawImage(pictureOf(moment), 0, 0)
    if (kind.pointer && layout.slide && 'x' in layout.slide) {
      const [x, y, wide, high] = inPixels(layout.slide, width, height)
      to.fillStyle = 'rgba(255, 30, 30, 0.9)'
      to.beginPath()
      to.arc(
        x + wide * (0.5 + 0.3 * Math.sin(time * 1.3)),
        y + high * (0.5 + 0.25 * Math.cos(time * 1.7)),
        wide * 0.012,
        0,
        7,
      )
      to.fill()
    }
    if (kind.dimming && layout.slide && 'x' in layout.slide) {
      to.fillStyle = `rgba(0, 0, 0, ${(0.25 + 0.2 * Math.sin(time / 9)).toFixed(3)})`
      to.fillRect(...inPixels(layout.slide, width, height))
    }
    if (kind.lowerThird && layout.slide && 'x' in layout.slide && time % 17 < 6) {
      const [x, y, wide, high] = inPixels(layout.slide, width, height)
      to.fillStyle = '#222'
      to.fillRect(x, y + 0.8 * high, 0.7 * wide, 0.13 * high)
      to.fillStyle = '#fff'
      to.font = `${Math.round(high / 16)}px DejaVu Sans`
      to.fillText('Ana Ruiz · reed beds', x + 0.05 * wide, y + 0.89 * high)
    }
    if (layout.cameraOnTop) drawCamera()
  }
  return (time: number): Uint8Array => {
    const at = Math.max(
      0,
      moments.findLastIndex(({ start }) => start <= time + 1e-6),
    )
    const moment = moments[at]
    if (!moment) throw new Error('an empty talk')
    drawMoment(moment, time)
    if (kind.fades) {
      // The middle of the fade is the boundary.
      const next = moments[at + 1]
      const toNext = next ? next.start - time : Infinity
      const other = time - moment.start < fade / 2 ? moments[at - 1] : toNext < fade / 2 ? next : undefined
      const share = other === next ? 0.5 - toNext / fade : 0.5 - (time - moment.start) / fade
      if (other && share > 0) {
        to.globalAlpha = share
        to.drawImage(pictureOf(other), 0, 0)
        to.globalAlpha = 1
      }
    }
    return to.getImageData(0, 0, width, height).data as unknown as Uint8Array
  }
}

/** A speaker who moves, before a background that does not. */
function createCamera(seed: number): (time: number) => Canvas {
  const random = createRandom(seed * 13 + 3)
  const [width, height] = [640, 360]
  const back = createCanvas(width, height)
  paintScenery(back.getContext('2d'), random, 0, 0, width, height)
  const canvas = createCanvas(width, height)
  const to = canvas.getContext('2d')
  const skin = `hsl(${random.whole(15, 40)} 45% ${random.whole(35, 75)}%)`
  const clothes = `hsl(${random.whole(0, 359)} 30% ${random.whole(15, 55)}%)`
  const speed = random.between(0.6, 1.4)
  return (time) => {
    to.drawImage(back, 0, 0)
    // Stands still now and then.
    const moving = time * speed - 0.8 * Math.sin(time * speed * 0.5)
    const x = width * (0.5 + 0.12 * Math.sin(moving))
    to.fillStyle = clothes
    to.beginPath()
    to.ellipse(x, height * 1.02, width * 0.16, height * 0.42, 0, 0, 7)
    to.fill()
    to.fillStyle = skin
    to.beginPath()
    to.ellipse(x + 6 * Math.sin(moving * 2), height * 0.45, width * 0.06, height * 0.16, 0, 0, 7)
    to.fill()
    to.lineWidth = 26
    to.strokeStyle = clothes
    to.beginPath()
    to.moveTo(x + 60, height * 0.75)
    to.lineTo(x + 110 + 30 * Math.sin(moving * 3), height * (0.55 + 0.12 * Math.cos(moving * 2.2)))
    to.stroke()
    return canvas
  }
}

const inPixels = (
  { x, y, width, height }: Box,
  wide: number,
  high: number,
): [number, number, number, number] => [
  Math.round(x * wide),
  Math.round(y * high),
  Math.round(width * wide),
  Math.round(height * high),
]

/** Draws a picture between four corners, as a camera sees it. */
function warp(picture: Canvas, corners: Corners, to: Canvas): void {
  const [w, h] = [to.width, to.height]
  const source = picture.getContext('2d').getImageData(0, 0, picture.width, picture.height).data
  const out = new ImageData(w, h)
  const inverse = fromCorners(corners.map(([x, y]) => [x * w, y * h]))
  const { width, height } = picture
  for (let y = 0; y < h; y += 1)
    for (let x = 0; x < w; x += 1) {
      const [u, v] = inverse(x, y)
      if (u < 0 || v < 0 || u >= 1 || v >= 1) continue
      let [red, green, blue] = [0, 0, 0]
      // Four samples a pixel.
      for (let sample = 0; sample < 4; sample += 1) {
        const [su, sv] = inverse(x + 0.25 + 0.5 * (sample & 1), y + 0.25 + 0.25 * (sample & 2))
        const sx = Math.min(width - 1, Math.max(0, Math.floor(su * width)))
        const at = (Math.min(height - 1, Math.max(0, Math.floor(sv * height))) * width + sx) * 4
        red += source[at] ?? 0
        green += source[at + 1] ?? 0
        blue += source[at + 2] ?? 0
      }
      out.data.set([red / 4, green / 4, blue / 4, 255], (y * w + x) * 4)
    }
  const layer: SKRSContext2D = to.getContext('2d')
  layer.putImageData(out, 0, 0)
}

/** From the picture to the unit square of the slide (Heckbert 1989, square to quadrilateral, inverted). */
function fromCorners(
  corners: readonly (readonly [number, number] | number[])[],
): (x: number, y: number) => [number, number] {
  const [[x0 = 0, y0 = 0] = [], [x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = [], [x3 = 0, y3 = 0] = []] = corners
  const [dx1, dx2, sx] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3]
  const [dy1, dy2, sy] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3]
  const det = dx1 * dy2 - dx2 * dy1
  const g = (sx * dy2 - dx2 * sy) / det
  const k = (dx1 * sy - sx * dy1) / det
  const [a, b, c] = [x1 - x0 + g * x1, x3 - x0 + k * x3, x0]
  const [d, e, f] = [y1 - y0 + g * y1, y3 - y0 + k * y3, y0]
  const [A, B, C] = [e - f * k, c * k - b, b * f - c * e]
  const [D, E, F] = [f * g - d, a - c * g, c * d - a * f]
  const [G, H, I] = [d * k - e * g, b * g - a * k, a * e - b * d]
  return (x, y) => {
    const w = G * x + H * y + I
    return [(A * x + B * y + C) / w, (D * x + E * y + F) / w]
  }
}
