/** What schedules of some conferences leave out, since their programs know it. */
interface KnownConference {
  title: RegExp
  time_zone: string
  /** The page of a session, from the year and the session's slug. */
  page(year: string, slug: string): string
}

const known: readonly KnownConference[] = [
  {
    // Until 2022 without zone and addresses
    title: /^FOSDEM\s+(20\d\d)$/i,
    time_zone: 'Europe/Brussels',
    page: (year, slug) => `https://fosdem.org/${year}/schedule/event/${encodeURIComponent(slug)}/`,
  },
]

export function knownConference(title: string): { time_zone: string; page(slug: string): string } | null {
  for (const { title: pattern, time_zone, page } of known) {
    const year = pattern.exec(title.trim())?.[1]
    if (year !== undefined) return { time_zone, page: (slug) => page(year, slug) }
  }
  return null
}
