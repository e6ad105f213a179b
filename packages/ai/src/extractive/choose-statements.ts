import type { SpokenStatement } from './spoken-statements.ts'

export interface Choice {
  count: number
  /** Places of passages that are quoted elsewhere; the chosen ones are added. */
  taken: Set<number>
  /** What is quoted elsewhere: it is not said twice in other words. */
  quoted: SpokenStatement[]
  /** Raises or lowers a score; by default nothing. */
  weigh?(statement: SpokenStatement): number
  /** Longest text, in characters. */
  longest?: number
  /** Of the best, the least that is chosen. */
  least?: number
  /** A lower score says too little, however little there is. */
  floor?: number
}

/** More of the same words is a repetition. */
const mostAlike = 0.5
/** A statement of a part that has one already is worth so much less. */
const covered = 0.3

/** The best statements in the order of the talk: of all its parts, and none that repeats another (MMR). */
export function chooseStatements(statements: readonly SpokenStatement[], choice: Choice): SpokenStatement[] {
  const { count, taken, quoted, weigh = () => 0, longest = 400, least = 0.5, floor = 0.6 } = choice
  const left = statements.filter(
    ({ place, text, score }) => !taken.has(place) && text.length <= longest && score >= floor,
  )
  const worth = (statement: SpokenStatement): number => statement.score + weigh(statement)
  const best = Math.max(0, ...left.map(worth))
  const chosen: SpokenStatement[] = []
  while (chosen.length < count) {
    let next: SpokenStatement | null = null
    let nextWorth = least * best
    for (const one of left) {
      if (chosen.includes(one)) continue
      const alike = Math.max(0, ...[...quoted, ...chosen].map((other) => likeness(one.terms, other.terms)))
      if (alike > mostAlike) continue
      const again = chosen.filter(({ part, position }) => isSamePart(one, { part, position })).length
      const value = worth(one) - 0.5 * alike - covered * again
      if (value > nextWorth) {
        next = one
        nextWorth = value
      }
    }
    if (next === null) break
    chosen.push(next)
  }
  for (const one of chosen) taken.add(one.place)
  quoted.push(...chosen)
  return chosen.toSorted((a, b) => a.place - b.place)
}

/** Without parts a sixth of the talk is one. */
const isSamePart = (a: { part: number; position: number }, b: { part: number; position: number }): boolean =>
  a.part === -1 || b.part === -1 ? Math.abs(a.position - b.position) < 1 / 6 : a.part === b.part

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((term) => b.has(term)).length
  return shared / (Math.min(a.size, b.size) || 1)
}
