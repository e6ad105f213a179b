/** What the program has around it. */
export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  /** Aborted by Ctrl-C and by whoever ends the process. */
  signal: AbortSignal
}
