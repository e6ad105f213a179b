/** `2026-11-29 22:31:39` in UTC, from an ISO date. */
export const shortDate = (iso: string): string => iso.slice(0, 19).replace('T', ' ')

/** `0.4 s`, `12 s`, `3:05`, `1:02:03`. */
export function duration(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`
  return ms < 59_500 ? `${Math.round(ms / 1000)} s` : clockOf(ms)
}

/** How long ago an ISO date is, as `0:05`. */
export const elapsed = (since: string, now: number): string => clockOf(Math.max(0, now - Date.parse(since)))

/** `3:05`, `1:02:03`. */
export function clockOf(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const two = (value: number): string => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
