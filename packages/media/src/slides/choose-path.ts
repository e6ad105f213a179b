/** What it costs, in likeness, to believe that a talk left out pages, or went back. One page on costs nothing. */
const forward = 0.05
const back = 0.1

export interface Choice {
  /** Null for no page. */
  page: number | null
  /** By how much the whole talk would be less plausible with anything else here. */
  margin: number
}

/**
 * The most plausible page for each of a row of pictures. `likeness[picture][page]` is at most 1; less than `enough` is no
 * match. Dynamic programming (Viterbi): pages resemble their pictures and follow in order, unless the pictures say
 * otherwise. The margin compares the best talk with the best one that differs at this picture (max-marginals).
 */
export function choosePath(likeness: readonly Float32Array[], enough: number): Choice[] {
  const pages = likeness[0]?.length ?? 0
  if (pages === 0) return likeness.map(() => ({ page: null, margin: 0 }))
  const gains = likeness.map((row) => Float64Array.from(row, (value) => value - enough))
  const before = pastOf(gains, pages)
  const after = futureOf(gains, pages)
  return gains.map((row, picture) => {
    const past = before[picture] ?? new Float64Array(pages + 1)
    const future = after[picture] ?? new Float64Array(pages + 1)
    // Place 0 stands for the time before the first slide.
    let hidden = Number.NEGATIVE_INFINITY
    for (let page = 0; page <= pages; page += 1)
      hidden = Math.max(hidden, (past[page] ?? 0) + (future[page] ?? 0))
    let best: { page: number | null; value: number } = { page: null, value: hidden }
    let second = Number.NEGATIVE_INFINITY
    const arrived = arrivals(past)
    for (let page = 1; page <= pages; page += 1) {
      const value = (arrived[page] ?? 0) + (row[page - 1] ?? 0) + (future[page] ?? 0)
      if (value > best.value) {
        second = best.value
        best = { page: page - 1, value }
      } else second = Math.max(second, value)
    }
    return { page: best.page, margin: best.value - second }
  })
}

/** For each picture the best value of all ways up to the picture before it, by the page shown last. */
function pastOf(gains: readonly Float64Array[], pages: number): Float64Array[] {
  let past = new Float64Array(pages + 1).fill(Number.NEGATIVE_INFINITY)
  past[0] = 0
  return gains.map((row) => {
    const now = past
    const arrived = arrivals(now)
    past = now.map((hidden, page) =>
      page === 0 ? hidden : Math.max(hidden, (arrived[page] ?? 0) + (row[page - 1] ?? 0)),
    )
    return now
  })
}

/** For each picture the best value of all ways after it, by the page shown last. */
function futureOf(gains: readonly Float64Array[], pages: number): Float64Array[] {
  let future = new Float64Array(pages + 1)
  return gains
    .toReversed()
    .map((row) => {
      const now = future
      const shown = now.map((value, page) =>
        page === 0 ? Number.NEGATIVE_INFINITY : value + (row[page - 1] ?? 0),
      )
      const left = departures(shown)
      future = now.map((hidden, page) => Math.max(hidden, left[page] ?? 0))
      return now
    })
    .toReversed()
}

/** The best way to come to each page from any: staying, from the page before, from further before, or from behind. */
function arrivals(from: Float64Array): Float64Array {
  const out = new Float64Array(from.length)
  let before = Number.NEGATIVE_INFINITY
  for (let page = 0; page < from.length; page += 1) {
    const previous = page > 0 ? (from[page - 1] ?? 0) : Number.NEGATIVE_INFINITY
    out[page] = Math.max(from[page] ?? 0, previous, before - forward)
    before = Math.max(before, from[page] ?? 0)
  }
  let behind = Number.NEGATIVE_INFINITY
  for (let page = from.length - 1; page >= 0; page -= 1) {
    out[page] = Math.max(out[page] ?? 0, behind - back)
    behind = Math.max(behind, from[page] ?? 0)
  }
  return out
}

/** The best way to leave each page: staying, to the next, further on, or back. */
function departures(to: Float64Array): Float64Array {
  const out = new Float64Array(to.length)
  let further = Number.NEGATIVE_INFINITY
  for (let page = to.length - 1; page >= 0; page -= 1) {
    const next = page + 1 < to.length ? (to[page + 1] ?? 0) : Number.NEGATIVE_INFINITY
    out[page] = Math.max(to[page] ?? 0, next, further - forward)
    further = Math.max(further, to[page] ?? 0)
  }
  let earlier = Number.NEGATIVE_INFINITY
  for (let page = 0; page < to.length; page += 1) {
    out[page] = Math.max(out[page] ?? 0, earlier - back)
    earlier = Math.max(earlier, to[page] ?? 0)
  }
  return out
}
