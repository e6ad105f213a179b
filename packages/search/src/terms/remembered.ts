/** Words of texts are the same again and again; more of them are forgotten together. */
const mostKnown = 200_000

/** The same function of a word, which keeps what it gave. */
export function remembered<T>(act: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>()
  return (word) => {
    const before = known.get(word)
    if (before !== undefined) return before
    const made = act(word)
    if (known.size >= mostKnown) known.clear()
    known.set(word, made)
    return made
  }
}
