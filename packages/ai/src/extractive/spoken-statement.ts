/** A spoken sentence that can be quoted, or some that are quoted together. */
export interface SpokenStatement {
  /** Without discourse markers and openers at its beginning. */
  text: string
  /** In `source.passages`, one behind the other. */
  places: readonly number[]
  /** In `source.parts`; -1 in none. */
  part: number
  /** Of the talk, 0 to 1. */
  position: number
  /** How much it says, and how central it is; at most about 3. */
  score: number
  terms: ReadonlySet<string>
  /** Stems that it calls definite because another sentence introduced them, each with how sure that is, 0 to 1. */
  needs: ReadonlyMap<string, number>
  /** Says why it matters. */
  matters: boolean
  /** The speaker calls it a claim, a finding or a conclusion. */
  stressed: boolean
  /** Only says what will be said. */
  announces: boolean
  /** The rules are not sure that it stands alone. */
  isDoubted: boolean
}

/** What the rules and the model say counts alike; the floors of choosing are scores of rules. */
export const scoreOf = (byRules: number, odds: number | null): number =>
  odds === null ? byRules : 0.5 * byRules + 0.5 * (0.8 + 0.5 * odds)
