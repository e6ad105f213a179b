/** A line of a job's log, for its readers: without server paths and secrets. */
export interface JobLogLine {
  at: Date
  level: 'info' | 'warn' | 'error'
  step: string
  message: string
  data: Record<string, unknown>
}

export const jobLogLimits = {
  /** Of one run; the oldest give way. */
  lines: 1_000,
  /** Bytes of a line as JSON. */
  lineBytes: 4 * 1024,
} as const

/** A line within its bytes: what is too long is cut, data that does not fit is left out. */
export function boundedLine(line: JobLogLine): JobLogLine {
  const message = line.message.slice(0, 1_000)
  const fits = Buffer.byteLength(JSON.stringify({ ...line, message })) <= jobLogLimits.lineBytes
  return { ...line, message, data: fits ? line.data : { cut: true } }
}
