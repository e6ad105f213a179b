/** What a child process may use. */
export interface ChildLimits {
  /** Processor time, in seconds. */
  cpuSeconds: number
  /** Address space limit. Not for programs that reserve much more than they use, such as Node. */
  addressSpaceBytes?: number
  /** Memory that it and all that it started may hold together, looked at four times a second. */
  residentBytes: number
  /** Largest file it may write. */
  fileBytes: number
}
