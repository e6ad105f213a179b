import type { Block, Frame } from './blocks.ts'

/** The container of most of the prose: paragraphs speak for what they stand in, and less for what that stands in. */
export function findCore(blocks: readonly Block[], frames: readonly Frame[]): Frame | null {
  const scores = new Map<Frame, number>()
  for (const { chars, linkChars, frame } of blocks) {
    if (chars < 60) continue
    let weight = Math.min(chars, 1_000) * (1 - linkChars / chars)
    for (let up = frame.parent, step = 0; up && step < 3; up = up.parent, step++) {
      scores.set(up, (scores.get(up) ?? 0) + weight)
      weight /= 2
    }
  }
  let best: Frame | null = null
  let most = 0
  for (const [frame, score] of scores) {
    const value = score * (1 - frame.linkChars / Math.max(1, frame.chars))
    if (value > most) {
      best = frame
      most = value
    }
  }
  return best ?? frames[0] ?? null
}
