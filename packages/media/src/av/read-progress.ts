/** Seconds that a line of ffmpeg's `-progress` says are done; null for its other lines. */
export function readProgress(line: string): number | null {
  const micros = /^out_time_us=(\d+)$/.exec(line)?.[1]
  return micros === undefined ? null : Number(micros) / 1e6
}
