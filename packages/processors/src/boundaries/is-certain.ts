/** From here on the boundary is cut; below, margins are kept. */
const certain = 0.5

export function isCertain<B extends { confidence: number }>(found: B | undefined): found is B {
  return found !== undefined && found.confidence >= certain
}
