/** Bounds of the tree of a page. */
export const pageLimits = {
  /** Maximum characters parsed. */
  chars: 6_000_000,
  /** Maximum tags and character references: the parser makes a token of each. */
  signs: 400_000,
  nodes: 60_000,
  /** Maximum run of white space: libraries search for its end from each position. */
  spaces: 200,
  /** Per element; extractors compare each with all others. */
  attributes: 100,
  /** Maximum depth; deeper content is kept as text only: extractors and serialisers recurse. */
  depth: 100,
} as const
