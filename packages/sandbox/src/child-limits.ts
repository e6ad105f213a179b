/** What a child process may use. */
export interface ChildLimits {
  /** CPU time, in seconds. */
  cpuSeconds: number
  /** Address space limit. Not for programs that reserve much more than they use, such as Node. */
  addressSpaceBytes?: number
  /** Resident memory of it and its descendants together, checked four times a second. */
  residentBytes: number
  /** Largest file it may write. */
  fileBytes: number
}
