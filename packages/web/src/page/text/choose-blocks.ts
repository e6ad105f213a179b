import type { Block, Frame } from './blocks.ts'

/**
 * The blocks to keep, from the probability of each to be content: those that make the expected F1 of the text greatest
 * (2 x expected hits / (kept + expected in all), in characters), which is a threshold that adapts to the page.
 */
export function chooseBlocks(blocks: readonly Block[], scores: Float32Array): boolean[] {
  const order = blocks.map((_block, index) => index).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  let expected = 0
  blocks.forEach(({ chars }, index) => {
    expected += chars * (scores[index] ?? 0)
  })
  let hits = 0
  let chars = 0
  let best = 0
  let count = 0
  order.forEach((index, place) => {
    const own = blocks[index]?.chars ?? 0
    hits += own * (scores[index] ?? 0)
    chars += own
    const value = (2 * hits) / (chars + expected)
    if (value > best) {
      best = value
      count = place + 1
    }
  })
  const kept = blocks.map(() => false)
  for (const index of order.slice(0, count)) kept[index] = true
  return kept
}

/** A list, a table or a piece of code is kept whole or not at all where most of it is. */
const units = new Set(['ul', 'ol', 'dl', 'table', 'pre'])
const mostOfUnit = 0.6
const leastOfUnit = 0.2
const mostUnitChars = 3_000

export function keepUnitsWhole(blocks: readonly Block[], kept: boolean[]): void {
  const shares = new Map<Frame, { kept: number; all: number }>()
  const unitOf = blocks.map((block, index) => {
    const unit = outermostUnit(block.frame)
    if (unit === null) return null
    const share = shares.get(unit) ?? { kept: 0, all: 0 }
    share.all += block.chars
    if (kept[index]) share.kept += block.chars
    shares.set(unit, share)
    return unit
  })
  unitOf.forEach((unit, index) => {
    const share = unit === null ? undefined : shares.get(unit)
    if (!share) return
    if (share.kept >= share.all * mostOfUnit) kept[index] = true
    else if (share.kept <= share.all * leastOfUnit) kept[index] = false
  })
}

/** The outermost one that is no layout: its items are short. */
function outermostUnit(frame: Frame): Frame | null {
  let found: Frame | null = null
  for (let up: Frame | null = frame; up; up = up.parent) {
    if (!units.has(up.element.name)) continue
    // Posts of a forum and a page laid out as a table are no unit.
    if (up.chars > mostUnitChars || up.chars > up.blocks * 300) break
    found = up
  }
  return found
}
