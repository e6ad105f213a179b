import type { Talk } from './make-talk.ts'

/** A page, by its index in the deck that was given, and when it is said to be shown. */
export interface Claim {
  page: number
  start: number
  end: number
}

/** Counts, which add up over talks. */
export interface Score {
  /** Beginnings of pages: that there are, that were claimed, and of both those with a partner. */
  boundaries: { real: number; claimed: number; found: number; right: number }
  /** Seconds at which a page is shown, at which some page is claimed, and at which the right one is. */
  matches: { real: number; claimed: number; right: number }
  /** Claims that are wrong for most of their time. */
  wrong: number
}

/** Seconds by which a boundary may be off; seconds as near to one are not counted as matches. */
const near = 1.5

export function scoreTalk({ shown, duration, kind }: Talk, claims: readonly Claim[]): Score {
  const isKnown = (page: number): boolean => !kind.unrelated && !kind.missing?.includes(page)
  const pageAt = (time: number): number | null =>
    shown.find(({ start, end }) => time >= start && time < end)?.page ?? null
  // A page that comes back after the speaker may be claimed as new or as still the same.
  const beginnings: number[] = []
  const allowed: number[] = []
  let last: number | null = null
  for (const { start, page } of shown) {
    if (page === null || !isKnown(page)) continue
    if (page !== last) beginnings.push(start)
    allowed.push(start)
    last = page
  }
  const real = beginnings
  const starts = claims.map(({ start }) => start)
  const isNear = (one: number, others: readonly number[]): boolean =>
    others.some((other) => Math.abs(one - other) <= near)
  const score: Score = {
    boundaries: {
      real: real.length,
      claimed: starts.length,
      found: real.filter((time) => isNear(time, starts)).length,
      right: starts.filter((time) => isNear(time, allowed)).length,
    },
    matches: { real: 0, claimed: 0, right: 0 },
    wrong: 0,
  }
  const wrongSeconds = claims.map(() => ({ wrong: 0, right: 0 }))
  for (let time = 0.5; time < duration; time += 1) {
    const page = pageAt(time)
    const counted = !isNear(time, allowed) && !shown.some(({ start, end }) => isNear(time, [start, end]))
    if (!counted) continue
    // Behind the speaker the slide may go on.
    if (page === null && !kind.unrelated) continue
    const isShown = page !== null && isKnown(page)
    const claimed = claims.filter(({ start, end }) => time >= start && time < end)
    const right = isShown && claimed.some((claim) => claim.page === page)
    if (isShown) score.matches.real += 1
    if (claimed.length > 0) score.matches.claimed += 1
    if (right) score.matches.right += 1
    claims.forEach((claim, at) => {
      const seconds = wrongSeconds[at]
      if (!seconds || time < claim.start || time >= claim.end) return
      if (isShown && claim.page === page) seconds.right += 1
      else seconds.wrong += 1
    })
  }
  score.wrong = wrongSeconds.filter(({ wrong, right }) => wrong > right).length
  return score
}

export function addScores(scores: readonly Score[]): Score {
  const sum = (of: (score: Score) => number): number => scores.reduce((all, score) => all + of(score), 0)
  return {
    boundaries: {
      real: sum(({ boundaries }) => boundaries.real),
      claimed: sum(({ boundaries }) => boundaries.claimed),
      found: sum(({ boundaries }) => boundaries.found),
      right: sum(({ boundaries }) => boundaries.right),
    },
    matches: {
      real: sum(({ matches }) => matches.real),
      claimed: sum(({ matches }) => matches.claimed),
      right: sum(({ matches }) => matches.right),
    },
    wrong: sum(({ wrong }) => wrong),
  }
}
