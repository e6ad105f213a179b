/** Seconds done by a line of ffmpeg's `-progress`; null for other lines. */
export function readProgress(line: string): number | null {
  const micros = /^out_time_us=(\d+)$/.exec(line)?.[1]
  return micros === undefined ? null : Number(micros) / 1e6
}
