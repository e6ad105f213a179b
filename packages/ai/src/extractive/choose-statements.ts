import type { SpokenStatement } from './spoken-statement.ts'

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
  /** The last statement of a part is left for its gist. */
  sparing?: boolean
  /** So many are chosen even if they are no better than `lowest`. */
  sure?: number
  /** A lower score says too little, however little there is. */
  floor?: number
  /** The least score of one, with its weight and less what it leaves unsaid, whether it repeats something or not. */
  sound?: number
  /** Stems of what its reader has read before it, such as a title. */
  read?: ReadonlySet<string>
  /** None that the rules doubt, nor one that so surely calls definite what nothing quoted before it names. */
  alone?: number
  /** None that follows directly on what is quoted elsewhere, or is followed by it: those belong together. */
  apart?: boolean
}

/** More of the same words is a repetition. */
const mostAlike = 0.5
/** Less says too little, however little there is. */
const lowest = 0.35
/** Of the only one that is wanted. */
const mostAlikeLast = 0.75
/** What nothing introduces lowers a statement by so much, all of them by no more than the second. */
const unknown = 0.7
const mostUnmet = 0.8
/** A statement of a part that has one already is worth so much less. */
const covered = 0.3
const nothing: ReadonlySet<string> = new Set()

/** The best statements in the order of the talk: of all its parts, and none that repeats another (MMR). */
export function chooseStatements(statements: readonly SpokenStatement[], choice: Choice): SpokenStatement[] {
  const {
    count,
    taken,
    quoted,
    weigh = () => 0,
    longest = 400,
    least = 0.5,
    floor = 0,
    sure = 0,
    sparing = false,
    read = nothing,
    sound = 0,
    alone = Number.POSITIVE_INFINITY,
    apart = false,
  } = choice
  const elsewhere = [...quoted]
  const left = statements.filter(
    ({ places, text, score }) =>
      places.every((place) => !taken.has(place)) &&
      text.length <= longest &&
      score >= (sure > 0 ? lowest : floor),
  )
  const worth = (statement: SpokenStatement): number => statement.score + weigh(statement)
  const best = Math.max(0, ...left.map(worth))
  const chosen: SpokenStatement[] = []
  while (chosen.length < count) {
    let next: SpokenStatement | null = null
    let nextWorth = chosen.length < sure ? lowest : Math.max(floor, least * best)
    for (const one of left) {
      if (chosen.some(({ places }) => places.some((place) => one.places.includes(place)))) continue
      if (apart && elsewhere.some((other) => isBeside(one, other))) continue
      if (alone < Number.POSITIVE_INFINITY && !standsAlone(one, [...elsewhere, ...chosen], { read, alone }))
        continue
      if (sound > 0 && worth(one) - unmet(one, [...quoted, ...chosen], read) < sound) continue
      if (sparing && isLast(one, statements, taken, [...quoted, ...chosen])) continue
      const alike = Math.max(0, ...[...quoted, ...chosen].map((other) => likeness(one.terms, other.terms)))
      if (alike > (sure > 0 && sure === count ? mostAlikeLast : mostAlike)) continue
      const again = chosen.filter(({ part, position }) => isSamePart(one, { part, position })).length
      const value = worth(one) - 0.5 * alike - covered * again - unmet(one, [...quoted, ...chosen], read)
      if (value > nextWorth) {
        next = one
        nextWorth = value
      }
    }
    if (next === null) break
    chosen.push(next)
  }
  for (const { places } of chosen) for (const place of places) taken.add(place)
  quoted.push(...chosen)
  return chosen.toSorted((a, b) => (a.places[0] ?? 0) - (b.places[0] ?? 0))
}

/** Whether nothing else of its part would be left that says something new. */
function isLast(
  one: SpokenStatement,
  statements: readonly SpokenStatement[],
  taken: ReadonlySet<number>,
  quoted: readonly SpokenStatement[],
): boolean {
  if (one.part === -1) return false
  const known = [one, ...quoted]
  const gone = new Set([...taken, ...known.flatMap(({ places }) => places)])
  return !statements.some(
    ({ part, places, score, terms }) =>
      part === one.part &&
      score >= lowest &&
      !places.some((place) => gone.has(place)) &&
      !known.some((other) => likeness(other.terms, terms) > mostAlikeLast),
  )
}

const isBeside = (one: SpokenStatement, other: SpokenStatement): boolean =>
  one.part === other.part &&
  [one, other].some(
    ({ places }, at) => (places.at(-1) ?? 0) + 1 === ([other, one][at]?.places[0] ?? Number.NaN),
  )

/** Whether a reader knows all that it speaks of. */
const standsAlone = (
  { needs, isDoubted, places }: SpokenStatement,
  known: readonly SpokenStatement[],
  { read, alone }: { read: ReadonlySet<string>; alone: number },
): boolean =>
  !isDoubted &&
  [...needs].every(
    ([stem, sure]) =>
      sure < alone ||
      read.has(stem) ||
      known.some((other) => other.terms.has(stem) && (other.places[0] ?? 0) <= (places[0] ?? 0)),
  )

/** Of what it calls definite, that no statement chosen before names. */
function unmet(
  { needs }: SpokenStatement,
  known: readonly SpokenStatement[],
  read: ReadonlySet<string>,
): number {
  let sum = 0
  for (const [stem, sure] of needs)
    if (!read.has(stem) && !known.some(({ terms }) => terms.has(stem))) sum += sure
  return Math.min(mostUnmet, sum * unknown)
}

/** Without parts a sixth of the talk is one. */
const isSamePart = (a: { part: number; position: number }, b: { part: number; position: number }): boolean =>
  a.part === -1 || b.part === -1 ? Math.abs(a.position - b.position) < 1 / 6 : a.part === b.part

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const words = [...a].filter((term) => !/^\d/.test(term))
  const shared = words.filter((term) => b.has(term)).length
  return shared / (Math.min(words.length, b.size) || 1)
}
