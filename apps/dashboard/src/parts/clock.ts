/** A time of a recording: `12:34`, with hours `1:12:34`; whole seconds. */
export function clock(seconds: number): string {
  const whole = Math.floor(Math.max(0, seconds))
  const rest = [whole % 60, Math.floor(whole / 60) % 60].map((part) => String(part).padStart(2, '0'))
  const hours = Math.floor(whole / 3600)
  return hours === 0 ? `${Math.floor(whole / 60)}:${rest[0]}` : `${hours}:${rest[1]}:${rest[0]}`
}
