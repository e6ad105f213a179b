/**
 * Finished parts of a step's work, by content: another attempt, of this job or of one with the same input, takes them
 * instead of doing them again. Attempts end at any moment, so a part is put as soon as it is finished.
 */
export interface KeptParts {
  /** What was put under this key in the owner's scope; null when nothing was, or nothing that this job may use. */
  get(key: string): Promise<unknown>
  /** JSON. What cannot be stored is logged, and done again in another attempt. */
  put(key: string, value: unknown): Promise<void>
}
