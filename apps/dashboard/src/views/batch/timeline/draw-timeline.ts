import type { Bar, Layout } from './lay-out.ts'
import { tickDistance } from './lay-out.ts'

export const laneHeight = 14
const laneGap = 2
const queueHead = 20
const queueGap = 10
const axisHeight = 22
/** Rarely are more workers at once than lines that can be told apart; the rest is drawn thinner. */
const queueHeightMax = 280

export interface Placed {
  queue: string
  top: number
  lane: number
  lanes: number
}

/** Where each queue is drawn, and how high all is, in CSS pixels. */
export function placeQueues({ queues }: Layout): { places: readonly Placed[]; height: number } {
  let top = 0
  const places = queues.map(({ queue, lanes }): Placed => {
    const lane = Math.min(laneHeight, Math.max(2, queueHeightMax / lanes))
    const place = { queue, top, lane, lanes }
    top += queueHead + lanes * lane + queueGap
    return place
  })
  return { places, height: top + axisHeight }
}

export interface Colours {
  ink: string
  line: string
  ofStatus(status: Bar['status']): string
  font: string
}

/** Draws on a canvas that is `width` CSS pixels wide and scaled already. */
export function drawTimeline(
  context: CanvasRenderingContext2D,
  layout: Layout,
  width: number,
  colours: Colours,
  heads: (place: Placed) => string,
  timeOf: (ms: number) => string,
): void {
  const { places, height } = placeQueues(layout)
  const span = Math.max(1, layout.to - layout.from)
  const x = (ms: number): number => ((ms - layout.from) / span) * width
  context.clearRect(0, 0, width, height)
  context.font = colours.font
  context.textBaseline = 'top'
  const distance = tickDistance(span, Math.max(2, width / 110))
  for (let at = Math.ceil(layout.from / distance) * distance; at <= layout.to; at += distance) {
    context.fillStyle = colours.line
    context.fillRect(Math.round(x(at)), 0, 1, height - axisHeight)
    context.fillStyle = colours.ink
    const text = timeOf(at)
    context.fillText(text, Math.min(x(at), width - context.measureText(text).width), height - axisHeight + 4)
  }
  for (const [index, place] of places.entries()) {
    context.fillStyle = colours.ink
    context.fillText(heads(place), 0, place.top + 3)
    const gap = place.lane > 6 ? laneGap : 0
    // What is narrower than a pixel and lies in the same one is drawn once.
    const drawnTo: number[] = []
    for (const { status, start, end, lane } of layout.queues[index]?.bars ?? []) {
      const left = x(start)
      const right = Math.max(x(end), left + 1)
      if (right <= (drawnTo[lane] ?? -1)) continue
      drawnTo[lane] = right
      context.fillStyle = colours.ofStatus(status)
      context.fillRect(
        left,
        place.top + queueHead + lane * place.lane,
        Math.max(1, right - left - 0.5),
        place.lane - gap,
      )
    }
  }
}

/** The bar at a point, in CSS pixels. */
export function barAt(layout: Layout, width: number, point: { x: number; y: number }): Bar | null {
  const { places } = placeQueues(layout)
  const index = places.findIndex(({ top, lane, lanes }) => {
    const y = point.y - top - queueHead
    return y >= 0 && y < lanes * lane
  })
  const place = places[index]
  if (place === undefined) return null
  const wanted = Math.floor((point.y - place.top - queueHead) / place.lane)
  const span = Math.max(1, layout.to - layout.from)
  const at = layout.from + (point.x / width) * span
  const slack = (2 / width) * span
  return (
    layout.queues[index]?.bars.find(
      ({ lane, start, end }) => lane === wanted && start - slack <= at && at <= end + slack,
    ) ?? null
  )
}
