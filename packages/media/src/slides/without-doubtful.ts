/** Doubt beyond that of the clearest picture of a page, from which on another slide is shown. */
const otherwise = 0.03

/**
 * Leaves out what differs from a page that is shown without the difference at another time: agenda slides are alike but for
 * what is highlighted, and the file may lack one. Next to each other they are states of one slide, or something is laid
 * over it. `doubt` is the share of a page that a picture shows otherwise, 0 to 1.
 */
export function withoutDoubtful<Chosen extends { page: number }>(
  chosen: readonly (Chosen | null)[],
  doubt: (picture: number, page: number) => number,
): (Chosen | null)[] {
  const runs: { page: number; least: number; pictures: number[] }[] = []
  for (const [picture, one] of chosen.entries()) {
    if (one === null) continue
    const last = runs.at(-1)
    const own = doubt(picture, one.page)
    if (last?.page === one.page) {
      last.least = Math.min(last.least, own)
      last.pictures.push(picture)
    } else runs.push({ page: one.page, least: own, pictures: [picture] })
  }
  const clearest = new Map<number, number>()
  for (const { page, least } of runs)
    clearest.set(page, Math.min(least, clearest.get(page) ?? Number.POSITIVE_INFINITY))
  const doubtful = new Set(
    runs
      .filter(({ page, least }) => least > (clearest.get(page) ?? 0) + otherwise)
      .flatMap(({ pictures }) => pictures),
  )
  return chosen.map((one, picture) => (doubtful.has(picture) ? null : one))
}
