export interface TimedLine {
  /** Seconds from the start of the talk. */
  start: number
}

/**
 * The place of the line that is spoken at a time: the last that has begun, found by bisection in lines that are ordered by
 * their start. -1 before the first one.
 */
export function spokenAt(lines: readonly TimedLine[], seconds: number): number {
  let [low, high] = [0, lines.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lines[middle]?.start ?? 0) <= seconds) low = middle + 1
    else high = middle
  }
  return low - 1
}
