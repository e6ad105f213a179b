/** A date as the language writes it, with its weekday; what is no date stays as it is. */
export function dayName(day: string, language: string): string {
  const date = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00Z`) : null
  if (date === null || Number.isNaN(date.getTime())) return day
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(date)
}
