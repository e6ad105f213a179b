const known = new Map<string, ReadonlySet<string>>()

/** Words that languages write with a capital and translate: countries, languages, months and weekdays. Lower case. */
export function commonNames(language: string): ReadonlySet<string> {
  const names =
    known.get(language) ?? new Set(namesOf(language).flatMap((name) => name.toLowerCase().split(/[\s-]+/)))
  known.set(language, names)
  return names
}

function namesOf(language: string): string[] {
  try {
    const regions = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    const languages = new Intl.DisplayNames([language], { type: 'language', fallback: 'none' })
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    const pairs = letters.flatMap((one) => letters.map((other) => one + other))
    const days = Array.from({ length: 12 }, (_, at) => new Date(Date.UTC(2026, at, at + 1)))
    return [
      ...pairs.flatMap((pair) => [regions.of(pair) ?? '', languages.of(pair.toLowerCase()) ?? '']),
      ...days.flatMap((day) => [
        day.toLocaleDateString(language, { month: 'long', timeZone: 'UTC' }),
        day.toLocaleDateString(language, { weekday: 'long', timeZone: 'UTC' }),
      ]),
    ]
  } catch {
    return []
  }
}
