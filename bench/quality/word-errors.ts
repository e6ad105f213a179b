/** Insertions, deletions and replacements between two lists of words. */
export function wordErrors(spoken: readonly string[], heard: readonly string[]): number {
  let before = Array.from({ length: heard.length + 1 }, (_, at) => at)
  for (const [row, word] of spoken.entries()) {
    const now = [row + 1]
    for (const [at, other] of heard.entries()) {
      const same = (before[at] ?? 0) + (word === other ? 0 : 1)
      now.push(Math.min(same, (before[at + 1] ?? 0) + 1, (now[at] ?? 0) + 1))
    }
    before = now
  }
  return before.at(-1) ?? 0
}
