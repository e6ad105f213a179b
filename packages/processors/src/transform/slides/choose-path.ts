/** What it costs, in likeness, to believe that a talk left out pages, or went back. One page on costs nothing. */
const forward = 0.05
const back = 0.1

/**
 * The most plausible page for each of a row of pictures; null for no match. `likeness[picture][page]` is -1..1; less
 * than `enough` is no match. Dynamic programming (Viterbi): pages resemble their pictures and follow in order, unless
 * the pictures say otherwise.
 */
export function choosePath(likeness: readonly Float32Array[], enough: number): (number | null)[] {
  const pages = likeness[0]?.length ?? 0
  if (pages === 0) return likeness.map(() => null)
  // `best[page]`: of all ways to here whose last shown page is this one
  let best = new Float64Array(pages + 1).fill(Number.NEGATIVE_INFINITY)
  best[0] = 0
  const steps: { shown: Uint8Array; from: Int32Array }[] = []
  for (const row of likeness) {
    const arrivals = arrive(best)
    const next = new Float64Array(pages + 1)
    const shown = new Uint8Array(pages + 1)
    const from = new Int32Array(pages + 1)
    for (let page = 0; page <= pages; page++) {
      const hidden = best[page] ?? Number.NEGATIVE_INFINITY
      // Place 0 stands for the time before the first slide
      const here =
        page === 0 ? Number.NEGATIVE_INFINITY : (arrivals.value[page] ?? 0) + (row[page - 1] ?? -1) - enough
      shown[page] = here > hidden ? 1 : 0
      from[page] = shown[page] ? (arrivals.from[page] ?? 0) : page
      next[page] = Math.max(here, hidden)
    }
    steps.push({ shown, from })
    best = next
  }
  return walkBack(steps, best)
}

/** The best way to come to each page from any: staying, from the page before, from further before, or from behind. */
function arrive(best: Float64Array): { value: Float64Array; from: Int32Array } {
  const value = new Float64Array(best.length)
  const from = new Int32Array(best.length)
  const offer = (page: number, source: number, cost: number): void => {
    const offered = (best[source] ?? Number.NEGATIVE_INFINITY) - cost
    if (offered > (value[page] ?? 0)) {
      value[page] = offered
      from[page] = source
    }
  }
  value.fill(Number.NEGATIVE_INFINITY)
  let before = 0
  for (let page = 0; page < best.length; page++) {
    offer(page, page, 0)
    if (page > 0) offer(page, page - 1, 0)
    offer(page, before, forward)
    if ((best[page] ?? 0) > (best[before] ?? 0)) before = page
  }
  let behind = best.length - 1
  for (let page = best.length - 1; page >= 0; page--) {
    offer(page, behind, back)
    if ((best[page] ?? 0) >= (best[behind] ?? 0)) behind = page
  }
  return { value, from }
}

function walkBack(
  steps: readonly { shown: Uint8Array; from: Int32Array }[],
  best: Float64Array,
): (number | null)[] {
  let page = best.indexOf(Math.max(...best))
  const path: (number | null)[] = []
  for (const { shown, from } of steps.toReversed()) {
    path.push(shown[page] ? page - 1 : null)
    page = from[page] ?? 0
  }
  return path.reverse()
}
