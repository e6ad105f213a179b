import type { Words } from '../words/en.ts'

/** Milliseconds in words of two units at most: `850 ms`, `4.2 s`, `3 min 20 s`, `1 h 5 min`. */
export function formatDuration(ms: number, { duration }: Pick<Words, 'duration'>): string {
  if (ms < 1000) return duration.milliseconds(Math.max(0, Math.round(ms)))
  if (ms < 9950) return duration.seconds((ms / 1000).toFixed(1))
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return duration.seconds(String(seconds))
  const units: [number, (count: number) => string][] = [
    [86_400, duration.days],
    [3600, duration.hours],
    [60, duration.minutes],
    [1, (count) => duration.seconds(String(count))],
  ]
  const first = units.findIndex(([size]) => seconds >= size)
  const [large, small] = [units[first], units[first + 1]]
  if (!large) return duration.seconds('0')
  const rest = small ? Math.floor((seconds % large[0]) / small[0]) : 0
  const head = large[1](Math.floor(seconds / large[0]))
  return small && rest > 0 ? `${head} ${small[1](rest)}` : head
}
