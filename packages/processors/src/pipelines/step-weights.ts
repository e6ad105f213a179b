/** What the steps of each processor cost in comparison; one that is not named costs as much as reading a page. */
const known: Readonly<Record<string, number>> = {
  scrape: 3,
  video: 20,
  audio: 40,
  pdf: 15,
  transform: 10,
  archive: 2,
}

export const stepWeights = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries(names.map((name) => [name, known[name] ?? 3]))
