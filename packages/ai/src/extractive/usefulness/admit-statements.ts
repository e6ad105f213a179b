/** A statement, and how a model judges it. */
export interface Judged<Statement> {
  statement: Statement
  /** Log odds that a reader finds it useful; null where rules alone decide. */
  odds: number | null
  /** The rules doubt it. */
  isDoubted: boolean
  /** Of speech without punctuation, whose sentences may be cut wrongly. */
  isFragment: boolean
}

/** The least log odds of a statement that the rules doubt, of any other, and where a talk has few. */
const leastOdds = { doubted: 0.5, sound: 0.2, needed: -0.85 }
/** A summary needs so many. */
const enough = 6

/**
 * The statements that a reader probably finds useful, in their order. Where these are too few for a summary the best of the others that the
 * rules do not doubt are added, but none that may be cut wrongly: of such speech less is quoted.
 */
export function admitStatements<Statement>(judged: readonly Judged<Statement>[]): Statement[] {
  const isSound = ({ odds, isDoubted }: Judged<Statement>): boolean =>
    odds === null || odds >= (isDoubted ? leastOdds.doubted : leastOdds.sound)
  const missing = enough - judged.filter(isSound).length
  const added = new Set(
    judged
      .filter(
        (one) => !isSound(one) && !one.isDoubted && !one.isFragment && (one.odds ?? 0) >= leastOdds.needed,
      )
      .toSorted((a, b) => (b.odds ?? 0) - (a.odds ?? 0))
      .slice(0, Math.max(0, missing)),
  )
  return judged.filter((one) => isSound(one) || added.has(one)).map(({ statement }) => statement)
}
