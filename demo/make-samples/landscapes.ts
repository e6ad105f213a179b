import type { Doc } from './deck.ts'

export interface Landscape {
  width: number
  height: number
  sky: [top: string, bottom: string]
  water: [top: string, bottom: string]
  reeds: readonly string[]
  /** Share of the width; null without a sun. */
  sun: number | null
  seed: number
}

/** A marsh: sky, water, and reeds that stand in it. */
export function drawLandscape(doc: Doc, { width, height, sky, water, reeds, sun, seed }: Landscape): void {
  const random = randomNumbers(seed)
  const horizon = height * 0.46
  doc.rect(0, 0, width, horizon).fill(gradient(doc, 0, horizon, sky))
  if (sun !== null) {
    doc.circle(width * sun, horizon * 0.72, height * 0.09).fill('#fff3c9')
  }
  doc.moveTo(0, horizon)
  for (let x = 0; x <= width; x += width / 24) doc.lineTo(x, horizon - height * (0.02 + 0.05 * random()))
  doc.lineTo(width, horizon).fill('#6d8a78')
  doc.rect(0, horizon, width, height - horizon).fill(gradient(doc, horizon, height, water))
  for (let line = 0; line < 40; line += 1) {
    const y = horizon + (height - horizon) * random() ** 1.4
    const x = width * random()
    doc.moveTo(x, y).lineTo(x + width * 0.08 * random(), y)
    doc.lineWidth(1).strokeOpacity(0.35).stroke('#ffffff')
  }
  doc.strokeOpacity(1)
  for (let stem = 0; stem < 150; stem += 1) {
    const side = random() ** 1.6
    const x = stem % 2 === 0 ? width * 0.52 * side : width - width * 0.4 * side
    const foot = height * (0.86 + 0.2 * random())
    const tall = height * (0.3 + 0.38 * random()) * (1 - 0.5 * side)
    const lean = width * 0.05 * (random() - 0.4)
    const color = reeds[Math.floor(random() * reeds.length)] ?? '#4f7a3a'
    doc.moveTo(x, foot).quadraticCurveTo(x, foot - tall * 0.6, x + lean, foot - tall)
    doc.lineWidth(1.6 + 1.6 * random()).stroke(color)
    if (random() > 0.45) {
      doc.save().rotate((Math.atan2(lean, tall) * 180) / Math.PI, { origin: [x + lean, foot - tall] })
      doc.ellipse(x + lean, foot - tall, width * 0.005, height * 0.035).fill('#6a4a2b')
      doc.restore()
    }
  }
}

function gradient(
  doc: Doc,
  top: number,
  bottom: number,
  [from, to]: [string, string],
): PDFKit.Mixins.ColorValue {
  return doc.linearGradient(0, top, 0, bottom).stop(0, from).stop(1, to)
}

/** Random numbers from 0 to 1 for a seed: the minimal standard generator of Park and Miller. */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
