/** A choice to make: the worth of each option, and of each pair of an option before and this one. */
export interface ChainLink {
  worth: readonly number[]
  /** Worth of an option of the link before together with one of this. */
  after(before: number, option: number): number
}

export interface ChainChoice {
  /** Of the best whole. */
  option: number
  /** Worth of the best whole with each option. */
  best: number[]
}

/** Makes choices in a row so that their worth is the greatest together (Viterbi), and tells what each other option would cost. */
export function bestChain(links: readonly ChainLink[]): ChainChoice[] {
  const forward: number[][] = []
  for (const [at, { worth, after }] of links.entries()) {
    const before = forward[at - 1]
    forward.push(
      worth.map((own, option) => own + (before ? greatest(before, (from) => after(from, option)) : 0)),
    )
  }
  const backward: number[][] = links.map(({ worth }) => worth.map(() => 0))
  for (let at = links.length - 2; at >= 0; at -= 1) {
    const [next, later] = [links[at + 1], backward[at + 1]]
    if (next === undefined || later === undefined) continue
    const worthLater = next.worth.map((own, option) => own + (later[option] ?? 0))
    backward[at] =
      backward[at]?.map((_, option) => greatest(worthLater, (to) => next.after(option, to))) ?? []
  }
  const whole = forward.map((worths, at) => worths.map((one, option) => one + (backward[at]?.[option] ?? 0)))
  // Read along the best path: of equals, the options must fit each other.
  let before = -1
  return whole.map((best, at) => {
    const after = links[at]?.after
    const fits = (option: number): number =>
      before < 0 || after === undefined
        ? (best[option] ?? 0)
        : (forward[at - 1]?.[before] ?? 0) +
          after(before, option) +
          (links[at]?.worth[option] ?? 0) +
          (backward[at]?.[option] ?? 0)
    let option = 0
    for (let other = 1; other < best.length; other += 1) if (fits(other) > fits(option)) option = other
    before = option
    return { option, best }
  })
}

function greatest(values: readonly number[], more: (option: number) => number): number {
  let found = Number.NEGATIVE_INFINITY
  for (const [option, value] of values.entries()) found = Math.max(found, value + more(option))
  return found
}
