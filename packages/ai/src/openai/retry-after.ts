const longest = 3_600_000

/** A Retry-After header in milliseconds (seconds or a date, RFC 9110 section 10.2.3), at most an hour. */
export function retryAfterMs(header: string | null, now: number = Date.now()): number | null {
  if (header === null) return null
  const value = header.trim()
  const wait = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isNaN(wait) ? null : Math.min(longest, Math.max(0, Math.ceil(wait)))
}
