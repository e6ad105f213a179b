/** A statement, and how a model judges it. */
export interface Judged<Statement> {
  statement: Statement
  /** Log odds that a sentence is useful; null where rules alone decide. */
  odds: number | null
  /** Log odds for the whole quotation, between its neighbours; null where nothing tells. */
  quality: number | null
  /** The rules doubt it. */
  isDoubted: boolean
  /** Of speech without punctuation, whose sentences may be cut wrongly. */
  isFragment: boolean
}

/** The least log odds of a quotation that the rules doubt, of any other, and where a talk has few. */
const leastQuality = { doubted: 1.5, sound: 0.8, needed: 0.4 }
/** The same where only the sentence was judged, of one that the rules doubt, and of any other. */
const leastOdds = { doubted: 0.5, sound: 0.2, needed: -0.85 }
/** A summary needs so many. */
const enough = 3

/**
 * The statements that a reader probably finds useful, in their order. Where these are too few for a summary the best of the others that the
 * rules do not doubt are added, but none that may be cut wrongly: of such speech less is quoted.
 */
export function admitStatements<Statement>(judged: readonly Judged<Statement>[]): Statement[] {
  const isSound = ({ odds, quality, isDoubted }: Judged<Statement>): boolean =>
    quality === null
      ? odds === null || odds >= (isDoubted ? leastOdds.doubted : leastOdds.sound)
      : quality >= (isDoubted ? leastQuality.doubted : leastQuality.sound)
  const isNeeded = ({ odds, quality, isDoubted, isFragment }: Judged<Statement>): boolean =>
    !isDoubted &&
    !isFragment &&
    (quality === null ? (odds ?? 0) >= leastOdds.needed : quality >= leastQuality.needed)
  const missing = enough - judged.filter(isSound).length
  const added = new Set(
    judged
      .filter((one) => !isSound(one) && isNeeded(one))
      .toSorted((a, b) => (b.quality ?? b.odds ?? 0) - (a.quality ?? a.odds ?? 0))
      .slice(0, Math.max(0, missing)),
  )
  return judged.filter((one) => isSound(one) || added.has(one)).map(({ statement }) => statement)
}
